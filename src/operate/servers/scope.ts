import { parseLogql } from '../../query/logql/parse.ts';
import { printLogql } from '../../query/logql/print.ts';
import type { LogExpr, Expr as LogqlExpr } from '../../query/logql/tree.ts';
import { matcher } from '../../query/promql/build.ts';
import { parsePromql } from '../../query/promql/parse.ts';
import { printPromql } from '../../query/promql/print.ts';
import { NO_SPAN } from '../../query/promql/tree.ts';
import { mapSelectors } from '../../query/promql/visit.ts';
import { parseTraceql } from '../../query/traceql/parse.ts';
import { printTraceql } from '../../query/traceql/print.ts';
import type { Attribute, FieldExpr, Query, SpansetExpr, SpansetFilter, Stage, Static } from '../../query/traceql/tree.ts';
import { TENANT_LABEL } from './tenancy.ts';

/** The query with `tenant="…"` in every selector; what is asked for by the author stays, so another tenant is the empty answer. */
export function scopePromql(text: string, tenant: string): string {
  const { expr } = parsePromql(text);
  if (!expr) throw new Error(`not checked before it was sent: ${text}`);
  const only = matcher(TENANT_LABEL, '=', tenant);
  return printPromql(mapSelectors(expr, (selector) => ({ ...selector, matchers: [...selector.matchers, only] })));
}

/** The same for logs: a matcher of the stream, which no stage of a pipeline can change. */
export function scopeLogql(text: string, tenant: string): string {
  const { expr } = parseLogql(text, { grafana: false });
  if (!expr) throw new Error(`not checked before it was sent: ${text}`);
  return printLogql(scoped(expr, tenant));
}

function scoped<E extends LogqlExpr>(expr: E, tenant: string): E;
function scoped(expr: LogqlExpr, tenant: string): LogqlExpr {
  if (expr.kind === 'logs') return only(expr, tenant);
  if (expr.kind === 'range') return { ...expr, logs: only(expr.logs, tenant) };
  if (expr.kind === 'paren' || expr.kind === 'aggregation' || expr.kind === 'label-replace')
    return { ...expr, expr: scoped(expr.expr, tenant) };
  if (expr.kind === 'binary') return { ...expr, left: scoped(expr.left, tenant), right: scoped(expr.right, tenant) };
  if (expr.kind !== 'variants') return expr;
  const exprs = expr.exprs.map((one) => scoped(one, tenant));
  return { ...expr, exprs, of: { ...expr.of, logs: only(expr.of.logs, tenant) } };
}

function only(logs: LogExpr, tenant: string): LogExpr {
  const one = { label: TENANT_LABEL, op: '=' as const, value: tenant, span: NO_SPAN };
  return { ...logs, matchers: [...logs.matchers, one] };
}

/** The same for traces: a condition on the resource in every `{ … }`, so that only spans of the tenant are found. */
export function scopeTraceql(text: string, tenant: string): string {
  const { query } = parseTraceql(text);
  if (!query) throw new Error(`not checked before it was sent: ${text}`);
  return printTraceql(scopedQuery(query, tenant));
}

function scopedQuery(query: Query, tenant: string): Query {
  const source = scopedStage(query.source, tenant) as Query['source']; // a stage keeps its kind
  const { metrics } = query;
  if (metrics?.first.kind !== 'compare') return { ...query, source };
  const selection = scopedFilter(metrics.first.selection, tenant);
  return { ...query, source, metrics: { ...metrics, first: { ...metrics.first, selection } } };
}

function scopedStage(stage: Stage, tenant: string): Stage {
  if (stage.kind === 'filter') return scopedFilter(stage, tenant);
  if (stage.kind === 'pipeline') return { ...stage, stages: filtered(stage.stages).map((one) => scopedStage(one, tenant)) };
  if (stage.kind !== 'structure') return stage;
  const side = (one: SpansetExpr) => scopedStage(one, tenant) as SpansetExpr; // a stage keeps its kind
  return { ...stage, left: side(stage.left), right: side(stage.right) };
}

const STARTS: ReadonlySet<Stage['kind']> = new Set(['filter', 'structure', 'pipeline']);
const EVERY_SPAN: SpansetFilter = { kind: 'filter', condition: undefined, span: NO_SPAN };

/** `max(duration) > 3s` is of every span there is. */
function filtered(stages: readonly Stage[]): readonly Stage[] {
  const [first] = stages;
  return first && STARTS.has(first.kind) ? stages : [EVERY_SPAN, ...stages];
}

/** In front, so that whatever binds tighter in the condition of the author is in parentheses. */
function scopedFilter(filter: SpansetFilter, tenant: string): SpansetFilter {
  const of: Attribute = { kind: 'attribute', scope: 'resource', parent: false, name: TENANT_LABEL, span: NO_SPAN };
  const value: Static = { kind: 'static', type: 'string', text: tenant, span: NO_SPAN };
  const only: FieldExpr = { kind: 'binary', op: '=', left: of, right: value, span: NO_SPAN };
  const { condition } = filter;
  if (!condition) return { ...filter, condition: only };
  return { ...filter, condition: { kind: 'binary', op: '&&', left: only, right: condition, span: NO_SPAN } };
}
