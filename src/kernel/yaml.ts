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
  const out = (options.header ?? []).map((line) => `# ${line}`.trimEnd());
  print(value, '', options.comments ?? new Map(), out);
  return `${out.join('\n')}\n`;
}

function print(value: unknown, indent: string, comments: ReadonlyMap<object, string>, out: string[]): void {
  const text = inOneLine(value, indent);
  if (text !== undefined) out.push(`${indent}${text}`);
  else if (Array.isArray(value)) for (const item of value) printItem(item, indent, comments, out);
  else if (isRecord(value))
    for (const [key, inner] of Object.entries(value)) if (inner !== undefined) printEntry(key, inner, indent, comments, out);
}

/** The dash stands where the first line of what it holds is indented. */
function printItem(item: unknown, indent: string, comments: ReadonlyMap<object, string>, out: string[]): void {
  const comment = isRecord(item) ? comments.get(item) : undefined;
  if (comment !== undefined) out.push(`${indent}# ${oneLine(comment)}`);
  const first = out.length;
  print(item, `${indent}  `, comments, out);
  out[first] = `${indent}- ${out[first]?.slice(indent.length + 2)}`;
}

function printEntry(key: string, inner: unknown, indent: string, comments: ReadonlyMap<object, string>, out: string[]): void {
  const name = `${indent}${nameOf(key)}:`;
  const text = inOneLine(inner, indent);
  out.push(text === undefined ? name : `${name} ${text}`);
  if (text === undefined) print(inner, `${indent}  `, comments, out);
}

/** The same few names stand in every file. */
const NAMES = new Map<string, string>();
const MOST_NAMES = 1000;

function nameOf(key: string): string {
  const known = NAMES.get(key);
  if (known !== undefined) return known;
  const name = quoteUnlessPlain(key);
  if (NAMES.size < MOST_NAMES) NAMES.set(key, name);
  return name;
}

/** What stands behind a key; undefined where it takes lines of its own. */
function inOneLine(value: unknown, indent: string): string | undefined {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : undefined;
  if (isRecord(value)) return isEmpty(value) ? '{}' : undefined;
  return scalar(value, indent);
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
  if (!PRINTABLE.test(text)) return doubleQuoted(text);
  return /["\\]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
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
  for (const key in mapping) if (mapping[key] !== undefined) return false;
  return true;
}
