import { printPromql } from '../query/promql/print.ts';
import { conventionalName } from '../query/promql/recording-name.ts';
import type { Expr, Matcher } from '../query/promql/tree.ts';
import { selectorsOf } from '../query/promql/visit.ts';
import type { AlertRecording, AlertScope } from './kind.ts';

interface AheadOptions {
  /** The labels of the result, `route` or `le_route`; the name of the service where none is left. */
  readonly level?: string;
  /** @default every evaluation */
  readonly intervalMs?: number;
}

/**
 * A query Prometheus answers ahead of an alert, named by `level:metric:operations`. It carries the label `service`, and `chosen` where its
 * selectors ask for more than a job: two alerts that need the same share it, and others of its name are told apart.
 */
export function recordAhead(promql: string, scope: AlertScope, { level, intervalMs }: AheadOptions = {}): AlertRecording {
  const query = scope.context.text(promql, scope.site);
  const own = level ?? snakeCase(scope.service.name);
  const name = (query.expr && conventionalName(query.expr, own)) ?? `${own}:${snakeCase(scope.name)}:value`;
  const chosen = query.expr ? chosenIn(query.expr) : '';
  // of a query that keeps a label `service` it must not be overwritten
  const whose = own.split('_').includes('service') ? {} : { service: scope.service.name };
  const labels: Record<string, string> = { ...whose, ...(chosen === '' ? {} : { chosen }) };
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
