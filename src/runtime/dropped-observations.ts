import { oneOf, text } from '../authored/label.ts';
import { counter } from '../authored/metric.ts';

/** What was not recorded as meant, by metric and reason; worth a ticket whenever it grows. */
export const droppedObservations = counter({
  name: 'signalbox_dropped_observations_total',
  help: 'Observations that were refused, or folded together past the series limit, and collectors that failed.',
  labels: { metric: text({ series: 50 }), reason: oneOf('invalid_value', 'invalid_labels', 'series_limit', 'collect_failed') },
});
