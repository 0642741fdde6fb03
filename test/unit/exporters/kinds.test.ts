import { describe, expect, test } from 'vitest';
import { awsXray } from '../../../src/exporters/aws-x-ray.ts';
import { azureMonitor } from '../../../src/exporters/azure-monitor.ts';
import { BATCHED } from '../../../src/exporters/batching.ts';
import { consoleExporter } from '../../../src/exporters/console.ts';
import { elasticsearch } from '../../../src/exporters/elasticsearch.ts';
import { fileExporter } from '../../../src/exporters/file.ts';
import { googleCloud } from '../../../src/exporters/google-cloud.ts';
import { jaeger } from '../../../src/exporters/jaeger.ts';
import type { Exporter, ExporterWire } from '../../../src/exporters/kind.ts';
import { EXPORTER_KINDS, exporterKind } from '../../../src/exporters/kinds.ts';
import { otlp } from '../../../src/exporters/otlp.ts';
import { prometheusRemoteWrite } from '../../../src/exporters/prometheus-remote-write.ts';
import { s3Archive } from '../../../src/exporters/s3-archive.ts';
import { secret } from '../../../src/kernel/secret.ts';
import { SAMPLES } from './samples.ts';

const wire = ({ settings, type }: Exporter): ExporterWire => exporterKind(type).wire(settings);
const messages = ({ settings, type }: Exporter): string[] =>
  exporterKind(type)
    .problems(settings)
    .map(({ message }) => message);

describe.each(EXPORTER_KINDS.map((kind) => [kind.type, kind] as const))('%s', (type, kind) => {
  const samples = SAMPLES.filter((one) => one.type === type);

  test('has a sample without problems', () => {
    expect(samples.length).toBeGreaterThan(0);
    expect(samples.flatMap(messages)).toEqual([]);
  });

  test('is one of its component, and sends something', () => {
    expect(kind.signals.length).toBeGreaterThan(0);
    for (const sample of samples) expect(wire(sample).id).toMatch(new RegExp(`^(?:${kind.component}|otlp_http)(?:/|$)`));
  });

  test('holds no secret and only references the collector resolves', () => {
    const text = JSON.stringify(samples.map(wire));
    expect(text.replaceAll('$$', '').match(/\$(?!\{(?:env|file):)/g)).toBeNull();
  });
});

test('types are unique', () => {
  expect(new Set(EXPORTER_KINDS.map(({ type }) => type)).size).toBe(EXPORTER_KINDS.length);
});

test('Jaeger takes OTLP over TLS', () => {
  expect(wire(jaeger({ endpoint: 'jaeger:4317', tls: { ca: '/tls/ca.crt' } }))).toEqual({
    id: 'otlp_grpc/jaeger',
    config: { endpoint: 'jaeger:4317', tls: { ca_file: '/tls/ca.crt', min_version: '1.2' }, ...BATCHED },
  });
});

test('secrets are references; a dollar in a name is doubled', () => {
  const { config } = wire(
    otlp({ name: 'x', endpoint: 'x:4317', headers: { 'x-token': secret.env('TOKEN'), 'x-tenant': 'a$b' } }),
  );
  expect(config['headers']).toEqual({ 'x-tenant': 'a$$b', 'x-token': '${env:TOKEN}' });
  expect(wire(azureMonitor({ connectionString: secret.file('azure') })).config).toEqual({
    connection_string: '${file:/etc/otelcol/secrets/azure}',
  });
});

test('remote write authenticates through an extension', () => {
  const basicAuth = { username: 'signalbox', password: secret.env('PASSWORD') };
  const made = wire(prometheusRemoteWrite({ name: 'mimir', endpoint: 'https://mimir/api/v1/push', basicAuth }));
  expect(made.config).toMatchObject({ auth: { authenticator: 'basicauth/mimir' } });
  expect(made.extensions).toEqual({ 'basicauth/mimir': { client_auth: { username: 'signalbox', password: '${env:PASSWORD}' } } });
});

test.each([
  [jaeger({ endpoint: 'http://jaeger:4317' }), 'The endpoint "http://jaeger:4317" is not host:port.'],
  [jaeger({ endpoint: 'jaeger:4317', tls: { cert: '/a' } }), 'tls has one of cert and key, and needs both.'],
  [jaeger({ endpoint: 'jaeger:4317', tls: { insecure: true, ca: '/a' } }), 'tls is insecure and has certificates.'],
  [otlp({ name: 'x', endpoint: 'http://x:4318', protocol: 'http' }), 'The endpoint http://x:4318 has no TLS.'],
  [otlp({ name: 'x', endpoint: 'x', protocol: 'http' }), 'The endpoint "x" is no URL.'],
  [
    otlp({ name: 'x', endpoint: 'x:1', headers: { Authorization: 'Bearer abc' } }),
    'The header Authorization is a credential in plain text.',
  ],
  [elasticsearch({ endpoints: [] }), 'There is no endpoint.'],
  [fileExporter({ path: 'telemetry.json' as '/x' }), 'The path "telemetry.json" is not absolute.'],
  [fileExporter({ path: '/x', days: 0 }), '`days` is 0: no whole number above zero.'],
  [s3Archive({ bucket: 'Log Archive' }), '"Log Archive" is the name of no bucket.'],
  [awsXray({ region: 'Frankfurt' }), '"Frankfurt" is no AWS region.'],
  [googleCloud({ project: 'My Project' }), '"My Project" is no project id.'],
])('finds what is wrong with %j', (exporter, message) => {
  expect(messages(exporter)).toEqual([message]);
});

test('a problem with a credential does not repeat it', () => {
  const { settings, type } = otlp({ name: 'x', endpoint: 'x:1', headers: { Authorization: 'Bearer abc' } });
  expect(JSON.stringify(exporterKind(type).problems(settings))).not.toContain('abc');
});

test('the console prints a line each unless told otherwise', () => {
  expect(wire(consoleExporter()).config).toEqual({ verbosity: 'normal' });
});
