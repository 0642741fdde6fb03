import { accept, type Cursor, expect, isPunctuation, lastEnd, next, peek, report, unexpected } from './cursor.ts';
import { requireGate } from './gate.ts';
import { GATES } from './gates.ts';
import { checkRe2 } from './re2.ts';
import { skipTo } from './recover.ts';
import type { Token } from './token.ts';
import type { LabelListSpan, Matcher, MatchOperator, Span } from './tree.ts';

export interface SelectorBody {
  readonly name?: string;
  readonly matchers: readonly Matcher[];
}

/** Words Prometheus does not read as a label in a list, unless they are quoted. */
export const NO_BARE_LABEL = /^(?:inf|nan|without)$/i;

const OPERATORS: readonly string[] = ['=', '!=', '=~', '!~'] satisfies MatchOperator[];

export interface LabelList {
  readonly labels: readonly string[];
  readonly span: LabelListSpan;
}

/** `(a, b, "c.d")` after by, without, on, ignoring and group_left. */
export function parseLabelList(cursor: Cursor, where: string): LabelList {
  const { from } = peek(cursor);
  const labels: string[] = [];
  const spans: Span[] = [];
  if (!expect(cursor, '(', `after ${where}`)) cursor.broken = true;
  else {
    while (parseListed(cursor, where, labels, spans)) if (!accept(cursor, ',')) break;
    closeList(cursor, where);
  }
  return { labels: [...labels], span: { from, to: lastEnd(cursor), labels: [...spans] } };
}

/** One label; false at the end of the list. */
function parseListed(cursor: Cursor, where: string, labels: string[], spans: Span[]): boolean {
  const token = peek(cursor);
  if (isPunctuation(token, ')')) return false;
  const bare = token.kind === 'identifier' && !NO_BARE_LABEL.test(token.text);
  if (!bare && (token.kind !== 'string' || token.text === '')) {
    unexpected(cursor, `expected a label in the list of ${where}`);
    cursor.broken = true;
    return skipTo(cursor, [',', ')']) && !isPunctuation(peek(cursor), ')');
  }
  if (token.kind === 'string') requireQuoted(cursor, token);
  next(cursor);
  labels.push(token.text);
  spans.push({ from: token.from, to: token.to });
  return true;
}

function closeList(cursor: Cursor, where: string): void {
  if (expect(cursor, ')', `or \`,\` in the list of ${where}`)) return;
  cursor.broken = true;
  if (skipTo(cursor, [')'])) next(cursor);
}

/** A quoted name is one that Prometheus 2 does not take, or could be written bare. */
function requireQuoted(cursor: Cursor, token: Token): void {
  requireGate(cursor, GATES.quotedName, `the quoted name "${token.text}"`, token);
}

/** `{…}`; several mistakes are all reported, and then there is nothing to return. */
export function parseMatchers(cursor: Cursor): SelectorBody | undefined {
  next(cursor);
  let sound = true;
  const matchers: Matcher[] = [];
  let name: string | undefined;
  while (!accept(cursor, '}')) {
    const matcher = parseMatcher(cursor);
    if (!(matcher && endMatcher(cursor))) {
      sound = false;
      if (!recover(cursor)) break;
    }
    if (matcher === undefined) continue;
    if (isQuotedName(matcher) && name === undefined && matcher.value !== '') name = matcher.value;
    else matchers.push({ label: matcher.label, op: matcher.op, value: matcher.value, span: matcher.span });
  }
  if (!sound) return undefined;
  // copies: a list that grew keeps room for more, and estates hold very many of these
  return name === undefined ? { matchers: [...matchers] } : { name, matchers: [...matchers] };
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
  if (label.kind === 'string') requireQuoted(cursor, label);
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
