import { metricOf } from '../authored/expr.ts';
import type { AnyMetric, Of } from '../authored/metric.ts';
import { printPromql } from '../query/promql/print.ts';
import { conventionalName } from '../query/promql/recording-name.ts';
import type { Expr, Matcher } from '../query/promql/tree.ts';
import { selectorsOf } from '../query/promql/visit.ts';
import type { AlertRecording, AlertScope } from './kind.ts';

interface AheadOptions {
  /** The labels of the result, `route` or `le_route`; the name of the service where none is left. */
  readonly level?: string;
  /** Where the query is none whose name a convention tells: the metric it is of, and what was done to it. */
  readonly of?: Of<AnyMetric>;
  readonly operation?: string;
  /** @default every evaluation */
  readonly intervalMs?: number;
}

/**
 * A query Prometheus answers ahead of an alert, named by `level:metric:operations`. It carries the labels `service` and `chosen`, what its
 * selectors ask for besides the job: two alerts that need the same share it, and others of its name are told apart.
 */
export function recordAhead(
  promql: string,
  scope: AlertScope,
  { level, of, operation = 'value', intervalMs }: AheadOptions = {},
): AlertRecording {
  const query = scope.context.text(promql, scope.site);
  const own = level ?? snakeCase(scope.service.name);
  const name =
    (query.expr && conventionalName(query.expr, own)) ??
    `${own}:${of ? metricOf(of).name.replace(/_total$/, '') : snakeCase(scope.name)}:${operation}`;
  const chosen = query.expr ? chosenIn(query.expr) : '';
  // of a query that keeps a label `service` it must not be overwritten
  const whose = own.split('_').includes('service') ? {} : { service: scope.service.name };
  const labels: Record<string, string> = { ...whose, chosen: chosen === '' ? 'all' : chosen };
  const matchers = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return { name, query, labels, selector: `${name}{${matchers.join(',')}}`, ...(intervalMs === undefined ? {} : { intervalMs }) };
}

/** What selectors ask for besides the job: `code=~"5.."`. */
function chosenIn(expr: Expr): string {
  const matchers = selectorsOf(expr).flatMap((selector) => selector.matchers);
  return [...new Set(matchers.filter(({ label }) => label !== 'job').map(printed))].sort().join(',');
}

function printed(matcher: Matcher): string {
  const text = printPromql({ kind: 'vector', span: matcher.span, matchers: [matcher] });
  return text.slice(1, -1);
}

export function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/\W/g, '_')
    .toLowerCase();
}

/** What reads a recording, without the labels that only tell it from others. */
export function unmarked(promql: string, { labels }: AlertRecording): string {
  const marks = Object.keys(labels);
  return marks.length === 0 ? promql : `max without (${marks.join(', ')}) (${promql})`;
}
