import { checkRe2 } from '../promql/re2.ts';
import type { Reader } from './reader.ts';
import type { Span } from './tree.ts';

/** An expression that Loki compiles when it reads the query. */
export function checkPattern(reader: Reader, pattern: string, span: Span, code?: string): void {
  const { wrong } = checkRe2(pattern);
  if (wrong !== undefined) reader.report(`${JSON.stringify(pattern)} is no RE2 expression: ${wrong}.`, span, undefined, code);
}

const NAMED = /(?<!\\)(?:\\\\)*\(\?P?<\w+>/;

/** `regexp` takes labels from named groups. */
export function checkCapture(reader: Reader, pattern: string, span: Span): void {
  const { wrong } = checkRe2(pattern);
  if (wrong !== undefined) checkPattern(reader, pattern, span);
  else if (!NAMED.test(withoutClasses(pattern)))
    reader.report('A regexp parser needs a named group.', span, 'name a group: (?P<name>…)');
}

/** A `(` in brackets or between \Q and \E opens nothing. */
function withoutClasses(pattern: string): string {
  return pattern.replace(/\\Q[\s\S]*?(?:\\E|$)/g, '').replace(/\[\^?\]?(?:\[:\^?\w+:\]|\\[\s\S]|[^\]\\])*\]/g, '');
}

const CAPTURE = /<([A-Za-z_][A-Za-z0-9_]*)>/g;

/** What `pattern` takes and `|>` does not: named captures. Neither takes two captures that touch. */
export function patternProblem(pattern: string, named: boolean): string | undefined {
  const captures = [...pattern.matchAll(CAPTURE)];
  const names = captures.map(([, name]) => name ?? '').filter((name) => name !== '_');
  const touching = captures.find(({ index, 0: text }, at) => captures[at + 1]?.index === index + text.length);
  if (touching) return `two captures touch at ${touching[0]}: text must stand between them`;
  if (!named) return names.length > 0 ? `<${names[0]}> captures a name: a filter has only <_>` : undefined;
  if (names.length === 0) return 'it captures nothing: <name> stands for what to take';
  const seen = new Set<string>();
  const twice = names.find((name) => seen.size === seen.add(name).size);
  return twice === undefined ? undefined : `<${twice}> is captured twice`;
}
