import { exporterKind } from '../exporters/kinds.ts';
import type { Address } from '../kernel/address.ts';
import type { Diagnostic } from '../kernel/diagnostic.ts';
import { parseDuration } from '../kernel/duration.ts';
import { type Outcome, outcome } from '../kernel/outcome.ts';
import type { CollectorServer, Kafka, LokiServer, TempoServer } from '../model/environment.ts';
import type { ObjectStore } from '../model/object-store.ts';
import { has } from '../model/versions/change.ts';
import { TEMPO_CHANGES } from '../model/versions/tempo.ts';
import { gatewaysOf, replicasOf } from './resolve/collector-gateways.ts';
import { listenerOf } from './resolve/listener-tls.ts';
import { lokiScaleOf } from './resolve/loki-scale.ts';
import { newReport, type ServerReport as Report } from './resolve/report.ts';
import { storeOf } from './resolve/stores.ts';
import { tempoTenantsOf } from './resolve/tempo-tenants.ts';
import { TENANT } from './resolve/tenant-id.ts';
import type { Written } from './resolve/written.ts';
import type { CollectorDefinition, LokiDefinition, TempoDefinition } from './servers-telemetry.ts';

const DAY_MS = 24 * 3_600_000;
const LOKI = { url: 'http://loki:3100' as const, directory: '/loki/chunks' as const, retentionMs: 31 * DAY_MS };
const TEMPO = { url: 'http://tempo:3200' as const, directory: '/var/tempo/blocks' as const, retentionMs: 14 * DAY_MS };
const COLLECTOR = { url: 'http://otel-collector:4318' as const, receive: ['files'] as const };
const REPLICATION = { single: 1, scalable: 3, distributed: 3 } as const;

interface Stored {
  readonly store: ObjectStore;
  readonly tenant: string | undefined;
  readonly raw: Readonly<Record<string, unknown>>;
}

/** `at` is the environment's address: servers have none of their own. */
export function resolveLoki(authored: LokiDefinition, at: Address): Outcome<LokiServer> {
  const { diagnostics, report, where } = reporter(authored, at);
  const stored = storedOf(authored, LOKI.directory, report);
  const retentionMs = retentionOf(authored, LOKI.retentionMs, report);
  if (retentionMs < DAY_MS)
    report(
      'loki/short-retention',
      `Loki deletes by the day: retention ${authored.retention} is below 24h.`,
      "write retention: '1d' or more",
    );
  const scale = lokiScaleOf(authored, report);
  const replicationFactor = authored.replication ?? REPLICATION[scale.form];
  if (scale.form === 'single' && replicationFactor > 1) {
    report(
      'loki/replication',
      `One process cannot hold a line ${replicationFactor} times.`,
      "write form: 'distributed', or drop replication",
    );
  }
  if (scale.zones.length > 0 && scale.zones.length < replicationFactor)
    report(
      'loki/zones',
      `${replicationFactor} copies of a line need as many zones, and there are ${scale.zones.length}.`,
      'name more zones',
    );
  const server = { version: authored.version, ...listenerOf(authored, LOKI.url, where), origin: authored };
  const kept = { retentionMs: retentionMs < DAY_MS ? LOKI.retentionMs : retentionMs }; // told here, and not of the config again
  return outcome({ ...server, ...stored, ...scale, ...kept, replicationFactor }, diagnostics);
}

export function resolveTempo(authored: TempoDefinition, at: Address): Outcome<TempoServer> {
  const { diagnostics, report, where } = reporter(authored, at);
  const stored = storedOf(authored, TEMPO.directory, report);
  const server = { version: authored.version, ...listenerOf(authored, TEMPO.url, where), origin: authored };
  const retentionMs = retentionOf(authored, TEMPO.retentionMs, report);
  const { form = 'single' } = authored;
  const scale = { form, tenants: tempoTenantsOf(authored, report) };
  return outcome({ ...server, ...stored, ...scale, retentionMs, kafka: kafkaOf(authored, form, report) }, diagnostics);
}

export function resolveCollector(authored: CollectorDefinition, at: Address): Outcome<CollectorServer> {
  const { diagnostics, report, where } = reporter(authored, at);
  const exporters = (authored.exporters ?? []).map(({ settings, type }) => ({ type, settings }));
  for (const { settings, type } of exporters) {
    for (const { fix, message } of exporterKind(type).problems(settings))
      report('collector/exporter', `${type}: ${message}`, fix);
  }
  const ids = exporters.map(({ settings, type }) => exporterKind(type).wire(settings).id);
  for (const id of new Set(ids.filter((one, index) => ids.indexOf(one) !== index))) {
    report(
      'collector/exporter-twice',
      `Two exporters are ${id}.`,
      "give each a name of its own; what has no name is written as otlp({ name: '…', … })",
    );
  }
  const server: CollectorServer = {
    version: authored.version,
    ...listenerOf(authored, COLLECTOR.url, where),
    origin: authored,
    receive: [...new Set(authored.receive ?? COLLECTOR.receive)].sort(),
    exporters,
    enrich: authored.enrich ?? {},
    featureGates: authored.featureGates ?? [],
    gateways: gatewaysOf(authored, report),
    replicas: replicasOf(authored, report),
    raw: authored.raw ?? {},
  };
  return outcome(server, diagnostics);
}

function reporter(
  origin: LokiDefinition | TempoDefinition | CollectorDefinition,
  at: Address,
): { diagnostics: Diagnostic[]; report: Report; where: Written } {
  const all = newReport();
  const where = { field: origin.server, at, origin, report: all };
  return { diagnostics: all.diagnostics, where, report: (code, message, fix) => all.error(code, at, message, { fix, origin }) };
}

function storedOf(authored: LokiDefinition | TempoDefinition, directory: `/${string}`, report: Report): Stored {
  const { form = 'single', raw = {}, server, store = { kind: 'object-store', type: 'filesystem', directory }, tenant } = authored;
  if (form !== 'single' && store.type === 'filesystem') {
    report(`${server}/store`, 'Many processes cannot share a directory.', "write store: s3({ bucket: '…' })");
  }
  if (tenant !== undefined && !TENANT.test(tenant)) {
    report(`${server}/tenant`, `${JSON.stringify(tenant)} is no tenant.`, "use up to 150 of letters, digits and !-_.*'()");
  }
  const read = storeOf(store, (code, message, fix) => report(`${server}/${code}`, message, fix));
  return { store: read, tenant, raw };
}

function retentionOf({ retention, server }: LokiDefinition | TempoDefinition, otherwise: number, report: Report): number {
  const milliseconds = retention === undefined ? otherwise : parseDuration(retention);
  if (milliseconds !== undefined && milliseconds > 0) return milliseconds;
  report(`${server}/retention`, `retention ${JSON.stringify(retention)} is no duration above zero.`, "write retention: '30d'");
  return otherwise;
}

function kafkaOf({ kafka, version }: TempoDefinition, form: 'single' | 'distributed', report: Report): Kafka | undefined {
  if (form === 'distributed' && !kafka && has(TEMPO_CHANGES.kafka, version)) {
    report(
      'tempo/no-kafka',
      'Since 3.0 the distributors of Tempo write to Kafka, and there is none.',
      "write kafka: { address: 'kafka:9092' }",
    );
  }
  if (form === 'single' && kafka) {
    report('tempo/kafka-unused', 'One process of Tempo does not use Kafka.', "write form: 'distributed', or drop kafka");
  }
  return kafka && { address: kafka.address, topic: kafka.topic ?? 'tempo', partitions: kafka.partitions ?? 3 };
}
