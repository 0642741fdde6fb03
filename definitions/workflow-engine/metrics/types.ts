/** The 18 types of metrics of the document, each with the metric it is here; shares that can be counted are made of the two counts. */
import { nodeExporter } from 'signalbox';
import * as api from './api.ts';
import * as engine from './engine.ts';
import * as workflows from './workflows.ts';

const { metrics: node } = nodeExporter;

export const METRIC_TYPES = {
  'workflow.execution.duration': workflows.executionDuration,
  'workflow.execution.count': workflows.executions,
  'workflow.step.duration': workflows.stepDuration,
  'workflow.step.count': workflows.steps,
  'workflow.queue.length': workflows.queueLength,
  'workflow.queue.wait_time': workflows.queueWait,
  'worker.pool.utilization': engine.workerUtilization,
  'worker.pool.count': engine.workers,
  'cache.hit_rate': engine.cacheLookups,
  'cache.size': engine.cacheSize,
  'database.query.duration': engine.queryDuration,
  'database.query.count': engine.queries,
  'api.request.duration': api.duration,
  'api.request.count': api.requests,
  'quota.usage': engine.quotaUsage,
  'cpu.usage': node.node_cpu_seconds_total,
  'memory.usage': node.node_memory_MemAvailable_bytes,
  'disk.usage': node.node_filesystem_avail_bytes,
} as const;
