import { text } from '../authored/label.ts';
import { stateSet } from '../authored/metric.ts';

/** How each part of a service is, so that an alert sees what a probe sees. Declare it in the service's `metrics` to use it. */
export const componentHealth = stateSet({
  name: 'component_health_status',
  help: 'Health of each component, as its check last said.',
  labels: { component: text({ series: 10 }) },
  states: ['healthy', 'degraded', 'unhealthy'],
});
