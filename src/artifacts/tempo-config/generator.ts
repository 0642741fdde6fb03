import type { Environment } from '../../model/environment.ts';
import { samplesTo } from '../../model/sharing.ts';
import type { Tracing } from '../../model/telemetry.ts';
import { goDuration } from '../go-duration.ts';
import { clientTls } from '../tls-wire.ts';

type Blocks = Readonly<Record<string, unknown>>;

/** Spans that ended longer ago are ignored: Tempo's default, to which the collector's wait is added. */
const SLACK_MS = 30_000;
/** Grafana's trace views and ours look for this exemplar label. */
const EXEMPLAR_LABEL = 'trace_id';

/** Rate, errors and duration of every service, and the graph between them, written to the environment's Prometheus; where tenants share it to its Mimir, in the name of each. */
export function metricsGenerator(environment: Environment, tracings: readonly Tracing[]): Blocks | undefined {
  const { labels } = environment;
  const written = samplesTo(environment);
  if (!written) return undefined;
  const waits = tracings.map(({ sampling }) => ('decideAfterMs' in sampling ? sampling.decideAfterMs : 0));
  return {
    registry: Object.keys(labels).length > 0 ? { external_labels: labels } : undefined,
    metrics_ingestion_time_range_slack: goDuration(SLACK_MS + Math.max(0, ...waits)),
    storage: {
      path: '/var/tempo/generator/wal',
      remote_write: [{ url: written.url, send_exemplars: true, ...clientTls(written.tls?.clients) }],
    },
  };
}

/** Without these, nothing is generated: the processors are a matter of limits, not of the generator. */
export function generatorLimits(): Blocks {
  return { processors: ['service-graphs', 'span-metrics'], trace_id_label_name: EXEMPLAR_LABEL };
}
