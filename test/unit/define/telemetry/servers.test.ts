import { expect, test } from 'vitest';
import { resolveCollector, resolveLoki, resolveTempo } from '../../../../src/define/resolve-servers-telemetry.ts';
import { collector, loki, tempo } from '../../../../src/define/servers-telemetry.ts';
import { filesystem, s3 } from '../../../../src/define/stores.ts';
import { consoleExporter } from '../../../../src/exporters/console.ts';
import { jaeger } from '../../../../src/exporters/jaeger.ts';
import { addressOf, ESTATE } from '../../../../src/kernel/address.ts';
import {
  bucket,
  DAY,
  collector as plainCollector,
  loki as plainLoki,
  tempo as plainTempo,
} from '../../../golden/telemetry/estate.ts';

const at = addressOf(ESTATE, 'environment', 'production');
const codes = ({ diagnostics }: { diagnostics: readonly { code: string }[] }): string[] => diagnostics.map(({ code }) => code);

test('what is left out has its default', () => {
  const authored = [loki({ version: '3.7' }), tempo({ version: '3.0' }), collector({ version: '0.156' })] as const;
  expect(resolveLoki(authored[0], at)).toEqual({ value: { ...plainLoki, origin: authored[0] }, diagnostics: [] });
  expect(resolveTempo(authored[1], at)).toEqual({ value: { ...plainTempo, origin: authored[1] }, diagnostics: [] });
  const { value } = resolveCollector(authored[2], at);
  expect(value).toEqual({ ...plainCollector, origin: authored[2], receive: ['files'], featureGates: [] });
});

test('the distributed form holds a line three times', () => {
  const authored = loki({
    version: '4.0',
    form: 'distributed',
    store: s3({ bucket: 'logs', region: 'eu-central-1' }),
    retention: '90d',
  });
  expect(resolveLoki(authored, at).value).toMatchObject({
    store: bucket,
    replicationFactor: 3,
    retentionMs: 90 * DAY,
    form: 'distributed',
  });
});

test('a store that encrypts', () => {
  const store = s3({ bucket: 'logs', encryption: 'SSE-S3' });
  expect(resolveLoki(loki({ version: '3.7', store }), at).value.store).toMatchObject({ encryption: 'SSE-S3' });
});

test('a store on the same machine', () => {
  const store = s3({ bucket: 'logs', endpoint: 'http://minio:9000/' });
  expect(resolveLoki(loki({ version: '3.7', store }), at).value.store).toEqual({
    type: 's3',
    bucket: 'logs',
    endpoint: 'minio:9000',
    region: 'us-east-1',
    insecure: true,
    pathStyle: true,
  });
});

test.each([
  [resolveLoki(loki({ version: '3.7', retention: '1h' }), at), 'loki/short-retention'],
  [resolveLoki(loki({ version: '3.7', retention: '-1d' }), at), 'loki/retention'],
  [resolveLoki(loki({ version: '3.7', replication: 3 }), at), 'loki/replication'],
  [resolveLoki(loki({ version: '3.7', form: 'distributed' }), at), 'loki/store'],
  [resolveLoki(loki({ version: '3.7', tenant: 'a/b' }), at), 'loki/tenant'],
  [resolveLoki(loki({ version: '4.0', form: 'scalable', store: s3({ bucket: 'l' }) }), at), 'loki/form'],
  [resolveLoki(loki({ version: '3.7', form: 'scalable' }), at), 'loki/store'],
  [resolveLoki(loki({ version: '3.7', zones: ['a'] }), at), 'loki/zones'],
  [resolveLoki(loki({ version: '3.7', form: 'distributed', store: s3({ bucket: 'l' }), zones: ['a', 'b'] }), at), 'loki/zones'],
  [
    resolveLoki(loki({ version: '3.7', form: 'distributed', store: s3({ bucket: 'l' }), zones: ['a', 'a', 'a'] }), at),
    'loki/zones',
  ],
  [resolveLoki(loki({ version: '3.7', tenants: { a: {} } }), at), 'loki/tenant'],
  [resolveLoki(loki({ version: '3.7', tenant: 'a', tenants: { 'a/b': {} } }), at), 'loki/tenant'],
  [resolveLoki(loki({ version: '3.7', tenant: 'a', tenants: { a: { retention: '1h' } } }), at), 'loki/short-retention'],
  [resolveLoki(loki({ version: '3.7', store: s3({ bucket: 'l', expires: 'soon' as '1d' }) }), at), 'loki/store'],
  [resolveTempo(tempo({ version: '3.0', tenants: { a: {} } }), at), 'tempo/tenant'],
  [resolveTempo(tempo({ version: '3.0', tenant: 'a', tenants: { a: { retention: '0s' } } }), at), 'tempo/retention'],
  [resolveTempo(tempo({ version: '3.0', form: 'distributed', store: s3({ bucket: 't' }) }), at), 'tempo/no-kafka'],
  [resolveTempo(tempo({ version: '3.0', kafka: { address: 'kafka:9092' } }), at), 'tempo/kafka-unused'],
  [resolveTempo(tempo({ version: '3.0', store: filesystem({ directory: '/t' }), retention: '0s' }), at), 'tempo/retention'],
  [resolveCollector(collector({ version: '0.156', exporters: [jaeger({ endpoint: 'jaeger' })] }), at), 'collector/exporter'],
  [
    resolveCollector(collector({ version: '0.156', exporters: [consoleExporter(), consoleExporter()] }), at),
    'collector/exporter-twice',
  ],
  [resolveCollector(collector({ version: '0.156', gateways: { dns: 'gateways' } }), at), 'collector/gateways'],
  [resolveCollector(collector({ version: '0.156', form: 'tiers', gateways: { at: [] } }), at), 'collector/gateways'],
  [resolveCollector(collector({ version: '0.156', form: 'tiers', gateways: { dns: 'a b' } }), at), 'collector/gateways'],
  [resolveCollector(collector({ version: '0.156', form: 'tiers', gateways: { kubernetes: 'nodot' } }), at), 'collector/gateways'],
  [resolveCollector(collector({ version: '0.156', form: 'tiers', replicas: 2 }), at), 'collector/gateways'],
  [resolveCollector(collector({ version: '0.156', replicas: 0.5 }), at), 'collector/gateways'],
  [resolveCollector(collector({ version: '0.156', replicas: 1_001 }), at), 'collector/gateways'],
])('case %# is %s', (outcome, code) => {
  expect(codes(outcome)).toEqual([code]);
  expect(outcome.diagnostics[0]).toMatchObject({ at, origin: outcome.value.origin });
});
