import { load } from 'js-yaml';

/** The YAML of a text; undefined where it is none. Aliases are refused: a few lines of them can stand for more than a memory holds. */
export function yamlOf(text: string): unknown {
  try {
    return load(text, { maxAliases: 0 });
  } catch {
    return undefined;
  }
}
