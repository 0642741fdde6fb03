import { awsXray } from '../../../src/exporters/aws-x-ray.ts';
import { azureMonitor } from '../../../src/exporters/azure-monitor.ts';
import { consoleExporter } from '../../../src/exporters/console.ts';
import { elasticsearch } from '../../../src/exporters/elasticsearch.ts';
import { fileExporter } from '../../../src/exporters/file.ts';
import { googleCloud } from '../../../src/exporters/google-cloud.ts';
import { jaeger } from '../../../src/exporters/jaeger.ts';
import type { Exporter } from '../../../src/exporters/kind.ts';
import { otlp } from '../../../src/exporters/otlp.ts';
import { prometheusRemoteWrite } from '../../../src/exporters/prometheus-remote-write.ts';
import { s3Archive } from '../../../src/exporters/s3-archive.ts';
import { secret } from '../../../src/kernel/secret.ts';

/** One of each way out, with every setting. */
export const SAMPLES: readonly Exporter[] = [
  jaeger({ endpoint: 'jaeger:4317', tls: { ca: '/tls/ca.crt', cert: '/tls/us.crt', key: '/tls/us.key' } }),
  otlp({ name: 'vendor', endpoint: 'otlp.example.org:4317', headers: { 'x-api-key': secret.env('VENDOR_KEY') } }),
  otlp({ name: 'other', endpoint: 'https://otlp.example.org', protocol: 'http', headers: { 'x-tenant': 'a$b' } }),
  prometheusRemoteWrite({
    name: 'mimir',
    endpoint: 'https://mimir.example.org/api/v1/push',
    labels: { cluster: 'eu1' },
    headers: { 'X-Scope-OrgID': 'phoenix' },
    basicAuth: { username: 'signalbox', password: secret.env('MIMIR_PASSWORD') },
  }),
  consoleExporter({ verbosity: 'detailed' }),
  elasticsearch({
    endpoints: ['https://es1:9200', 'https://es2:9200'],
    apiKey: secret.env('ELASTIC_KEY'),
    logsIndex: 'logs-phoenix',
    tracesIndex: 'traces-phoenix',
    mapping: 'ecs',
  }),
  awsXray({ region: 'eu-central-1', roleArn: 'arn:aws:iam::123456789012:role/traces', annotations: ['plan.id'] }),
  googleCloud({ project: 'phoenix-prod', logName: 'phoenix' }),
  azureMonitor({ connectionString: secret.file('azure-monitor') }),
  fileExporter({ path: '/var/lib/otelcol/telemetry.json', megabytes: 50, days: 7 }),
  s3Archive({
    bucket: 'log-archive',
    region: 'eu-central-1',
    prefix: 'phoenix',
    roleArn: 'arn:aws:iam::123456789012:role/archive',
  }),
];

/** What the image `otel/opentelemetry-collector-contrib` of the test machine holds; the others were checked against their documentation only. */
export const SEEN_BY_A_COLLECTOR: ReadonlySet<string> = new Set(['jaeger', 'otlp', 'prometheusRemoteWrite', 'console', 'file']);
