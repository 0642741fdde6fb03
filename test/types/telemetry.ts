import { text } from '../../src/authored/label.ts';
import type { Service } from '../../src/authored/references.ts';
import { head, tail } from '../../src/authored/sampling.ts';
import { collector, loki, tempo } from '../../src/define/servers-telemetry.ts';
import { filesystem, s3 } from '../../src/define/stores.ts';
import { traces } from '../../src/define/telemetry.ts';
import { azureMonitor } from '../../src/exporters/azure-monitor.ts';
import { elasticsearch } from '../../src/exporters/elasticsearch.ts';
import { jaeger } from '../../src/exporters/jaeger.ts';
import { secret } from '../../src/kernel/secret.ts';

declare const master: Service;

// ── compiles ───────────────────────────────────────────────────────────────
const sampling = tail({ keepErrors: true, keepSlowerThan: '1s', otherwise: '10%', decideAfter: '10s' });
traces({ service: master, propagation: ['tracecontext', 'baggage'], attributes: { 'plan.id': text() }, sampling });
traces({ service: master, propagation: ['b3'], sampling: head({ ratio: '0.1%' }) });
loki({ version: '3.7', store: s3({ bucket: 'logs' }) });
loki({
  version: '4.0',
  store: filesystem({ directory: '/loki/chunks' }),
  retention: '31d',
  raw: { querier: { max_concurrent: 4 } },
});
tempo({
  version: '3.0',
  retention: '14d',
  form: 'distributed',
  store: s3({ bucket: 'traces' }),
  kafka: { address: 'kafka:9092' },
});
collector({ version: '0.156', receive: ['files', 'hostmetrics'], exporters: [jaeger({ endpoint: 'jaeger:4317' })] });
elasticsearch({ endpoints: ['https://es:9200'], apiKey: secret.env('ELASTIC_KEY') });

// ── does not ───────────────────────────────────────────────────────────────
// @ts-expect-error a share has a percent sign
tail({ keepErrors: true, otherwise: '0.1', decideAfter: '10s' });
// @ts-expect-error how long to wait has to be said
tail({ keepErrors: true, otherwise: '10%' });
// @ts-expect-error no such propagator
traces({ service: master, propagation: ['jaeger'], sampling });
// @ts-expect-error a service, not its name
traces({ service: 'phoenix-master', propagation: ['b3'], sampling });
// @ts-expect-error not a version this release compiles for
loki({ version: '2.8' });
// @ts-expect-error older than this release compiles for
tempo({ version: '2.9' });
// @ts-expect-error a store is made by s3() or filesystem()
loki({ version: '3.7', store: { bucket: 'logs' } });
// @ts-expect-error a directory is absolute
filesystem({ directory: 'chunks' });
// @ts-expect-error a duration has a unit
loki({ version: '3.7', retention: 31 });
// @ts-expect-error no such way to receive
collector({ version: '0.156', receive: ['kafka'] });
// @ts-expect-error an exporter is made by its constructor
collector({ version: '0.156', exporters: [{ type: 'jaeger' }] });
// @ts-expect-error a literal is no secret
azureMonitor({ connectionString: 'InstrumentationKey=0' });
// @ts-expect-error a literal is no secret
elasticsearch({ endpoints: ['https://es:9200'], apiKey: 'abc' });
