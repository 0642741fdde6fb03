import type { Signal } from '../../exporters/kind.ts';
import { literal } from '../../exporters/literal.ts';
import { tlsWire } from '../../exporters/transport.ts';
import type { CollectorGateways, CollectorServer } from '../../model/environment.ts';
import type { Way } from './exporters.ts';
import type { Component } from './wire.ts';

/**
 * What picks the gateway. Metrics go by who sent them, so that one series always has one writer and its samples stay in order.
 * https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/exporter/loadbalancingexporter
 */
const KEYS: Readonly<Record<Signal, (gateways: CollectorGateways) => string>> = {
  logs: () => 'traceID',
  metrics: () => 'resource',
  traces: ({ balance }) => (balance === 'trace' ? 'traceID' : 'service'),
};

/** One way for each signal the gateways send on. */
export function waysToGateways(server: CollectorServer, onwards: readonly Way[]): Way[] {
  const { gateways } = server;
  if (!gateways) return [];
  const signals = (['logs', 'metrics', 'traces'] as const).filter((signal) =>
    onwards.some((way) => way.signals.includes(signal)),
  );
  const more = { protocol: { otlp: { tls: tlsOf(server, gateways) } }, resolver: resolver(gateways) };
  return signals.map((signal) => ({
    id: `load_balancing/${signal}`,
    signals: [signal],
    config: { routing_key: KEYS[signal](gateways), ...more },
  }));
}

function resolver({ found }: CollectorGateways): Component {
  if (found.by === 'static') return { static: { hostnames: found.hosts.map(literal) } };
  if (found.by === 'dns') return { dns: { hostname: literal(found.host), port: String(found.port) } };
  return { k8s: { service: literal(found.service), ports: [found.port] } };
}

/** A name that is looked up is asked by address, and a certificate says the name. */
function tlsOf({ tls }: CollectorServer, { found }: CollectorGateways): Component {
  if (!tls) return { insecure: true };
  const name = found.by === 'dns' ? found.host : found.by === 'kubernetes' ? found.service : undefined;
  return { ...tlsWire(tls.clients), ...(name !== undefined && { server_name_override: literal(name) }) };
}
