import type { Signal } from '../../exporters/kind.ts';
import type { CollectorServer, Environment } from '../../model/environment.ts';
import type { Estate } from '../../model/estate.ts';
import { enrichProcessors } from './enrich.ts';
import { type Way, waysOut } from './exporters.ts';
import { waysToGateways } from './gateways.ts';
import { labelProcessors } from './labels.ts';
import { logReceivers, metricReceivers, otlpReceiver } from './receivers.ts';
import { redactProcessors } from './redact.ts';
import { samplingProcessors } from './sampling.ts';
import type { Components } from './wire.ts';

/** What one signal passes through. */
export interface SignalParts {
  readonly receivers: Components;
  readonly processors: Components;
  readonly ways: readonly Way[];
}
export type Parts = Readonly<Record<Signal, SignalParts>>;
/** What one process does, and every way out of it. */
export interface Tier {
  readonly parts: Parts;
  readonly ways: readonly Way[];
}

/** Refuse before the process is killed: shares of the memory of its container. */
const MEMORY_LIMITER: Components = { memory_limiter: { check_interval: '1s', limit_percentage: 80, spike_limit_percentage: 20 } };

/** One process does all of it; sampling last, because it drops the context of a request. */
export function singleTier(server: CollectorServer, environment: Environment, estate: Estate): Tier {
  const ways = waysOut(server, environment);
  const { logs, metrics, traces } = nearParts(server, environment, estate);
  const sampled = { ...traces, processors: { ...traces.processors, ...samplingProcessors(estate) } };
  return sentBy({ logs, metrics, traces: sampled }, ways);
}

/** Beside the services: whatever needs no whole trace, so that nothing secret leaves the machine. */
export function agentTier(server: CollectorServer, environment: Environment, estate: Estate): Tier {
  return sentBy(nearParts(server, environment, estate), waysToGateways(server, waysOut(server, environment)));
}

/** Behind them: sees whole traces, decides, and knows the servers. */
export function gatewayTier(server: CollectorServer, environment: Environment, estate: Estate): Tier {
  const one = { receivers: otlpReceiver(server), processors: MEMORY_LIMITER, ways: [] };
  const sampled = { ...one, processors: { ...MEMORY_LIMITER, ...samplingProcessors(estate) } };
  return sentBy({ logs: one, metrics: one, traces: sampled }, waysOut(server, environment));
}

/** Memory first, then where it was measured, then redaction. */
function nearParts(server: CollectorServer, environment: Environment, estate: Estate): Parts {
  const always = { ...MEMORY_LIMITER, ...enrichProcessors(server, environment) };
  const redact = redactProcessors(estate.logStreams);
  const otlp = otlpReceiver(server);
  return {
    logs: {
      receivers: { ...otlp, ...logReceivers(server, estate.logStreams) },
      processors: { ...always, ...labelProcessors(server, estate.logStreams), ...redact.attributes, ...redact.bodies },
      ways: [],
    },
    metrics: { receivers: { ...otlp, ...metricReceivers(server) }, processors: always, ways: [] },
    traces: { receivers: otlp, processors: { ...always, ...redact.attributes }, ways: [] },
  };
}

function sentBy({ logs, metrics, traces }: Parts, ways: readonly Way[]): Tier {
  const by = (signal: Signal): Way[] => ways.filter((way) => way.signals.includes(signal));
  const parts = {
    logs: { ...logs, ways: by('logs') },
    metrics: { ...metrics, ways: by('metrics') },
    traces: { ...traces, ways: by('traces') },
  };
  return { parts, ways };
}
