/** What a service of the demo is given, what it gives back, and how the kit is set up for each. */
import { type Tracer, trace } from '@opentelemetry/api';
import { type HealthOptions, type Observed, type ObserveOptions, registry } from 'signalbox/runtime';
import { appLogs } from '../logs.ts';

export interface ServiceOptions {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  readonly tracer: Tracer;
  /** Where log lines go. */
  readonly write: (line: string) => void;
  readonly random: () => number;
}

export interface Running {
  readonly url: string;
  stop(): Promise<void>;
}

export const VERSION = '1.0.0';
const STOP_SECONDS = 2;

/** Of `observe`, for one of several services in a process: each has a registry of its own, and none its signals and metrics. */
export function observedBy(
  { host, port, write }: ServiceOptions,
  checks: NonNullable<HealthOptions['checks']>,
  finish: () => Promise<void> = async () => {},
): ObserveOptions {
  return {
    host,
    port,
    registry: registry(),
    trace,
    processMetrics: false,
    logger: { stream: appLogs, write },
    health: { checks },
    shutdown: { signals: [], drainSeconds: 0, timeoutSeconds: STOP_SECONDS, hooks: [finish] },
  };
}

export function running({ server, stop }: Observed<object>, host: string): Running {
  const address = server?.address();
  if (typeof address !== 'object' || address === null) throw new Error('the service does not listen');
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
  return { url, stop: async () => void (await stop()) };
}
