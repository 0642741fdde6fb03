import { describe, expect, test } from 'vitest';
import { grafanaDatasource } from '../../../../src/artifacts/grafana-datasource/index.ts';
import { grafanaProvisioning } from '../../../../src/artifacts/grafana-provisioning/index.ts';
import { lokiConfig } from '../../../../src/artifacts/loki-config/index.ts';
import { otelEnvironment } from '../../../../src/artifacts/otel-environment/index.ts';
import { prometheusConfig } from '../../../../src/artifacts/prometheus-config/index.ts';
import { tempoConfig } from '../../../../src/artifacts/tempo-config/index.ts';
import { alertmanagerWeb, prometheusWeb } from '../../../../src/artifacts/web-config/index.ts';
import { plainListener } from '../../../../src/check/rules/environment/plain-listener.ts';
import { listenerOf } from '../../../../src/define/resolve/listener-tls.ts';
import { newReport } from '../../../../src/define/resolve/report.ts';
import { addressOf, ESTATE } from '../../../../src/kernel/address.ts';
import type { ListenerTls, Servers } from '../../../../src/model/environment.ts';
import { textOf } from '../../../golden/telemetry/compiled.ts';
import { collector, derived, environment, loki, tempo } from '../../../golden/telemetry/estate.ts';

const clients = { ca: '/c/ca.pem', cert: '/c/client.pem', key: '/c/client.key' };
const tls: ListenerTls = { cert: '/s/cert.pem', key: '/s/cert.key', clientCa: '/s/ca.pem', clients };
const { prometheus, alertmanager } = environment({}).servers;
const withTls = {
  prometheus: prometheus && { ...prometheus, url: 'https://prometheus:9090', tls },
  alertmanager: alertmanager && { ...alertmanager, url: 'https://alertmanager:9093', tls },
} satisfies Partial<Servers>;
const TLS_CONFIG = /tls_config:\s+ca_file: \/c\/ca.pem\s+cert_file: \/c\/client.pem\s+key_file: \/c\/client.key/;

describe('listeners', () => {
  test.each([
    ['prometheus', prometheusWeb],
    ['alertmanager', alertmanagerWeb],
  ] as const)('%s has a web config, and none without TLS', (server, kind) => {
    expect(kind.compile({ derived: derived(), environment: environment({}) }).value).toEqual([]);
    const text = textOf(kind, withTls);
    expect(text).toContain(`--web.config.file=/etc/${server}/web.yml`);
    expect(text).toMatch(/client_auth_type: RequireAndVerifyClientCert\s+client_ca_file: \/s\/ca.pem/);
  });

  test('gRPC of one Loki stays on loopback; between many it is as it was', () => {
    expect(textOf(lokiConfig, { loki: { ...loki, tls } })).toMatch(/grpc_listen_address: "?127\.0\.0\.1/);
    expect(textOf(lokiConfig, { loki })).not.toContain('grpc_listen_address');
    expect(textOf(lokiConfig, { loki: { ...loki, form: 'distributed', tls } })).not.toContain('grpc_listen_address');
  });

  test('Tempo has it for HTTP and for what receives spans', () => {
    const text = textOf(tempoConfig, { tempo: { ...tempo, tls } });
    expect(text.match(/client_ca_file: \/s\/ca.pem/g)).toHaveLength(3);
  });
});

describe('clients', () => {
  test('Prometheus tells Alertmanager, Loki and Tempo write to Prometheus', () => {
    expect(textOf(prometheusConfig, withTls)).toMatch(TLS_CONFIG);
    expect(textOf(prometheusConfig, withTls)).toContain('scheme: https');
    expect(textOf(lokiConfig, { ...withTls, loki })).toMatch(TLS_CONFIG);
    expect(textOf(lokiConfig, { ...withTls, loki })).toContain('tls_ca_path: /c/ca.pem');
    expect(textOf(tempoConfig, { ...withTls, tempo })).toMatch(TLS_CONFIG);
  });

  test('an SDK reads its certificates', () => {
    const text = textOf(otelEnvironment, { collector: { ...collector, url: 'https://collector:4318', tls } });
    expect(text).toContain('OTEL_EXPORTER_OTLP_CERTIFICATE');
    expect(text).toContain('/c/client.key');
    expect(textOf(otelEnvironment, { collector })).not.toContain('CERTIFICATE');
  });

  test('a data source has references, which a provisioning file lets Grafana read', () => {
    const grafana = {
      version: '12.4',
      url: 'https://g.example.org',
      origin: {},
      managedAlerts: false,
      v2beta1: false,
      teams: [],
      serviceAccounts: [],
    };
    const input = { derived: derived(), environment: environment({ ...withTls, grafana }) };
    const [one] = grafanaDatasource.compile(input).value;
    expect(one?.content.jsonData).toMatchObject({ tlsAuth: true, tlsAuthWithCACert: true });
    expect(one?.content.secureJsonData).toMatchObject({ tlsCACert: { kind: 'secret', file: '/c/ca.pem' } });
    const files = grafanaProvisioning.compile(input).value.map(({ content }) => grafanaProvisioning.print(content));
    expect(files[0]).toContain('$__file{/c/client.key}');
  });
});

describe('what is wrong is told', () => {
  const read = (server: object) => {
    const report = newReport();
    const where = { field: 'prometheus', at: addressOf(ESTATE, 'environment', 'live'), origin: {}, report };
    return { ...listenerOf(server, 'http://prometheus:9090', where), told: report.diagnostics };
  };

  test('TLS alone gives an https url', () => {
    const found = read({ tls: { cert: '/a', key: '/b' } });
    expect(found).toMatchObject({ url: 'https://prometheus:9090', told: [] });
    expect(read({})).toMatchObject({ url: 'http://prometheus:9090', tls: undefined, told: [] });
  });

  test.each([
    [{ tls: { cert: '/a', key: '/b' }, url: 'http://prometheus:9090' }, 'environment/tls'],
    [{ tls: { cert: '/a' } }, 'environment/tls'],
    [{ tls: { cert: 'a.pem', key: '/b' } }, 'environment/tls'],
    [{ tls: { cert: 7, key: '/b' } }, 'environment/tls'],
    [{ tls: 'yes' }, 'environment/tls'],
    [{ tls: null }, 'environment/tls'],
    [{ tls: { cert: '/a', key: '/b', clientCa: '/c' } }, 'environment/tls'],
    [{ tls: { cert: '/a', key: '/b', clients: { cert: '/c' } } }, 'environment/tls'],
    [{ tls: { cert: '/a', key: '/b', ca: '/c' } }, 'definition/wrong-value'],
  ])('%j', (server, code) => {
    expect([...new Set(read(server).told.map((one) => one.code))]).toEqual([code]);
  });
});

describe('environment/plain-listener', () => {
  const codes = (url: string) => {
    const at = environment({ prometheus: prometheus && { ...prometheus, url }, alertmanager: undefined });
    const of = { ...derived(), estate: { ...derived().estate, environments: [at] } };
    return [...plainListener.run({ derived: of } as unknown as Parameters<typeof plainListener.run>[0])].map(({ code }) => code); // it reads no more
  };

  test.each(['http://prometheus.example.org:9090', 'http://10.0.0.7:9090', 'http://[2001:db8::1]:9090'])('warns of %s', (url) => {
    expect(codes(url)).toEqual(['environment/plain-listener']);
  });
  test.each([
    'https://prometheus.example.org',
    'http://prometheus:9090',
    'http://127.0.0.1:9090',
    'http://[::1]:9090',
    'http://localhost:9090',
    'http://prometheus.monitoring.svc:9090',
    'http://prometheus.monitoring.svc.cluster.local:9090',
  ])('says nothing of %s', (url) => {
    expect(codes(url)).toEqual([]);
  });
});
