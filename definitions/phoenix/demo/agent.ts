/** An agent: carries out tasks it is sent. */
import { trace } from '@opentelemetry/api';
import { closeServer, health, type Instruments, instruments, registry, withContext } from 'signalbox/runtime';
import * as metrics from '../agent/metrics.ts';
import { faults } from './fault.ts';
import { httpServer, listen, type Reply } from './http-server.ts';
import { HttpError } from './json-body.ts';
import { resourceUsage } from './resource-usage.ts';
import { type Running, type ServiceOptions, STOP_SECONDS, VERSION } from './service.ts';
import { type Operation, type Worker, worker } from './worker.ts';

interface Task {
  readonly taskId: string;
  readonly planId: string;
  readonly operation: Operation;
}

export async function startAgent(options: ServiceOptions): Promise<Running> {
  const { tracer, log, random } = options;
  const own = registry();
  const m = instruments(metrics, { registry: own, trace });
  const fault = faults(random);
  const ours = worker({ m, tracer, log, random, faults: fault });
  const kit = health({ registry: own, checks: { operations: ours.health } });
  m.build.set({ version: VERSION, node_version: process.version });

  const server = httpServer({
    routes: [{ method: 'POST', path: '/tasks', handle: ({ body }) => onTask(body, ours) }],
    registry: own,
    health: kit,
    // a fault of an agent strikes the operation, not the request, so that it is counted where it would really happen
    faults: { set: fault.set, strike: async () => {} },
    tracer,
    log,
    beforeScrape: usageInto(m),
  });
  const url = await listen(server, options.host, options.port);
  const stop = async () => {
    kit.close();
    await closeServer(server, STOP_SECONDS);
  };
  return { url, stop };
}

function usageInto(m: Instruments<typeof metrics>): () => void {
  const usage = resourceUsage();
  return () => {
    const { memoryBytes, memoryLimitBytes, cpuRatio, threads } = usage();
    m.memoryUsage.set(memoryBytes);
    m.memoryLimit.set(memoryLimitBytes);
    m.cpuUsage.set(cpuRatio);
    m.threads.set(threads);
  };
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
