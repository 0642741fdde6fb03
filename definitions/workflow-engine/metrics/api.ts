/** The API and what stands behind the dashboard and the command line of the engine. */
import { httpServerMetrics, oneOf } from 'signalbox/metrics';

export { componentHealth } from 'signalbox/runtime';
export { build } from './labels.ts';

export const { requests, duration, active } = httpServerMetrics({
  routes: oneOf('/dashboard', '/workflows', '/workflows/{id}', '/workflows/{id}/timeline', '/executions/{id}', 'other'),
});
