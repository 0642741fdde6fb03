/** What RE2 has no word for. https://github.com/google/re2/wiki/Syntax */
const UNKNOWN: readonly (readonly [form: RegExp, name: string])[] = [
  [/\(\?<?[=!]/, 'it looks ahead or behind'],
  [/\\[1-9]/, 'it refers back to a group'],
  [/\\k</, 'it refers back to a group'],
  [/\\c[A-Za-z]/, 'it has a control escape'],
];
/** `g` and `y` say where to search, `u` and `v` how to read: RE2 always reads Unicode. */
const FLAGS = ['i', 'm', 's'];

/** A JavaScript pattern as RE2 reads it, or why it cannot. */
export function re2Of(pattern: RegExp): { readonly text: string; readonly problem?: string } {
  const bare = pattern.source.replace(/\\\\/g, '');
  const found = UNKNOWN.find(([form]) => form.test(bare));
  const flags = FLAGS.filter((flag) => pattern.flags.includes(flag)).join('');
  const text = named(pattern.source.replaceAll('\\/', '/'));
  return { text: flags === '' ? text : `(?${flags})${text}`, ...(found && { problem: found[1] }) };
}

/** `(?<name>` is `(?P<name>` in every version of RE2. */
function named(source: string): string {
  return source.replace(/\(\?<(?=[A-Za-z_])/g, '(?P<');
}
