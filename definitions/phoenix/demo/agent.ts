/** An agent: carries out tasks it is sent. */
import { indicator, instruments, type Observing, observe, withContext } from 'signalbox/runtime';
import * as metrics from '../agent/metrics.ts';
import { agent } from '../services.ts';
import { faults } from './fault.ts';
import { HttpError } from './json-body.ts';
import { latestOutcomes } from './outcomes.ts';
import { type Reply, requests } from './requests.ts';
import { resourceUsage } from './resource-usage.ts';
import { observedBy, type Running, running, type ServiceOptions, VERSION } from './service.ts';
import { type Operation, type Worker, worker } from './worker.ts';

interface Task {
  readonly taskId: string;
  readonly planId: string;
  readonly operation: Operation;
}

export async function startAgent(options: ServiceOptions): Promise<Running> {
  const { tracer, random, host } = options;
  const outcomes = latestOutcomes();
  const serve = ({ metrics: m, log }: Observing<typeof metrics>) => {
    const fault = faults(random);
    const ours = worker({ m, tracer, log, random, faults: fault, outcomes });
    return requests({
      routes: [{ method: 'POST', path: '/tasks', handle: ({ body }) => onTask(body, ours) }],
      // a fault of an agent strikes the operation, not the request, so that it is counted where it would really happen
      faults: { set: fault.set, strike: async () => {} },
      tracer,
      log,
    });
  };
  const checks = { operations: outcomes.health, heap: indicator({ kind: 'memory' }) };
  const app = await observe(agent, { ...observedBy(options, checks), serve });
  const usage = resourceUsage();
  instruments(metrics, {
    registry: app.registry,
    collect: {
      memoryUsage: (bytes) => bytes.set(usage().memoryBytes),
      memoryLimit: (bytes) => bytes.set(usage().memoryLimitBytes),
      cpuUsage: (ratio) => ratio.set(usage().cpuRatio),
      threads: (count) => count.set(usage().threads),
    },
  });
  app.metrics.build.set({ version: VERSION, node_version: process.version });
  return running(app, host);
}

async function onTask(body: unknown, { carryOut }: Worker): Promise<Reply> {
  const { taskId, planId, operation } = parseTask(body);
  const succeeded = await withContext({ planId, taskId }, () => carryOut(operation));
  return succeeded ? { status: 200, body: { taskId } } : { status: 500, body: { error: 'operation failed' } };
}

function parseTask(body: unknown): Task {
  const { taskId, planId, operation } = (body ?? {}) as Partial<Record<keyof Task, unknown>>; // checked below
  const known = metrics.OPERATIONS.find((one) => one === operation);
  if (typeof taskId !== 'string' || typeof planId !== 'string' || known === undefined) {
    throw new HttpError(400, `a task has taskId, planId and an operation: ${metrics.OPERATIONS.join(', ')}`);
  }
  return { taskId, planId, operation: known };
}
