import { accept, type Cursor, expect, isPunctuation, next, peek, report, skipTo, unexpected } from './cursor.ts';
import { checkRe2 } from './re2.ts';
import type { Matcher, MatchOperator } from './tree.ts';

export interface SelectorBody {
  readonly name?: string;
  readonly matchers: readonly Matcher[];
}

/** Words Prometheus does not read as a label in a list, unless they are quoted. */
export const NO_BARE_LABEL = /^(?:inf|nan|without)$/i;

const OPERATORS: readonly string[] = ['=', '!=', '=~', '!~'] satisfies MatchOperator[];

/** `(a, b, "c.d")` after by, without, on, ignoring and group_left. */
export function parseLabelList(cursor: Cursor, where: string): readonly string[] | undefined {
  if (!expect(cursor, '(', `after ${where}`)) return undefined;
  const labels: string[] = [];
  while (!accept(cursor, ')')) {
    const token = peek(cursor);
    const bare = token.kind === 'identifier' && !NO_BARE_LABEL.test(token.text);
    if (!bare && (token.kind !== 'string' || token.text === ''))
      return unexpected(cursor, `expected a label in the list of ${where}`);
    labels.push(next(cursor).text);
    if (!isPunctuation(peek(cursor), ')') && !expect(cursor, ',', `or \`)\` in the list of ${where}`)) return undefined;
  }
  return labels;
}

/** `{…}`; several mistakes are all reported. */
export function parseMatchers(cursor: Cursor): SelectorBody | undefined {
  next(cursor);
  const matchers: Matcher[] = [];
  let name: string | undefined;
  let sound = true;
  while (!accept(cursor, '}')) {
    const matcher = parseMatcher(cursor);
    sound &&= matcher !== undefined && endMatcher(cursor);
    if (!sound && !recover(cursor)) return undefined;
    if (matcher === undefined) continue;
    if (isQuotedName(matcher) && name === undefined && matcher.value !== '') name = matcher.value;
    else matchers.push({ label: matcher.label, op: matcher.op, value: matcher.value, span: matcher.span });
  }
  if (!sound) return undefined;
  return name === undefined ? { matchers } : { name, matchers };
}

interface QuotedName extends Matcher {
  readonly quoted: true;
}

function isQuotedName(matcher: Matcher | QuotedName): boolean {
  return 'quoted' in matcher;
}

function endMatcher(cursor: Cursor): boolean {
  if (isPunctuation(peek(cursor), '}')) return true;
  return expect(cursor, ',', 'or `}` between label matchers') !== undefined;
}

function recover(cursor: Cursor): boolean {
  if (!skipTo(cursor, [',', '}'])) return false;
  accept(cursor, ',');
  return true;
}

function parseMatcher(cursor: Cursor): Matcher | QuotedName | undefined {
  const label = peek(cursor);
  if (label.kind !== 'identifier' && label.kind !== 'string') return unexpected(cursor, 'expected a label name');
  next(cursor);
  const op = OPERATORS.find((operator) => isPunctuation(peek(cursor), operator));
  if (op === undefined) {
    if (label.kind === 'string') return quotedName(label.text, label.from, label.to);
    return unexpected(cursor, `expected =, !=, =~ or !~ after label \`${label.text}\``);
  }
  next(cursor);
  const value = peek(cursor);
  if (value.kind !== 'string')
    return unexpected(cursor, `expected a quoted value after \`${label.text}${op}\``, `${label.text}${op}"…"`);
  next(cursor);
  if (op === '=~' || op === '!~') checkRegex(cursor, value.text, value.from, value.to);
  // `op` was found in the list of exactly these four.
  return { label: label.text, op: op as MatchOperator, value: value.text, span: { from: label.from, to: value.to } };
}

function quotedName(name: string, from: number, to: number): QuotedName {
  return { label: '__name__', op: '=', value: name, span: { from, to }, quoted: true };
}

function checkRegex(cursor: Cursor, pattern: string, from: number, to: number): void {
  const checked = checkRe2(pattern);
  if (checked.wrong !== undefined)
    report(cursor, 'promql/syntax', `\`${pattern}\` is no RE2 expression: ${checked.wrong}`, { from, to });
}
