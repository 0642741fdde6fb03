import type { Matcher } from './tree.ts';

/** Syntax that JavaScript reads otherwise than RE2, or not at all. */
const ONLY_RE2 = /\(\?(?!:)|\\[AzQEpPCx]|\[\[:/;
const VARIABLE = /\$\w|\$\{|\[\[\w+\]\]/;
const LITERAL = /^[\w-]+$/;

/** Whether an anchored RE2 expression matches; undefined where it cannot be told. */
export function regexTest(pattern: string): ((value: string) => boolean) | undefined {
  if (ONLY_RE2.test(pattern)) return undefined;
  try {
    const regex = new RegExp(`^(?:${pattern})$`, 's');
    return (value) => regex.test(value);
  } catch {
    return undefined;
  }
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
