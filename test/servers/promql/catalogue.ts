import { partOf } from '../../../src/query/promql/series.ts';
import type { MetricCatalogue } from '../../../src/query/shape.ts';
import { recordedShapes } from './recordings.ts';
import { INSTANCES, METRICS } from './shapes.ts';

const DECLARED: MetricCatalogue = {
  find: (name, job) =>
    METRICS.filter(
      (metric) => (metric.name === name || partOf(metric, name) !== '') && (job === undefined || metric.jobs.includes(job)),
    ),
  names: METRICS.map(({ name }) => name),
  targetLabels: new Set(['job', 'instance', 'region']),
  instances: INSTANCES,
};
const RECORDED = recordedShapes(DECLARED);

/** The declarations of the data as a catalogue; `region` is on some targets. */
export const CATALOGUE: MetricCatalogue = { ...DECLARED, recorded: (record) => RECORDED.filter(({ name }) => name === record) };
