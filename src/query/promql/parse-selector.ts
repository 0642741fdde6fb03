import { type Cursor, isPunctuation, lastEnd, next, peek, report } from './cursor.ts';
import { parseMatchers } from './parse-labels.ts';
import { unread } from './recover.ts';
import type { Token } from './token.ts';
import type { Expr } from './tree.ts';

/** Words that are never the name of a metric outside braces. */
const RESERVED = new Set(['bool', 'on', 'ignoring', 'group_left', 'group_right', 'atan2', 'inf', 'nan']);

export function startsSelector(token: Token): boolean {
  if (isPunctuation(token, '{')) return true;
  return token.kind === 'identifier' && (token.keyword === undefined || !RESERVED.has(token.keyword));
}

/** `name{…}`, `name`, `{…}`, `{"quoted.name"}`. */
export function parseSelector(cursor: Cursor): Expr {
  const start = peek(cursor);
  const name = start.kind === 'identifier' ? next(cursor).text : undefined;
  const open = peek(cursor);
  if (!isPunctuation(open, '{')) {
    const span = { from: start.from, to: start.to };
    return { kind: 'vector', span, ...(name === undefined ? {} : { name }), matchers: [] };
  }
  const body = parseMatchers(cursor);
  if (!body) return unread(cursor, start.from);
  const span = { from: start.from, to: lastEnd(cursor) };
  if (name === undefined) return { kind: 'vector', span, ...body };
  const second = body.name ?? body.matchers.find(({ label }) => label === '__name__')?.value;
  if (second !== undefined) report(cursor, 'promql/type', `the metric is named twice, \`${name}\` and \`${second}\``, span);
  return { kind: 'vector', span, name, matchers: body.matchers };
}
