import type { QueryContext, Site } from '../authored/context.ts';
import type { AnyMetric, Of } from '../authored/metric.ts';
import { metricOf } from '../authored/query.ts';
import type { Selection } from '../authored/selection.ts';
import type { DashboardVariable } from '../model/dashboard-variable.ts';
import type { AuthoredVariable, AutoInterval, VariableSource } from './dashboard-variables.ts';

const AUTO = { count: 30, min: '10s' } as const; // what Grafana's own editor begins with

/** A variable whose query carries the `job` of the services that expose the metric. */
export function resolveVariable(authored: AuthoredVariable, context: QueryContext, site: Site): DashboardVariable {
  const { name, title, description, hide, source } = authored;
  const common = { name, label: title, description, hide, query: queryOf(source, context, site) };
  if (source.type === 'interval') return { ...common, type: source.type, auto: source.auto && autoOf(source.auto) };
  if (source.type === 'textbox' || source.type === 'constant') return { ...common, type: source.type };
  const { values: _values, from: _from, ...settings } = { values: undefined, from: undefined, ...source };
  return { ...common, ...settings };
}

function autoOf({ count = AUTO.count, min = AUTO.min }: AutoInterval) {
  return { count, min };
}

/** As it stands in `$name`, or where Grafana finds the values. */
function queryOf(source: VariableSource, context: QueryContext, site: Site): string {
  if (source.type === 'query') return typeof source.from === 'string' ? source.from : labelQuery(source.from, context, site);
  if (source.type === 'custom') return source.values.map((value) => value.replaceAll(',', '\\,')).join(',');
  if (source.type === 'interval') return source.values.join(',');
  if (source.type === 'datasource') return source.engine;
  return 'value' in source ? source.value : '';
}

function labelQuery({ of, label }: { of: Of<AnyMetric>; label: string }, context: QueryContext, site: Site): string {
  return `label_values(${context.promql(seriesOf(of), site).text}, ${label})`;
}

/** A classic histogram or summary has no series of its own name; its `_count` has all of its labels. */
function seriesOf(of: Of<AnyMetric>): Of<AnyMetric> {
  const metric = metricOf(of);
  const hasParts = metric.kind === 'summary' || (metric.kind === 'histogram' && metric.buckets.length > 0);
  if (!hasParts) return of;
  const match = of.kind === 'selection' ? of.match : {};
  return { kind: 'selection', of: metric, match, suffix: '_count' } satisfies Selection<AnyMetric>;
}
