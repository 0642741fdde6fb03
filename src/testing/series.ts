import { sortedEntries } from '../kernel/canonical.ts';
import type { AlertRule } from '../model/alert.ts';
import type { Derived } from '../model/derived.ts';

type Labels = Readonly<Record<string, string>>;

const COMPOSED: ReadonlySet<string> = new Set(['histogram', 'summary']);

/** A series of a metric as its service exposes it: with the `job` that the compiled query asks for. */
export function seriesOf(
  { derived, rule }: { readonly derived: Derived; readonly rule: AlertRule },
  metric: { readonly kind: string; readonly name: string },
  labels: Labels,
): string {
  if (COMPOSED.has(metric.kind)) {
    throw new Error(`${metric.name} is a ${metric.kind}: name the series with \`.withSeries('${metric.name}_count{…}', …)\`.`);
  }
  const job = labels['job'] ?? jobOf(derived, rule, metric.name);
  const printed = sortedEntries(job === undefined ? labels : { ...labels, job }).map(
    ([label, value]) => `${label}=${JSON.stringify(value)}`,
  );
  return `${metric.name}{${printed.join(',')}}`;
}

/** The alert's own service where it exposes the metric, else the first that does. */
function jobOf({ estate }: Derived, { service }: AlertRule, name: string): string | undefined {
  const exposing = estate.services.filter(({ metrics }) => metrics.some((metric) => metric.name === name));
  return (exposing.find(({ address }) => address === service.address) ?? exposing[0])?.job;
}
