/**
 * Metrics and dimensions by the names of the document: `flow.execution.duration` is `flow_execution_duration_seconds`, `branchPath` is `branch_path`, so
 * that its query in JSON finds them. A dimension is a label where its values are few; ids of executions are on spans and log lines.
 */
import { oneOf, text } from 'signalbox/metrics';

export const flow = text({ series: 10 });
export const branch = text({ series: 3 });
export const strategy = oneOf('first', 'last', 'concatenate', 'custom');

/** What a step is part of: the dimensions of everything that is measured of it. */
export const ofStep = {
  flow_id: flow,
  branch_path: branch,
  step_id: text({ series: 5 }),
  service_type: oneOf('Importer', 'Processor', 'Exporter'),
};

/** From the quickest step to the longest flow, in seconds. */
export const SECONDS = [0.1, 0.5, 1, 5, 15, 60, 300, 900] as const;

/** Versions below are no longer looked after: an alert and `signalbox versions` say where one still runs. */
export const OLDEST = '2.0.0';
