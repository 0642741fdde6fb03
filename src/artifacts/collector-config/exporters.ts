import { BATCHED } from '../../exporters/batching.ts';
import type { ExporterWire, Signal } from '../../exporters/kind.ts';
import { exporterKind } from '../../exporters/kinds.ts';
import { literal } from '../../exporters/literal.ts';
import { headersWire, tlsWire } from '../../exporters/transport.ts';
import { sortedEntries } from '../../kernel/canonical.ts';
import type { CollectorServer, Environment, ListenerTls } from '../../model/environment.ts';
import { externalLabels, samplesTo } from '../../model/sharing.ts';

export interface Way extends ExporterWire {
  readonly signals: readonly Signal[];
  /** Whose it is, where several share a server; undefined: everything goes there. */
  readonly tenant?: Whose;
}
/** A tenant and its services, or whom a server is set to: what belongs to nobody goes there. */
export interface Whose {
  readonly name: string;
  readonly services: readonly string[] | 'others';
}
/** In whose name a way writes; one without a tenant has no header. */
interface Writer {
  readonly id: string | undefined;
  readonly whose: Whose | undefined;
}

const OTLP_GRPC_PORT = 4317;

/** The environment's own servers first, then what else the collector was told. */
export function waysOut(server: CollectorServer, environment: Environment): Way[] {
  const others = server.exporters.map(({ settings, type }) => {
    const kind = exporterKind(type);
    return { ...kind.wire(settings), signals: kind.signals };
  });
  return [...toLoki(environment), ...toTempo(environment), ...toPrometheus(environment), ...others];
}

/** One for each tenant, and one for what is of none where the server is set to a tenant. */
function writersTo(server: { readonly tenant?: string | undefined }, { shared }: Environment): Writer[] {
  if (!shared) return [{ id: server.tenant, whose: undefined }];
  const others = shared.some(({ id }) => id === server.tenant) ? undefined : server.tenant;
  return [
    ...shared.map(({ id, name, services }) => ({ id, whose: { name, services } })),
    ...(others === undefined ? [] : [{ id: others, whose: { name: 'others', services: 'others' as const } }]),
  ];
}

function way(id: string, signal: Signal, { whose }: Writer, config: Way['config']): Way {
  const all = { signals: [signal], config };
  return whose ? { ...all, id: `${id}-${whose.name}`, tenant: whose } : { ...all, id };
}

function toLoki(environment: Environment): Way[] {
  const { loki } = environment.servers;
  if (!loki) return [];
  return writersTo(loki, environment).map((writer) => {
    const config = { endpoint: `${literal(loki.url)}/otlp`, ...tenantHeader(writer.id), ...clientOf(loki.tls), ...BATCHED };
    return way('otlp_http/loki', 'logs', writer, config);
  });
}

function toTempo(environment: Environment): Way[] {
  const { tempo } = environment.servers;
  if (!tempo) return [];
  const { hostname, protocol } = new URL(tempo.url);
  const tls = tlsWire(protocol === 'http:' ? { insecure: true } : tempo.tls?.clients);
  return writersTo(tempo, environment).map((writer) => {
    const config = { endpoint: `${literal(hostname)}:${OTLP_GRPC_PORT}`, ...tenantHeader(writer.id), tls, ...BATCHED };
    return way('otlp_grpc/tempo', 'traces', writer, config);
  });
}

/** By remote write, so that labels are those Prometheus itself would have; the environment's labels are its external labels. */
function toPrometheus(environment: Environment): Way[] {
  const written = samplesTo(environment);
  if (!written) return [];
  const writers = writersTo(environment.shared ? (environment.servers.mimir ?? {}) : {}, environment);
  return writers.map((writer) => {
    const external = sortedEntries(labelsOf(environment, writer)).map(([name, value]) => [name, literal(value)] as const);
    const config = {
      endpoint: literal(written.url),
      ...tenantHeader(writer.id),
      ...(external.length > 0 && { external_labels: Object.fromEntries(external) }),
      target_info: { enabled: true },
      ...clientOf(written.tls),
    };
    return way('prometheus_remote_write/prometheus', 'metrics', writer, config);
  });
}

/** A Prometheus adds its own when it sends them on; nobody does where they go straight to a Mimir. */
function labelsOf(environment: Environment, { whose }: Writer): Readonly<Record<string, string>> {
  if (!whose) return environment.labels;
  return { ...externalLabels(environment), ...(whose.services === 'others' ? {} : { tenant: whose.name }) };
}

function clientOf(tls: ListenerTls | undefined): { tls?: Record<string, unknown> } {
  return tls ? { tls: tlsWire(tls.clients) } : {};
}

function tenantHeader(tenant: string | undefined): { headers?: Record<string, string> } {
  return tenant === undefined ? {} : headersWire({ 'X-Scope-OrgID': tenant });
}
