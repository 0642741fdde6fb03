/** A service whose log file a collector reads and sends to Loki. */
import { collector, environment, logs, loki, oneOf, service, team, text, traceId } from 'signalbox';

export interface LoggingPlaces {
  /** The demo's log file, as the collector sees it. */
  readonly file: string;
}

export function logging({ file }: LoggingPlaces) {
  const owner = team({ name: 'oncall' });
  const master = service({ name: 'phoenix-master', owner });
  const app = logs({
    service: master,
    name: 'app',
    labels: { level: oneOf('debug', 'info', 'warn', 'error'), component: oneOf('phoenix-master', 'phoenix-agent') },
    fields: { message: text(), correlation_id: text(), plan_id: text(), task_id: text(), trace_id: traceId() },
    files: [file],
  });
  const test = environment({
    name: 'test',
    // a ring of one has nobody to wait for
    loki: loki({ version: '3.7', raw: { ingester: { lifecycler: { min_ready_duration: '0s' } } } }),
    collector: collector({ version: '0.156' }),
  });
  return { app, master, owner, test };
}
