import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Sampling } from '../authored/sampling.ts';
import { gracefulShutdown, type ShutdownOptions } from './graceful-shutdown.ts';
import { type Health, type HealthOptions, health } from './health.ts';
import type { Instruments } from './instrument.ts';
import { type InstrumentsOptions, instruments } from './instruments.ts';
import { logBuffer } from './log-buffer.ts';
import { type Logger, type LoggerOptions, logger } from './logger.ts';
import { metricsHandler } from './metrics-handler.ts';
import { optionsOf } from './options.ts';
import { processMetrics } from './process-metrics.ts';
import { defaultRegistry, type Registry } from './registry.ts';
import { startTracing, type Tracing, type TracingOptions } from './tracing/start-tracing.ts';

/** A service as `service({ … })` defines it, as far as it is observed from inside. */
export interface ObservedService<M extends object> {
  readonly name: string;
  /** What `import * as metrics` gives. */
  readonly metrics?: M;
  readonly scrape?: { readonly port: number; readonly path?: string };
}
type RequestHandler = (request: IncomingMessage, response: ServerResponse) => unknown;
/** What a request handler of a service needs of what observes it. */
export type Observing<M extends object> = Pick<Observed<M>, 'metrics' | 'log' | 'health' | 'registry'>;
type InstrumentsChoice = Pick<InstrumentsOptions, 'registry' | 'seriesLimit' | 'onInvalid' | 'warn' | 'trace'>;

export interface ObserveOptions<M extends object = object> extends InstrumentsChoice {
  readonly health?: Omit<HealthOptions, 'registry'>;
  readonly logger?: Omit<LoggerOptions, 'component'>;
  /** `traces({ … })` of the service, whose sampling is used, or what `startTracing` takes. @default no SDK is set up */
  readonly tracing?: { readonly sampling: Sampling } | Omit<TracingOptions, 'service'>;
  /** Where metrics and health are served. @default the port of `scrape`; without one nothing listens */
  readonly port?: number;
  /** @default every interface */
  readonly host?: string;
  /** Makes what answers every other path of that port, for a service with one port for all. @default 404 */
  readonly serve?: (observing: Observing<M>) => RequestHandler;
  /** Process and Node.js metrics; `false` where several services share a process and each would say the same. @default true */
  readonly processMetrics?: boolean;
  /** How to end on a signal; `false` leaves that to you. Servers of your own go into `servers`. */
  readonly shutdown?: Partial<ShutdownOptions> | false;
}
export interface Observed<M extends object> {
  readonly metrics: Instruments<M>;
  readonly log: Logger;
  readonly health: Health;
  readonly registry: Registry;
  /** Serves metrics, `/livez`, `/readyz`, `/startupz` and `/health`. */
  readonly server: Server | undefined;
  /** Ends everything in order, as a signal would, but for the exit of the process. */
  stop(): Promise<number>;
}

/** Instruments, logger, tracing, health and the endpoint of a service, by its definition, in one call. */
export async function observe<const M extends object>(
  service: ObservedService<M>,
  options: ObserveOptions<NoInfer<M>> = {},
): Promise<Observed<M>> {
  optionsOf('observe', service, 'a service');
  const { registry = defaultRegistry(), tracing } = optionsOf('observe', options);
  const { hooks: last = [], servers = [], ...ends } = options.shutdown || {};
  const { health: about, logger: writing, port, host, tracing: _t, shutdown: _s, serve, ...rest } = options;
  const traced = tracing && (await startTracing({ service: service.name, ...tracingOf(tracing) }));
  if (options.processMetrics !== false) await processMetrics({ registry });
  const metrics = instruments(service.metrics ?? ({} as M), { ...rest, registry }); // without metrics there are no instruments
  const buffer = writing?.write === undefined ? logBuffer() : undefined;
  const { trace } = options;
  const log = logger({ ...(buffer && { write: buffer.write }), ...(trace && { trace }), ...writing, component: service.name });
  const watched = health({ ...about, registry });
  const observing = { metrics, log, health: watched, registry };
  const at = port ?? service.scrape?.port;
  const path = service.scrape?.path ?? '/metrics';
  const server =
    at === undefined
      ? undefined
      : await listening({ registry, health: watched, path, port: at, host, other: serve?.(observing) ?? notFound });
  const hooks = [...last, ...stopping(traced), () => buffer?.close()];
  const quiet = options.shutdown === false ? { signals: [], drainSeconds: 0 } : {};
  const ending = gracefulShutdown({
    ...ends,
    ...quiet,
    servers: server ? [...servers, server] : servers,
    health: watched,
    hooks,
  });
  return {
    ...observing,
    server,
    stop: async () => {
      ending.dispose();
      return ending.now();
    },
  };
}

/** Only the sampling of a definition of traces: its propagation is W3C's in either case. */
function tracingOf(tracing: NonNullable<ObserveOptions['tracing']>): Omit<TracingOptions, 'service'> {
  return 'kind' in tracing ? { sampling: (tracing as { readonly sampling: Sampling }).sampling } : tracing; // a definition has a kind
}

function stopping(traced: Tracing | undefined): readonly (() => Promise<void>)[] {
  return traced === undefined ? [] : [() => traced.stop()];
}

interface Endpoint {
  readonly registry: Registry;
  readonly health: Health;
  readonly path: string;
  readonly port: number;
  readonly host: string | undefined;
  readonly other: RequestHandler;
}

const notFound: RequestHandler = (_request, response) => response.writeHead(404).end();

async function listening({ registry, health: watched, path, port, host, other }: Endpoint): Promise<Server> {
  const scrape = metricsHandler({ registry });
  const server = createServer((request, response) => {
    void (async () => {
      if (await watched.handle(request, response)) return;
      if (request.url?.split('?')[0] === path) await scrape(request, response);
      else await other(request, response);
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, ...(host === undefined ? {} : { host }) }, resolve);
  });
  return server;
}
