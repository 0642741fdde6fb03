/**
 * Metrics by the names of the document, `flow.execution.duration` as `flow_execution_duration_seconds`. Its dimensions are labels where their values are
 * few: flow, branch, step, type of service, version. Ids of executions are on spans and log lines.
 */
import { oneOf, text } from 'signalbox/metrics';

export const flow = text({ series: 10 });
export const branch = text({ series: 4 });
export const step = text({ series: 6 });
export const serviceType = oneOf('importer', 'processor', 'exporter');
export const strategy = oneOf('first', 'last', 'concatenate', 'custom');

/** From the quickest step to the longest flow, in seconds. */
export const SECONDS = [0.1, 0.5, 1, 5, 15, 60, 300, 900] as const;
