import { BATCHED } from '../../exporters/batching.ts';
import type { ExporterWire, Signal } from '../../exporters/kind.ts';
import { exporterKind } from '../../exporters/kinds.ts';
import { literal } from '../../exporters/literal.ts';
import { headersWire, tlsWire } from '../../exporters/transport.ts';
import { sortedEntries } from '../../kernel/canonical.ts';
import type { CollectorServer, Environment, ListenerTls } from '../../model/environment.ts';

export interface Way extends ExporterWire {
  readonly signals: readonly Signal[];
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

function toLoki({ servers: { loki } }: Environment): Way[] {
  if (!loki) return [];
  const config = { endpoint: `${literal(loki.url)}/otlp`, ...tenantHeader(loki.tenant), ...clientOf(loki.tls), ...BATCHED };
  return [{ id: 'otlp_http/loki', signals: ['logs'], config }];
}

function toTempo({ servers: { tempo } }: Environment): Way[] {
  if (!tempo) return [];
  const { hostname, protocol } = new URL(tempo.url);
  const tls = tlsWire(protocol === 'http:' ? { insecure: true } : tempo.tls?.clients);
  const config = { endpoint: `${literal(hostname)}:${OTLP_GRPC_PORT}`, ...tenantHeader(tempo.tenant), tls, ...BATCHED };
  return [{ id: 'otlp_grpc/tempo', signals: ['traces'], config }];
}

/** By remote write, so that labels are those Prometheus itself would have; the environment's labels are its external labels. */
function toPrometheus({ labels, servers: { prometheus } }: Environment): Way[] {
  if (!prometheus) return [];
  const external = Object.fromEntries(sortedEntries(labels).map(([name, value]) => [name, literal(value)]));
  const config = {
    endpoint: `${literal(prometheus.url)}/api/v1/write`,
    ...(Object.keys(external).length > 0 && { external_labels: external }),
    target_info: { enabled: true },
    ...clientOf(prometheus.tls),
  };
  return [{ id: 'prometheus_remote_write/prometheus', signals: ['metrics'], config }];
}

function clientOf(tls: ListenerTls | undefined): { tls?: Record<string, unknown> } {
  return tls ? { tls: tlsWire(tls.clients) } : {};
}

function tenantHeader(tenant: string | undefined): { headers?: Record<string, string> } {
  return tenant === undefined ? {} : headersWire({ 'X-Scope-OrgID': tenant });
}
