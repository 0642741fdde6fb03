/** A call of `test`, `it` or `describe`, of `test.skip` or `it.each` too. */
const CALL = /(?<![\w.$'"`])(?:test|it|describe)(?:\.\w+)*(?=[<(`])/g;
const QUOTED = /^\(\s*(['"`])((?:\\.|(?!\1)[\s\S])*)\1/;
const CLOSES: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };

/** What the tests and groups of a file are called: the text that such a call begins with, after the table of `each`. */
export function testNames(source: string): string[] {
  return [...source.matchAll(CALL)].flatMap(({ 0: call, index }) => nameAt(source, index + call.length) ?? []);
}

function nameAt(source: string, from: number): string | undefined {
  let at = from;
  while ('<(`'.includes(source[at] ?? ' ')) {
    const found = QUOTED.exec(source.slice(at, at + LONGEST));
    if (found) return found[2]?.replace(/\\(['"`])/g, '$1');
    at = after(source, at);
  }
  return undefined;
}

/** Of a name, in characters. */
const LONGEST = 500;

/** Where the text, the brackets or the type arguments that begin here have ended. */
function after(source: string, from: number): number {
  const open = source[from] ?? '';
  const close = CLOSES[open];
  if (close === undefined) return afterText(source, from);
  let at = from + 1;
  while (at < source.length && source[at] !== close) {
    const next = source[at] ?? '';
    const opens = next === '<' ? open === '<' : '([{\'"`'.includes(next);
    at = opens ? after(source, at) : at + 1;
  }
  return at + 1;
}

function afterText(source: string, from: number): number {
  const quote = source[from];
  let at = from + 1;
  while (at < source.length && source[at] !== quote) at += source[at] === '\\' ? 2 : 1;
  return at + 1;
}
