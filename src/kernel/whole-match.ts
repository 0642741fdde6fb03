import { type Pattern, type PatternFlags, parsePattern } from './pattern.ts';

/**
 * Whether an author's regular expression matches the whole of a text. All ways are followed at once, as RE2 does it: JavaScript
 * tries one after another, and `(a+)+` on thirty letters would take hours. Undefined where it cannot be told what RE2 would say.
 */
export function wholeMatch(pattern: string, flags: PatternFlags = {}): ((text: string) => boolean) | undefined {
  const words = flags.ignoreCase ? undefined : wordsOf(pattern);
  if (words) return (text) => words.has(text);
  const tree = parsePattern(pattern, flags);
  if (!tree) return undefined;
  return (text) => {
    const characters = [...text];
    return follow(tree, new Set([0]), characters).has(characters.length);
  };
}

/** One character, or one that is escaped; none that means something else. */
const PLAIN_WORDS = /^(?:[^\\^$.|?*+()[\]{}]|\\[^A-Za-z0-9\\]|\|)*$/u;

/** The only texts an expression can match: `a|b\.c` names two. Undefined where it says more than that. */
export function wordsOf(pattern: string): ReadonlySet<string> | undefined {
  if (!PLAIN_WORDS.test(pattern)) return undefined;
  return new Set(pattern.split(/(?<!\\)\|/).map((word) => word.replaceAll(/\\(.)/gsu, '$1')));
}

/** Where a match can end that begins at one of these places. */
function follow(pattern: Pattern, from: ReadonlySet<number>, text: readonly string[]): ReadonlySet<number> {
  if (from.size === 0) return from;
  switch (pattern.kind) {
    case 'one':
      return new Set([...from].filter((at) => at < text.length && pattern.takes(text[at] ?? '')).map((at) => at + 1));
    case 'start':
      return new Set([...from].filter((at) => at === 0));
    case 'end':
      return new Set([...from].filter((at) => at === text.length));
    case 'all':
      return pattern.of.reduce((places, part) => follow(part, places, text), from);
    case 'any':
      return new Set(pattern.of.flatMap((part) => [...follow(part, from, text)]));
    case 'repeat':
      return repeat(pattern, from, text);
  }
}

/** Only places that are new are followed further, so that it ends. */
function repeat(
  { of, least, most }: Extract<Pattern, { kind: 'repeat' }>,
  from: ReadonlySet<number>,
  text: readonly string[],
): ReadonlySet<number> {
  let places = from;
  for (let count = 0; count < least && places.size > 0; count++) places = follow(of, places, text);
  const reached = new Set(places);
  for (let count = least; count < most && places.size > 0; count++) {
    places = new Set([...follow(of, places, text)].filter((at) => !reached.has(at)));
    for (const at of places) reached.add(at);
  }
  return reached;
}
