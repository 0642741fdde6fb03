import type { Random } from '../../support/random.ts';

const PIECE = /"(?:[^"\\\n]|\\.)*"|`[^`]*`|[\p{L}_][\p{L}\p{Nd}_]*|\d[\w.]*|\s+|[|=!~<>]{1,2}|[\s\S]/gu;
const INSERTED = [
  ...[
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    ',',
    '|',
    '=',
    '!=',
    '=~',
    '|=',
    '|~',
    '|>',
    '!>',
    '"x"',
    '`',
    '"',
    "'",
    '5m',
    '-0',
    '0x1f',
    '0b1',
    ' 0B',
  ],
  ...[
    'by (x)',
    'or',
    'and',
    'unless',
    'bool',
    'offset 1h',
    'on (a)',
    'group_left',
    '[5m]',
    'json',
    'unwrap x',
    'ip("10.0.0.1")',
    'sum',
    '+',
    '-',
  ],
  ...[
    '# c\n',
    '/* c */',
    '// c\n',
    '.',
    '5',
    '1e999',
    '5KB',
    '@',
    '$',
    'a="b"',
    '| x',
    '!',
    '~',
    '\\',
    'SUM',
    'By',
    '--strict',
    '\u00a0',
    '_',
    '09',
    '> 5',
    '5µs',
  ],
];

/** A query with one to three mistakes, or none that matters: pieces and characters left out, doubled, swapped, put in. */
export function mutate(text: string, from: Random): string {
  let mutated = text;
  for (let left = 1 + from.below(3); left > 0; left -= 1) mutated = from.pick(EDITS)(mutated, from);
  return mutated;
}

type Edit = (text: string, from: Random) => string;

const EDITS: readonly Edit[] = [
  byPiece((pieces, at) => pieces.splice(at, 1)),
  byPiece((pieces, at) => pieces.splice(at, 0, pieces[at] ?? '')),
  byPiece((pieces, at) => pieces.splice(at, 2, pieces[at + 1] ?? '', pieces[at] ?? '')),
  byPiece((pieces, at, from) => pieces.splice(at, 0, from.pick(INSERTED))),
  byPiece((pieces, at, from) => pieces.splice(at, 1, from.pick(INSERTED))),
  byPiece((pieces, at) => pieces.splice(at, 1, (pieces[at] ?? '').toUpperCase())),
  (text, from) => {
    const at = from.below(text.length + 1);
    return text.slice(0, at) + text.slice(at + 1);
  },
  (text, from) => {
    const at = from.below(text.length + 1);
    return text.slice(0, at) + from.pick([...'abz019_.-+*/%^=!~<>|&{}()[]",`\'#$@\\ \n\tµé']) + text.slice(at);
  },
];

function byPiece(edit: (pieces: string[], at: number, from: Random) => unknown): Edit {
  return (text, from) => {
    const pieces = text.match(PIECE) ?? [];
    edit(pieces, from.below(pieces.length + 1), from);
    return pieces.join('');
  };
}
