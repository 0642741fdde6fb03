/** How an agent carries out operations, and how well it is doing. */
import { setTimeout as sleep } from 'node:timers/promises';
import { SpanStatusCode, type Tracer } from '@opentelemetry/api';
import type { HealthStatus, Instruments, Logger } from 'signalbox/runtime';
import type * as metrics from '../agent/metrics.ts';
import type { Faults } from './fault.ts';

export type Operation = (typeof metrics.OPERATIONS)[number];

export interface WorkerOptions {
  readonly m: Instruments<typeof metrics>;
  readonly tracer: Tracer;
  readonly log: Logger;
  readonly random: () => number;
  readonly faults: Faults;
}
export interface Worker {
  /** Whether it succeeded. */
  carryOut(operation: Operation): Promise<boolean>;
  health(): HealthStatus;
}

/** Health is judged by so many of the latest operations. */
const LATEST = 20;
const DEGRADED_RATIO = 0.1;
const UNHEALTHY_RATIO = 0.5;
const WORK_MILLISECONDS = { least: 2, most: 15 };

export function worker({ m, tracer, log, random, faults }: WorkerOptions): Worker {
  const latest: boolean[] = [];
  const judge = (succeeded: boolean) => {
    latest.push(succeeded);
    if (latest.length > LATEST) latest.shift();
    m.agentHealth.set(healthOf(latest));
    return succeeded;
  };
  const work = async () => {
    await sleep(WORK_MILLISECONDS.least + random() * (WORK_MILLISECONDS.most - WORK_MILLISECONDS.least));
    await faults.strike();
  };
  m.agentHealth.set(healthOf(latest));
  return {
    health: () => healthOf(latest),
    carryOut: (operation) =>
      tracer.startActiveSpan(`operation ${operation}`, async (span) => {
        m.operations.inc({ operation });
        try {
          await m.operationDuration.time({ operation }, work);
          return judge(true);
        } catch (failure) {
          m.operationFailures.inc({ operation });
          span.setStatus({ code: SpanStatusCode.ERROR, message: String(failure) });
          log.error('operation failed', { operation, error: failure });
          return judge(false);
        } finally {
          span.end();
        }
      }),
  };
}

function healthOf(latest: readonly boolean[]): HealthStatus {
  const failed = latest.filter((succeeded) => !succeeded).length / Math.max(1, latest.length);
  if (failed >= UNHEALTHY_RATIO) return 'unhealthy';
  return failed >= DEGRADED_RATIO ? 'degraded' : 'healthy';
}
