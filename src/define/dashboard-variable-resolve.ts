import type { QueryContext, Site } from '../authored/context.ts';
import type { AnyMetric, Of } from '../authored/metric.ts';
import { metricOf } from '../authored/query.ts';
import type { Selection } from '../authored/selection.ts';
import type { DashboardVariable } from '../model/dashboard.ts';
import type { AuthoredVariable, VariableSource } from './dashboard-variables.ts';

/** A variable whose query carries the `job` of the services that expose the metric. */
export function resolveVariable(authored: AuthoredVariable, context: QueryContext, site: Site): DashboardVariable {
  const { name, title, description, source } = authored;
  const choice = 'multi' in source ? { multi: source.multi, all: source.all } : { multi: false, all: false };
  return { name, label: title, description, type: source.type, query: queryOf(source, context, site), ...choice };
}

function queryOf(source: VariableSource, context: QueryContext, site: Site): string {
  if (source.type === 'query') return `label_values(${context.promql(seriesOf(source.of), site).text}, ${source.label})`;
  if (source.type === 'custom') return source.values.map((value) => value.replaceAll(',', '\\,')).join(',');
  return source.type === 'interval' ? source.values.join(',') : source.value;
}

/** A classic histogram or summary has no series of its own name; its `_count` has all of its labels. */
function seriesOf(of: Of<AnyMetric>): Of<AnyMetric> {
  const metric = metricOf(of);
  const hasParts = metric.kind === 'summary' || (metric.kind === 'histogram' && metric.buckets.length > 0);
  if (!hasParts) return of;
  const match = of.kind === 'selection' ? of.match : {};
  return { kind: 'selection', of: metric, match, suffix: '_count' } satisfies Selection<AnyMetric>;
}
