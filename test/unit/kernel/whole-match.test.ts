import { describe, expect, it } from 'vitest';
import { wholeMatch, wordsOf } from '../../../src/kernel/whole-match.ts';

describe('a regular expression against a whole text', () => {
  it.each([
    ['(a+)+$', `${'a'.repeat(5_000)}b`],
    ['(a|a)*', `${'a'.repeat(5_000)}b`],
    ['(a|b|ab)*c', 'ab'.repeat(2_000)],
    ['(.*)*x', 'a'.repeat(5_000)],
    ['((a*)*)*b', 'a'.repeat(2_000)],
    ['.*.*.*.*.*.*.*.*x', 'a'.repeat(5_000)],
    [`${'a?'.repeat(200)}${'a'.repeat(200)}`, `${'a'.repeat(199)}b`],
    ['(x+x+)+y', 'x'.repeat(2_000)],
  ])('%s is told at once', (pattern, text) => {
    const began = performance.now();
    expect(wholeMatch(pattern)?.(text)).toBe(false);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it.each([
    '(',
    'a)',
    '*a',
    'a**',
    'a{2}{3}',
    '(?i)a',
    '(?=a)b',
    '(a)\\1',
    '\\bx',
    '\\Qa.b\\E',
    '[[:alpha:]]',
    '\\pL',
    '[]',
    'a{9,2}',
  ])('%s is not told: RE2 refuses it, or reads what JavaScript does not', (pattern) =>
    expect(wholeMatch(pattern)).toBeUndefined(),
  );

  it('does not count for ever', () => {
    expect(wholeMatch('((a{1000}){1000}){1000}')).toBeUndefined();
    expect(wholeMatch('('.repeat(100_000))).toBeUndefined();
    expect(wholeMatch('x'.repeat(100_000))?.('x'.repeat(100_000))).toBe(true);
  });

  it('takes a character for one, and a line break only where it is told to', () => {
    expect(wholeMatch('.')?.('😀')).toBe(true);
    expect(wholeMatch('[😀-😂]')?.('😁')).toBe(true);
    expect(wholeMatch('a.b')?.('a\nb')).toBe(false);
    expect(wholeMatch('a.b', { dotAll: true })?.('a\nb')).toBe(true);
    expect(wholeMatch('aB[c-d]\\w', { ignoreCase: true })?.('AbCé')).toBe(false);
    expect(wholeMatch('aB[c-d]', { ignoreCase: true })?.('AbC')).toBe(true);
    expect(wholeMatch('(?P<code>5..)|(?:4\\d{2})')?.('404')).toBe(true);
  });

  it('says what JavaScript says of what both can read', () => {
    const seed = Number(process.env['SIGNALBOX_SEED'] ?? Date.now() % 1_000_000);
    console.log(`whole-match: seed ${seed}`);
    const random = randomFrom(seed);
    for (let round = 0; round < 20_000; round++) {
      const pattern = patternFrom(random, 3);
      const text = Array.from({ length: random(6) }, () => 'ab-1'[random(4)]).join('');
      const told = wholeMatch(pattern)?.(text);
      const said = javaScriptSays(pattern, text);
      if (told !== undefined && said !== undefined) expect(`${pattern} ${text} ${told}`).toBe(`${pattern} ${text} ${said}`);
    }
  });
});

const PARTS = ['a', 'b', '.', '[ab]', '[^a]', '\\d', '\\w', '\\-', '-', '1', '^', '$', '[\\d-]'];
const REPEATS = ['', '', '', '*', '+', '?', '{2}', '{1,}', '{0,2}', '*?'];

function patternFrom(random: (below: number) => number, depth: number): string {
  const parts = Array.from({ length: 1 + random(3) }, () => {
    const inner =
      depth > 0 && random(3) === 0
        ? `(${random(2) === 0 ? '?:' : ''}${patternFrom(random, depth - 1)})`
        : PARTS[random(PARTS.length)];
    return `${inner}${REPEATS[random(REPEATS.length)]}`;
  });
  return parts.join(random(4) === 0 ? '|' : '');
}

/** JavaScript does not let `^` be repeated. */
function javaScriptSays(pattern: string, text: string): boolean | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`).test(text);
  } catch {
    return undefined;
  }
}

/** https://en.wikipedia.org/wiki/Linear_congruential_generator */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

describe('an expression that only names words', () => {
  it('is those words, escaped or not', () => {
    expect([...(wordsOf('shop/pay\\.card|shop/search|a-b') ?? [])]).toEqual(['shop/pay.card', 'shop/search', 'a-b']);
    expect([...(wordsOf('a||b') ?? [])]).toEqual(['a', '', 'b']);
    expect(wholeMatch('a\\|b|c')?.('a|b')).toBe(true);
  });

  it.each(['a.b', '(a|b)', 'a+', '[ab]', '^a', 'a\\d', 'a\\\\|b'])('is not %s', (pattern) =>
    expect(wordsOf(pattern)).toBeUndefined(),
  );

  it('is read letter by letter where case does not count', () => {
    expect(wholeMatch('ab|c', { ignoreCase: true })?.('AB')).toBe(true);
  });
});
