/** Lines that differ in nothing but ids, numbers and names. */
export interface LogPattern {
  /** The words all of its lines share; `<_>` where they differ. */
  readonly pattern: string;
  readonly count: number;
  readonly example: string;
}

interface Group {
  words: string[];
  count: number;
  readonly example: string;
}

const ANY = '<_>';
/** Half of the words the same: as Drain has it. https://doi.org/10.1109/ICWS.2017.13 */
const SIMILAR = 0.5;
/** Times, ids, addresses, numbers with their units: never what tells two kinds of lines apart. */
const VARIABLE = /^(?=.*\d)[\w.:+%/-]+$/;
const MOST_WORDS = 100;

/** What kinds of lines there are, most frequent first: lines of as many words, of which at least half are the same. */
export function patternsOf(lines: readonly string[]): LogPattern[] {
  const byShape = new Map<string, Group[]>();
  for (const line of lines) {
    const words = wordsOf(line);
    const shape = `${words.length} ${words[0] ?? ''}`;
    const groups = byShape.get(shape) ?? [];
    byShape.set(shape, groups);
    const like = groups.find((group) => similarity(group.words, words) >= SIMILAR);
    if (like) {
      like.words = like.words.map((word, at) => (word === words[at] ? word : ANY));
      like.count += 1;
    } else groups.push({ words, count: 1, example: line });
  }
  return [...byShape.values()]
    .flat()
    .map(({ words, count, example }) => ({ pattern: words.join(' '), count, example }))
    .sort((a, b) => b.count - a.count || (a.pattern < b.pattern ? -1 : 1));
}

function wordsOf(line: string): string[] {
  return line
    .trim()
    .split(/\s+/, MOST_WORDS)
    .map((word) => masked(word));
}

/** `plan=4711,` is `plan=<_>,`. */
function masked(word: string): string {
  const [, head = '', value = '', tail = ''] = /^([^=]*=)?(.*?)([,;.)\]]*)$/.exec(word) ?? [];
  const bare = value.replace(/^["'([]|["']$/g, '');
  return VARIABLE.test(bare) ? `${head}${ANY}${tail}` : word;
}

function similarity(a: readonly string[], b: readonly string[]): number {
  const same = a.filter((word, at) => word === b[at]).length;
  return a.length === 0 ? 1 : same / a.length;
}
