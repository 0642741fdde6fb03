import { remembered } from '../../kernel/remembered.ts';
import { wholeMatch, wordsOf } from '../../kernel/whole-match.ts';
import type { Matcher } from './tree.ts';

const VARIABLE = /\$\w|\$\{|\[\[\w+\]\]/;
const LITERAL = /^[\w-]+$/;

/** Whether an anchored RE2 expression matches; undefined where it cannot be told. */
export function regexTest(pattern: string): ((value: string) => boolean) | undefined {
  return wholeMatch(pattern, { dotAll: true });
}

/** Whether Grafana fills it in: `$job`, `${job:regex}`. */
export function isTemplated(value: string): boolean {
  return VARIABLE.test(value);
}

/** The part of a matcher that fits none of the values a label can have. */
export function impossibleValue(matcher: Matcher, values: readonly string[]): string | undefined {
  const { op, value } = matcher;
  if (isTemplated(value)) return undefined;
  if (op === '=' || op === '!=') return value === '' || values.includes(value) ? undefined : value;
  const test = regexTest(value);
  if (!test || test('')) return undefined;
  if (!values.some(test)) return value;
  return /[()[\\]/.test(value) ? undefined : value.split('|').find((part) => LITERAL.test(part) && !values.includes(part));
}

/** Whether a value meets a matcher; undefined where it cannot be told. A label that is not there is the empty value. */
export function meets(matcher: Matcher, value: string): boolean | undefined {
  return testOf(matcher)(value);
}

function testOf(matcher: Matcher): (value: string) => boolean | undefined {
  const { op, value: wanted } = matcher;
  if (isTemplated(wanted)) return () => undefined;
  if (op === '=') return (value) => value === wanted;
  if (op === '!=') return (value) => value !== wanted;
  return patternTestOf(matcher);
}

/** A pattern is read once, for however many values: one over all services of an estate is asked for each of them. */
const patternTestOf = remembered(({ op, value: wanted }: Matcher): ((value: string) => boolean | undefined) => {
  const test = regexTest(wanted);
  return (value) => test && test(value) === (op === '=~');
});

/** Whether series that meet it have the label, or lack it: `{a="x"}`, `{a!=""}` and `{a=~".+"}` want it, `{a=""}` refuses it. */
export function presenceUnder(matcher: Matcher): 'always' | 'possibly' | 'never' {
  if (meets(matcher, '') === false) return 'always';
  return matcher.op === '=' && matcher.value === '' ? 'never' : 'possibly';
}

/** How many of a label's values, or of its number of values, the matchers on it leave. */
export function sizeUnder(label: string, matchers: readonly Matcher[], values: readonly string[] | number): number {
  if (typeof values === 'number')
    return matchers.some((matcher) => matcher.label === label && isOneValue(matcher)) ? Math.min(1, values) : values;
  const tests = testsOn(label, matchers);
  return values.filter((value) => tests.every((fits) => fits(value) !== false)).length;
}

/** The keys that the matchers on a label leave. There may be thousands: where a matcher names its values, these are looked up. */
export function keysUnder(label: string, matchers: readonly Matcher[], all: ReadonlyMap<string, unknown>): readonly string[] {
  const named = matchers.flatMap((matcher) => (matcher.label === label ? [valuesNamed(matcher)] : [])).find(Array.isArray);
  const tests = testsOn(label, matchers);
  const asked = named?.filter((value) => all.has(value)) ?? [...all.keys()];
  return asked.filter((value) => tests.every((fits) => fits(value) !== false));
}

function testsOn(label: string, matchers: readonly Matcher[]): ReturnType<typeof testOf>[] {
  return matchers.filter((matcher) => matcher.label === label).map(testOf);
}

/** The only values a matcher can leave. */
function valuesNamed({ op, value }: Matcher): string[] | undefined {
  if (isTemplated(value)) return undefined;
  const words = op === '=~' ? wordsOf(value) : undefined;
  return op === '=' ? [value] : words && [...words];
}

function isOneValue({ op, value }: Matcher): boolean {
  return op === '=' && !isTemplated(value);
}

/** Two matchers that no value meets at once: `a="x"` and another on `a` that refuses `x`. */
export function contradiction(matchers: readonly Matcher[]): readonly [Matcher, Matcher] | undefined {
  if (matchers.length < 2) return undefined;
  for (const one of matchers.filter(isOneValue)) {
    const other = matchers.find((matcher) => matcher.label === one.label && meets(matcher, one.value) === false);
    if (other) return [one, other];
  }
  return undefined;
}

/** A matcher that no value of a closed set meets; the label is on every series. */
export function impossibleMatcher(
  matchers: readonly Matcher[],
  valuesOf: (label: string) => readonly string[] | undefined,
): Matcher | undefined {
  return matchers.find((matcher) => {
    const values = valuesOf(matcher.label);
    return values !== undefined && sizeUnder(matcher.label, matchers, values) === 0;
  });
}
