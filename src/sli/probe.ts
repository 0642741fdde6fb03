import type { QueryContext, Site } from '../authored/context.ts';
import type { AnyGauge, Of } from '../authored/metric.ts';
import type { Service } from '../authored/references.ts';
import type { TargetLabel } from '../authored/selection.ts';
import type { LabelName } from '../authored/vector.ts';
import { printPromql } from '../query/promql/print.ts';
import { NO_SPAN, type VectorSelector } from '../query/promql/tree.ts';
import { authoredSli, sumBy } from './authored-sli.ts';
import type { AuthoredSli, SliKind } from './kind.ts';
import { sampleSeries } from './sample.ts';

export interface ProbeOptions<M extends Service | Of<AnyGauge>> {
  /** A service, whose scrapes are the probes (`up`), or a gauge that is 1 where a probe succeeded: `probe_success`. */
  readonly of: M;
  /** Keep the objective apart for each value of these labels. @default []: one objective for all targets */
  readonly groupBy?: readonly (M extends Of<AnyGauge> ? LabelName<M> : TargetLabel)[];
}

/**
 * The share of probes that succeeded, over all targets: one of five that is down is 20% bad. Each scrape is an event, so a target that is
 * scraped twice as often weighs twice. Compiles to counts of samples (`count_over_time`, `sum_over_time`).
 */
export function probe<M extends Service | Of<AnyGauge>>(options: ProbeOptions<M>): AuthoredSli {
  return authoredSli('probe', options, probe);
}

interface Settings {
  readonly of: Service | Of<AnyGauge>;
  readonly groupBy?: readonly string[];
}

export const probeKind: SliKind<Settings> = {
  type: 'probe',
  groupBy: ({ groupBy = [] }) => groupBy,
  reads: ({ of }) => (of.kind === 'service' ? [UP] : [of]),
  problems: () => [],
  series: (settings, { text, ended }, context, site) => {
    const range = `${printPromql(selectorOf(settings, context, site))}[${text}] offset ${ended}`;
    const sum = (counted: string) => sumBy(settings.groupBy ?? [], counted);
    return { total: sum(`count_over_time(${range})`), bad: sum(`count_over_time(${range}) - sum_over_time(${range})`) };
  },
  samples: (settings, context, site) => {
    const metric = settings.of.kind === 'service' ? UP : settings.of;
    return [
      { series: sampleSeries(metric, selectorOf(settings, context, site), { groupBy: settings.groupBy }), good: 1, bad: 0 },
    ];
  },
};

/** What Prometheus records of each scrape. https://prometheus.io/docs/concepts/jobs_instances/#automatically-generated-labels-and-time-series */
const UP: AnyGauge = { kind: 'gauge', name: 'up', unit: 'count' };

function selectorOf({ of }: Settings, context: QueryContext, site: Site): VectorSelector {
  if (of.kind !== 'service') return context.selector(of, site);
  const job = { label: 'job', op: '=', value: of.name, span: NO_SPAN } as const;
  return { kind: 'vector', span: NO_SPAN, name: UP.name, matchers: [job] };
}
