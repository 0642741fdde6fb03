import type { Random } from '../../../support/random.ts';

/** Words of one corner of the language, put together at random between what makes an expression of them. */
interface Corner {
  readonly before: string;
  readonly words: readonly string[];
  readonly most: number;
  readonly after: string;
}

const REGEX = String.raw`a b * + ? { } 2 3 , ( ) | [ ] ^ - \ \d \pL \p{Greek} \P{^L} (?: (?P<n> (?<n> (?i) (?s: (? < > = ! : [:alpha:] [[: [: :] \Q \E \x {41} \x41 \0 \1 $ . é \b \z \A (?- [^ \p {1000} {1001} {2,}`;
const EMPTY = String.raw`a * + ? {0} {2} {0,1} {1,2} ( ) | [a] [^a] ^ $ \b \B \A \z (?: (?i) (? (?s: .* . \Q\E \Qab\E b (?i:`;
const DURATION = 'min_of( max_of( step() range() STEP 0 1 9 _ . e x m s h d w y ms + - * / % ^ ( ) : , 5m a Inf atan2 1h ( )';
const MATCHING =
  'and bool on ( ) a b ignoring group_left group_right fill fill_left fill_right (0) (a) + > , "c" 1 or (a,b) unless atan2 ()';
const AGGREGATION =
  'sum ( ) up by without (a) (a,b) 1 , topk "s" count_values group (up) avg (1,up) [5m] SUM BY rate (up[5m]) offset scalar abs - == bool { }';

const CORNERS: readonly Corner[] = [
  { before: '', words: [...'0123456789___...eExXabfmshdwy+-'], most: 7, after: '' },
  { before: 'up[', words: [...DURATION.split(' '), ' ', ' + '], most: 6, after: ']' },
  { before: 'up{a=~`', words: REGEX.split(' '), most: 7, after: '`}' },
  { before: '{a=~`', words: EMPTY.split(' '), most: 6, after: '`}' },
  {
    before: 'up{a="',
    words: String.raw`a \ x 4 u U 0 " ' n \" \x41 \377 \400 \u00e9 \U0010ffff \U00110000 \ud800 é \xff \xc3\xa9`.split(' '),
    most: 6,
    after: '"}',
  },
  { before: "'", words: ['a', '\\', '"', "'", 'n', '`', '\\0', '\\101', '\n', '\u{1f600}'], most: 5, after: "'" },
  {
    before: '',
    words: ['up', '{', '}', '"a"', '=', '!=', '=~', '!~', ',', 'a', '"x"', '__name__', '"up"', ' ', "'c'", '#x\n'],
    most: 9,
    after: '',
  },
  { before: 'a ', words: MATCHING.split(' ').map((word) => `${word} `), most: 6, after: ' b' },
  {
    before: 'up',
    words: [
      '[5m]',
      '[5m:]',
      '[5m:1m]',
      ' offset 5m',
      ' offset -1m',
      ' @ 5',
      ' @ start()',
      ' smoothed',
      ' anchored',
      '{a="b"}',
      '(',
      ')',
      ' offset ',
      ' 0s',
      ' @ ',
      ' end()',
      ' -',
      '+',
      '^2',
      ' offset (5m+1m)',
    ],
    most: 4,
    after: '',
  },
  { before: '', words: AGGREGATION.split(' ').map((word) => ` ${word}`), most: 7, after: '' },
];

/** An expression that is strange in one corner of the language. */
export function fragment(random: Random): string {
  const { before, words, most, after } = random.pick(CORNERS);
  return `${before}${Array.from({ length: 1 + random.below(most) }, () => random.pick(words)).join('')}${after}`;
}
