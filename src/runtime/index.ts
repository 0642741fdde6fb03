/** `signalbox/runtime`: what an application needs to expose the metrics it defines. */

export { componentHealth } from '../authored/component-health.ts';
export type { ActiveSpan, TraceApi } from './active-span.ts';
export { type ClusterPrimary, type ClusterPrimaryOptions, clusterPrimary } from './cluster/primary.ts';
export { type ClusterWorker, type ClusterWorkerOptions, clusterWorker } from './cluster/worker.ts';
export { currentContext, type WorkContext, withContext } from './context.ts';
export { cqrs, type EventMessage, type InstrumentationOptions, type Projected } from './cqrs/cqrs.ts';
export { type Message, type MessageIds, messageIds, withMessage } from './cqrs/message.ts';
export type { Saga } from './cqrs/saga.ts';
export { droppedObservations } from './dropped-observations.ts';
export { type ExpositionFormat, negotiate, OPEN_METRICS, TEXT } from './exposition-format.ts';
export { closeServer, gracefulShutdown, type Shutdown, type ShutdownOptions } from './graceful-shutdown.ts';
export type { ComponentHealth, HealthAnswer, HealthCheck, HealthStatus } from './health/check.ts';
export {
  type CircuitBreaker,
  type CircuitBreakerOptions,
  CircuitOpenError,
  type CircuitState,
  circuitBreaker,
} from './health/circuit-breaker.ts';
export type { HealthChange } from './health/history.ts';
export { indicator } from './health/indicators/indicator.ts';
export type { HealthPolicy } from './health/policy.ts';
export type { Probe } from './health/prober.ts';
export { type Health, type HealthOptions, type HealthReport, health } from './health.ts';
export { httpClient } from './http/http-client.ts';
export { type Handler, type HttpServerOptions, httpServer } from './http/http-server.ts';
export type {
  BoundCounter,
  BoundGauge,
  BoundInfo,
  BoundObserver,
  BoundStateSet,
  BoundTimer,
  CounterInstrument,
  GaugeInstrument,
  InfoInstrument,
  InstrumentOf,
  Instruments,
  ObserverInstrument,
  StateSetInstrument,
  TimerInstrument,
} from './instrument.ts';
export { type Collectors, type InstrumentsOptions, instruments } from './instruments.ts';
export { type LogBuffer, type LogBufferOptions, logBuffer } from './log-buffer.ts';
export type { LogSchema } from './log-schema.ts';
export { LOG_LEVELS, type Logger, type LoggerOptions, type LogLevel, type LogRecord, logger, type Metadata } from './logger.ts';
export { type MetricsHandlerOptions, metricsHandler } from './metrics-handler.ts';
export { type MetricsTextOptions, metricsText } from './metrics-text.ts';
export { type Observed, type ObservedService, type ObserveOptions, type Observing, observe } from './observe.ts';
export { REDACTED_KEYS } from './plain-value.ts';
export { type ProcessMetricsOptions, processMetrics } from './process-metrics.ts';
export { defaultRegistry, type OwnRegistry, type Registry, registry } from './registry.ts';
export type { RemediationAction, RemediationAlert, RemediationAudit, RemediationRecord } from './remediation/action.ts';
export { type RemediationHandler, type RemediationOptions, remediationHandler } from './remediation/remediation-handler.ts';
export { correctedCount, type KeptSpan, samplingRateOf } from './sampling/attributes.ts';
export type { Decision, EndedTrace, Sampler, StartedTrace } from './sampling/kind.ts';
export { type OtelSampler, otelSampler } from './sampling/otel-sampler.ts';
export { type SamplerOptions, sampler, samplerOf } from './sampling/sampler.ts';
export { type SamplingProcessorOptions, samplingProcessor } from './sampling/sampling-processor.ts';
export { type Signal, type SignalOptions, signalOf } from './signals/signal-of.ts';
export { type Batch, type BatchOptions, batch } from './statistics/batch.ts';
export { type Meter, meter } from './statistics/meter.ts';
export { type Scope, scopeMetrics, scopes } from './statistics/scope.ts';
export { BatchError, type MetricRecord, type Statistics, statistics } from './statistics/statistics.ts';
export { type MetricChange, type SubscribeOptions, subscribe } from './statistics/subscribe.ts';
export { startTimer } from './statistics/timer.ts';
export { formatTraceparent, parseTraceparent, shouldSample, type TraceParent } from './traceparent.ts';
export { formatBaggage, parseBaggage } from './tracing/baggage.ts';
export type { OtelApi, OtelSpan } from './tracing/otel-api.ts';
export { type Carrier, inject, withExtracted } from './tracing/propagation.ts';
export { startTracing, type Tracing, type TracingOptions } from './tracing/start-tracing.ts';
export { cache, database, type JobRun, jobs, type QueryRun } from './work/work.ts';
export type {
  Execution,
  ExecutionEvent,
  ExecutionEventType,
  ExecutionListener,
  ExecutionStatus,
  StepResult,
} from './workflow/execution.ts';
export { executionLog } from './workflow/execution-log.ts';
export {
  type ExecutionStats,
  type ExecutionTracker,
  executionTracker,
  type NewExecution,
  type TrackerOptions,
} from './workflow/execution-tracker.ts';
export { type Running, type RunningStep, runWorkflow } from './workflow/run.ts';
export type { TrackedExecution, TrackedStep } from './workflow/track-execution.ts';
