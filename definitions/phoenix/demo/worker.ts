/** How an agent carries out operations, and how well it is doing. */
import { setTimeout as sleep } from 'node:timers/promises';
import { SpanStatusCode, type Tracer } from '@opentelemetry/api';
import type { Instruments, Logger } from 'signalbox/runtime';
import type * as metrics from '../agent/metrics.ts';
import type { Faults } from './fault.ts';
import type { Outcomes } from './outcomes.ts';

export type Operation = (typeof metrics.OPERATIONS)[number];

export interface WorkerOptions {
  readonly m: Instruments<typeof metrics>;
  readonly tracer: Tracer;
  readonly log: Logger;
  readonly random: () => number;
  readonly faults: Faults;
  readonly outcomes: Outcomes;
}
export interface Worker {
  /** Whether it succeeded. */
  carryOut(operation: Operation): Promise<boolean>;
}

const WORK_MILLISECONDS = { least: 2, most: 15 };

export function worker({ m, tracer, log, random, faults, outcomes }: WorkerOptions): Worker {
  const judge = (succeeded: boolean) => {
    outcomes.add(succeeded);
    m.agentHealth.set(outcomes.health());
    return succeeded;
  };
  const work = async () => {
    await sleep(WORK_MILLISECONDS.least + random() * (WORK_MILLISECONDS.most - WORK_MILLISECONDS.least));
    await faults.strike();
  };
  m.agentHealth.set(outcomes.health());
  return {
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
