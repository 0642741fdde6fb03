/** Shapes that are kept: texts of an estate that differ only in names have few of them. */
const MOST = 256;

/** A text in double quotes; what stands before it says whether it is the value of a label. */
const QUOTED = /"(?:[^"\\]|\\.)*"/g;
/** Other quotes and comments, in which a double quote begins nothing. */
const UNREADABLE = /['`#]/;
const PLAIN = /^"[\w .:/-]+"$/;
/** `slo=`, `slo!=`; a pattern is right or wrong by itself, and a name may be one that needs a newer version. */
const LABEL = /(?<!__name__\s*!?)=$/;
const LONGEST = 12;
/** Not the empty one, which says something else. */
const SOME = '"*"';

/**
 * Texts in which nothing is wrong, by their shape: the text without the values its labels must equal, on which it does not depend whether
 * PromQL can be read. Rules of many objectives, and panels of many services, have one shape.
 */
export class SoundShapes {
  readonly #known = new Set<string>();

  has(shape: string): boolean {
    return this.#known.has(shape);
  }

  add(shape: string): void {
    if (this.#known.size >= MOST) this.#known.clear();
    this.#known.add(shape);
  }
}

/** Texts of one shape are right or wrong alike. */
export function shapeOf(text: string): string {
  if (UNREADABLE.test(text)) return text;
  return text.replace(QUOTED, (quoted, at: number) => (PLAIN.test(quoted) && isValue(text, at) ? SOME : quoted));
}

function isValue(text: string, at: number): boolean {
  return LABEL.test(text.slice(Math.max(0, at - LONGEST), at));
}
