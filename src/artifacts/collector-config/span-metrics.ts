import type { Estate } from '../../model/estate.ts';
import { type CountedSpans, countedSpans, type FromSpansOptions } from '../../sli/from-spans.ts';
import { labelOf, NAMESPACE } from '../../sli/span-metrics.ts';
import { goDuration } from '../go-duration.ts';
import type { Components, Pipeline } from './wire.ts';

const ID = 'span_metrics';
/** As often as most are scraped. The component waits a minute, in which a burn alert sees nothing. */
export const FLUSH_SECONDS = 15;

/** What objectives count in spans; empty where none does. */
export function countedIn({ slos }: Estate): CountedSpans[] {
  const counted = slos.filter(({ sli }) => sli.type === 'from-spans');
  return counted.map(({ sli }) => countedSpans(sli.settings as FromSpansOptions)); // the settings of that type
}

/**
 * Counts spans as they come in, before sampling. Its series keep one label for each attribute that some objective asks for, and its
 * buckets are the bounds of the objectives: they are counted exactly.
 */
export function spanConnectors(counted: readonly CountedSpans[]): Components {
  if (counted.length === 0) return {};
  const dimensions = new Map(counted.flatMap(({ attributes }) => attributes.map((name) => [labelOf(name), name] as const)));
  const bounds = [...new Set(counted.flatMap(({ boundMs }) => boundMs ?? []))].sort((a, b) => a - b);
  return {
    [ID]: {
      namespace: NAMESPACE,
      histogram: bounds.length === 0 ? { disable: true } : { unit: 's', explicit: { buckets: bounds.map(goDuration) } },
      dimensions: [...dimensions.values()].sort().map((name) => ({ name })),
      metrics_flush_interval: `${FLUSH_SECONDS}s`,
      exemplars: { enabled: true },
    },
  };
}

/** Traces go to it unsampled; what it counts leaves like every other metric. */
export function spanPipelines(traces: Pipeline, metrics: Pipeline): Readonly<Record<string, Pipeline>> {
  const unsampled = traces.processors.filter((name) => name !== 'tail_sampling');
  return {
    [`traces/${ID}`]: { ...traces, processors: unsampled, exporters: [ID] },
    [`metrics/${ID}`]: { ...metrics, receivers: [ID] },
  };
}
