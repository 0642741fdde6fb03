/** How the service itself is started: metrics, traces, lines and health by these definitions, in one call. `main` of the application calls it. */
import { indicator, type ObserveOptions, observe } from 'signalbox/runtime';
import { appLogs } from './logs.ts';
import { userService } from './services.ts';
import { tracing } from './traces.ts';

/** What the application has, and how it is asked. */
export interface Application {
  readonly ping: { readonly database: () => Promise<unknown>; readonly eventStore: () => Promise<unknown> };
  readonly waiting: { readonly commands: () => number };
  /** Seconds that the newest event has waited. */
  readonly eventLag: () => number;
  readonly newestProjected: () => Date;
  /** Replays a sample of aggregates, and counts those that are not what was stored. */
  readonly inconsistent: () => Promise<number>;
}

/** The names are those that `component('database')` and `signalbox health --indicator` ask for. */
const checks = ({ eventLag, inconsistent, newestProjected, ping, waiting }: Application) => ({
  database: indicator({ kind: 'database', ping: ping.database }),
  'event-store': indicator({ kind: 'event-store', ping: ping.eventStore }),
  memory: indicator({ kind: 'memory', warning: 0.8, critical: 0.9 }),
  disk: indicator({ kind: 'disk', path: '/', warning: 0.9, critical: 0.95 }),
  'auth-service': indicator({ kind: 'http-dependency', url: 'https://auth.example.com/health' }),
  commands: indicator({ kind: 'queue-lag', lag: waiting.commands, warning: 100, critical: 1_000 }),
  events: indicator({ kind: 'queue-lag', lag: eventLag, warning: 5, critical: 30 }),
  projections: indicator({ kind: 'projection-freshness', newest: newestProjected, warning: 5, critical: 60 }),
  aggregates: { check: indicator({ kind: 'aggregate-consistency', inconsistent }), everySeconds: 300 },
});

/** Serves `/metrics`, `/health`, `/livez` and `/readyz`, and runs the checks by themselves from now on. */
export function start(application: Application, more: ObserveOptions = {}) {
  return observe(userService, {
    health: { checks: checks(application), policy: 'all-up', breaker: {} },
    logger: { stream: appLogs },
    // where to: `OTEL_EXPORTER_OTLP_ENDPOINT`, which generated/<environment>/otel/user-service.env sets
    tracing: {
      sampling: tracing.sampling,
      attributes: { 'service.version': '1.2.0', 'deployment.environment.name': 'production' },
    },
    ...more,
  });
}
