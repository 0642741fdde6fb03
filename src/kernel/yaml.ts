import { isRecord } from './canonical.ts';

/**
 * Prints YAML that every 1.1 and 1.2 reader reads the same: stable bytes, no folding, no anchors, double quotes for
 * whatever a reader could take for something else, block literals for text of several lines.
 */
export interface YamlOptions {
  /** Lines for the top of the document, without `#`. */
  readonly header?: readonly string[];
  /** One comment line above a mapping, by the mapping object. */
  readonly comments?: ReadonlyMap<object, string>;
}

/** Words that no reader takes for anything but text; a colon only inside a word. */
const PLAIN = /^[A-Za-z_/](?:[A-Za-z0-9_./()-]|:(?=[A-Za-z0-9_/.-])| (?=[A-Za-z0-9_./(]))*$/;
/** One line of printable characters: single quotes hold it with nothing escaped but themselves. */
const PRINTABLE = /^[\u0020-\u007e\u00a1-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]*$/;
const RESERVED = /^(?:y|yes|n|no|true|false|on|off|null|nan|inf|infinity)$/i;
const BLOCK =
  /^[^\s\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff][\t\n\u0020-\u007e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]*$/;

export function printYaml(value: unknown, options: YamlOptions = {}): string {
  const header = (options.header ?? []).map((line) => `# ${line}`.trimEnd());
  const body = lines(value, '', options.comments ?? new Map());
  return `${[...header, ...body].join('\n')}\n`;
}

function lines(value: unknown, indent: string, comments: ReadonlyMap<object, string>): string[] {
  if (Array.isArray(value))
    return value.length === 0 ? [`${indent}[]`] : value.flatMap((item) => listItem(item, indent, comments));
  if (isRecord(value)) {
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
    return entries.length === 0 ? [`${indent}{}`] : entries.flatMap(([key, inner]) => mapEntry(key, inner, indent, comments));
  }
  return [`${indent}${scalar(value, indent)}`];
}

function listItem(item: unknown, indent: string, comments: ReadonlyMap<object, string>): string[] {
  const comment = isRecord(item) ? comments.get(item) : undefined;
  const [first = '', ...rest] = lines(item, `${indent}  `, comments);
  const printed = [`${indent}- ${first.slice(indent.length + 2)}`, ...rest];
  return comment === undefined ? printed : [`${indent}# ${oneLine(comment)}`, ...printed];
}

function mapEntry(key: string, inner: unknown, indent: string, comments: ReadonlyMap<object, string>): string[] {
  const name = `${indent}${quoteUnlessPlain(key)}:`;
  if (Array.isArray(inner)) return inner.length === 0 ? [`${name} []`] : [name, ...lines(inner, `${indent}  `, comments)];
  if (isRecord(inner)) return isEmpty(inner) ? [`${name} {}`] : [name, ...lines(inner, `${indent}  `, comments)];
  return [`${name} ${scalar(inner, indent)}`];
}

function scalar(value: unknown, indent: string): string {
  if (typeof value === 'string')
    return value.includes('\n') && BLOCK.test(value) ? block(value, indent) : quoteUnlessPlain(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  throw new Error(`YAML cannot hold ${String(value)}`);
}

function block(text: string, indent: string): string {
  const trailing = /\n*$/.exec(text)?.[0].length ?? 0;
  const style = trailing === 0 ? '|-' : trailing === 1 ? '|' : '|+';
  const body = trailing === 0 ? text : text.slice(0, -1);
  return [style, ...body.split('\n').map((line) => (line === '' ? '' : `${indent}  ${line}`))].join('\n');
}

function quoteUnlessPlain(text: string): string {
  if (PLAIN.test(text) && !RESERVED.test(text)) return text;
  return /["\\]/.test(text) && PRINTABLE.test(text) ? `'${text.replaceAll("'", "''")}'` : doubleQuoted(text);
}

function doubleQuoted(text: string): string {
  const escaped = JSON.stringify(text.toWellFormed()).replace(/[\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return escaped;
}

function oneLine(comment: string): string {
  return comment.replace(/[^\u0020-\u007e\u00a1-\uffff]+/g, ' ');
}

function isEmpty(mapping: Record<string, unknown>): boolean {
  return Object.values(mapping).every((value) => value === undefined);
}
