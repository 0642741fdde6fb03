import { type Diagnostic, error } from '../../kernel/diagnostic.ts';
import type { CollectorServer, Environment } from '../../model/environment.ts';
import type { Estate } from '../../model/estate.ts';
import { collectorSampling } from './sampling-policies.ts';
import type { CollectorConfig } from './wire.ts';

const FIX = "write form: 'tiers', gateways: { dns: 'otel-gateways' }: agents then pick a gateway by trace id";
const BALANCER = /^load_?balancing(\/|$)/;

/** What the chart installs on every node, so that it reads the files and the numbers of that node. */
export function isOnEveryNode({ gateways, receive }: CollectorServer): boolean {
  return gateways === undefined && receive.length > 0;
}

/** Who samples a trace by its end has to see all of it. `first` is the config of the process that services send to. */
export function splitTraces(
  server: CollectorServer,
  environment: Environment,
  { tracings }: Estate,
  first: CollectorConfig | undefined,
): Diagnostic[] {
  const { address, name } = environment;
  const waited = tracings.filter(({ sampling }) => collectorSampling(sampling) !== undefined).map(({ service }) => service.name);
  const why = waited.length === 0 ? undefined : whySplit(server, environment, first);
  if (why === undefined) return [];
  const message = `Traces of ${[...new Set(waited)].sort().join(', ')} are sampled by their end, and in ${name} ${why}: each process decides about the spans it happens to see.`;
  const fix =
    server.replicas === 1 && isOnEveryNode(server) ? `${FIX}; or receive: [], which is one collector that reads no node` : FIX;
  return [error('collector/split-traces', address, message, { fix, origin: server.origin })];
}

function whySplit(server: CollectorServer, { servers }: Environment, first: CollectorConfig | undefined): string | undefined {
  if (server.gateways) return wrongKey(first);
  if (server.replicas > 1) return `${server.replicas} collectors share the spans`;
  if (!servers.kubernetes?.helm || !isOnEveryNode(server)) return undefined;
  return `the chart runs a collector on every node, because it receives ${server.receive.join(', ')}`;
}

/** What agents really pick a gateway by, after `raw`. */
function wrongKey(agent: CollectorConfig | undefined): string | undefined {
  const { exporters = {}, service } = (agent ?? {}) as Written; // `raw` may have removed any of it
  const traces = Object.entries(service?.pipelines ?? {}).filter(([id]) => id.split('/')[0] === 'traces');
  const ids = traces.flatMap(([, pipeline]) => pipeline?.exporters ?? []).filter((id) => BALANCER.test(id));
  const key = ids.map((id) => exporters?.[id]?.['routing_key'] ?? TRACE_ID).find((one) => one !== TRACE_ID);
  return key === undefined ? undefined : `gateways are picked by ${String(key)}`;
}

const TRACE_ID = 'traceID';
interface Written {
  readonly exporters?: Readonly<Record<string, Readonly<Record<string, unknown>> | null>> | null;
  readonly service?: {
    readonly pipelines?: Readonly<Record<string, { readonly exporters?: readonly string[] } | null>> | null;
  } | null;
}
