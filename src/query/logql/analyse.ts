import { didYouMean } from '../../kernel/nearest.ts';
import { wholeMatch } from '../../kernel/whole-match.ts';
import type { LabelShape } from '../shape.ts';
import type { LogqlProblem } from './problem.ts';
import { selectorsOf } from './selectors.ts';
import type { Expr, LabelMatcher, LogExpr } from './tree.ts';

/** What a query must know of a declared stream. */
export interface LogStreamShape {
  readonly name: string;
  readonly service: { readonly name: string };
  readonly labels: Readonly<Record<string, LabelShape>>;
}

/** What the query is for. */
export interface LogqlUse {
  /** A rule evaluates numbers, and Loki takes a rule that has none. */
  readonly alert?: boolean;
}

/** What a server would take in silence: selectors that can match no declared stream, and rules without a number. */
export function analyseLogql(expr: Expr, streams: readonly LogStreamShape[], use: LogqlUse = {}): LogqlProblem[] {
  const selected = selectorsOf(expr).flatMap((logs) => matcherProblems(logs, streams));
  return expr.kind === 'logs' && use.alert ? [logQuery(expr), ...selected] : selected;
}

function logQuery({ span }: LogExpr): LogqlProblem {
  const message = 'The query gives lines, and an alert needs a number: Loki loads such a rule and it never fires.';
  return { code: 'logql/log-query-in-alert', message, span, fix: 'write sum(count_over_time(… [5m])) > 0' };
}

/** Label → what it may hold, over the streams that the selector can still mean. */
type Known = ReadonlyMap<string, { readonly open: boolean; readonly values: ReadonlySet<string> }>;

function matcherProblems({ matchers }: LogExpr, streams: readonly LogStreamShape[]): LogqlProblem[] {
  const meant = meantStreams({ matchers }, streams);
  const known = knownLabels(meant.length > 0 ? meant : streams);
  return matchers.flatMap((matcher) => unknownLabel(matcher, known) ?? unknownValue(matcher, known) ?? []);
}

/** The declared streams that a selector can mean, by what it says of their name and service. */
export function meantStreams<S extends LogStreamShape>({ matchers }: Pick<LogExpr, 'matchers'>, streams: readonly S[]): S[] {
  return streams.filter((stream) => matchers.every((matcher) => isIdentity(matcher, stream)));
}

/** Whether a stream survives what the selector says of its name and service. */
function isIdentity(matcher: LabelMatcher, { name, service }: LogStreamShape): boolean {
  const identity = new Map([
    ['service_name', service.name],
    ['stream', name],
  ]).get(matcher.label);
  return identity === undefined || isVariable(matcher) || matches(matcher, identity);
}

function knownLabels(streams: readonly LogStreamShape[]): Known {
  const known = new Map<string, { open: boolean; values: Set<string> }>();
  const add = (label: string, values: readonly string[] | undefined): void => {
    const entry = known.get(label) ?? { open: false, values: new Set<string>() };
    for (const value of values ?? []) entry.values.add(value);
    known.set(label, { ...entry, open: entry.open || values === undefined });
  };
  for (const { labels, name, service } of streams) {
    add('service_name', [service.name]);
    add('stream', [name]);
    for (const [label, { values }] of Object.entries(labels)) add(label, values);
  }
  return known;
}

function unknownLabel({ label, span }: LabelMatcher, known: Known): LogqlProblem[] | undefined {
  if (known.has(label)) return undefined;
  const names = [...known.keys()].sort();
  const message = `No declared stream has the label ${label}.`;
  const near = didYouMean(label, names);
  const fix =
    near !== undefined
      ? near
      : names.length > 0
        ? `use one of ${names.join(', ')}, or filter a field: | ${label}="…"`
        : 'declare the stream with logs({ … })';
  return [{ code: 'logql/unknown-label', message, span, fix }];
}

function unknownValue(matcher: LabelMatcher, known: Known): LogqlProblem[] | undefined {
  const label = known.get(matcher.label);
  if (!label || label.open || isVariable(matcher) || matcher.value === '') return undefined;
  const asked = { ...matcher, op: matcher.op.endsWith('~') ? '=~' : '=' } as const;
  if ([...label.values].some((value) => matches(asked, value))) return undefined;
  const message = `The label ${matcher.label} is never ${JSON.stringify(matcher.value)}.`;
  const values = [...label.values].sort();
  const fix = `${didYouMean(matcher.value, values) ?? ''} use one of ${values.join(', ')}`.trim();
  return [{ code: 'logql/label-value', message, span: matcher.span, fix }];
}

function isVariable({ value }: LabelMatcher): boolean {
  return value.includes('$');
}

function matches({ op, value }: Pick<LabelMatcher, 'op' | 'value'>, text: string): boolean {
  if (op === '=') return text === value;
  if (op === '!=') return text !== value;
  return anchored(value, text) === (op === '=~');
}

/** Where it cannot be told, it is taken to match. */
function anchored(pattern: string, text: string): boolean {
  const test = wholeMatch(pattern, { dotAll: true });
  return test ? test(text) : text !== '';
}
