/** Application metrics by the runtime, business metrics of the product, and one of our own; metrics of the system are node_exporter's. */
import { counter, gauge, httpClientMetrics, httpServerMetrics, oneOf } from 'signalbox/metrics';

const routes = oneOf('/', '/login', '/search', '/orders', '/orders/{id}', 'other');
export const { requests, duration, active } = httpServerMetrics({ routes });
/** Who is called, and how that went: the map of dependencies as metrics tell it. */
export const { requests: calls, duration: callDuration } = httpClientMetrics({ hosts: oneOf('payments', 'mail', 'search') });

export const signUps = counter({ name: 'users_signed_up_total', help: 'People who opened an account.' });
export const sessions = gauge({ name: 'user_sessions_active', help: 'People who are here now.' });
export const featureUses = counter({
  name: 'feature_uses_total',
  help: 'How often each feature was used.',
  labels: { feature: oneOf('search', 'export', 'share', 'import') },
});
export const orders = counter({
  name: 'orders_total',
  help: 'Orders that were placed.',
  labels: { outcome: oneOf('paid', 'refused', 'abandoned') },
});
/** Custom: what nobody else's catalogue knows. */
export const jobsWaiting = gauge({ name: 'background_jobs_waiting', help: 'Jobs that wait to be done.' });
export { componentHealth } from 'signalbox/runtime';
