/** `signalbox/metrics`: metric constructors alone, small enough for service code. */
export { hierarchical, hierarchicalTotal, type WrittenUnit } from './authored/hierarchical-name.ts';
export { type CqrsLabels, type CqrsMetrics, cqrsMetrics } from './authored/instrumented/cqrs.ts';
export {
  type HttpClientMetrics,
  type HttpServerMetrics,
  httpClientMetrics,
  httpServerMetrics,
} from './authored/instrumented/http.ts';
export {
  type CacheMetrics,
  cacheMetrics,
  type DatabaseMetrics,
  databaseMetrics,
  type JobMetrics,
  jobMetrics,
} from './authored/instrumented/work.ts';
export {
  type TenantWorkflowMetrics,
  type WorkflowLabels,
  type WorkflowMetrics,
  workflowMetrics,
} from './authored/instrumented/workflow.ts';
export { oneOf, text } from './authored/label.ts';
export {
  type AnyMetric,
  type Counter,
  counter,
  type Gauge,
  gauge,
  type Histogram,
  histogram,
  type Info,
  info,
  type StateSet,
  type Summary,
  stateSet,
  summary,
} from './authored/metric.ts';
export { not } from './authored/selection.ts';
