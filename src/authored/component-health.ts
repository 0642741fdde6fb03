import { text } from './label.ts';
import { stateSet } from './metric.ts';

/** How each part of a service is, so that an alert sees what a probe sees. Declare it in the service's `metrics` to use it. */
export const componentHealth = stateSet({
  name: 'component_health_status',
  help: 'Health of each component, as its check last said.',
  labels: { component: text({ series: 10 }) },
  states: ['healthy', 'degraded', 'unhealthy'],
});

/** The health of one component, as the runtime of its service tells it: what `health({ of: component('database'), is: 'unhealthy' })` watches. */
export function component(name: string) {
  return componentHealth.where({ component: name });
}
