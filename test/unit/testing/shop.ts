import {
  alert,
  alertmanager,
  email,
  environment,
  events,
  inhibit,
  nobody,
  pagerduty,
  prometheus,
  promql,
  route,
  routing,
  secret,
  service,
  slack,
  slo,
  team,
  threshold,
  timeInterval,
} from 'signalbox';
import { counter, gauge, oneOf, text } from 'signalbox/metrics';

export const requests = counter({
  name: 'http_requests_total',
  help: 'HTTP requests answered.',
  labels: { route: text({ series: 40 }), code: oneOf('2xx', '3xx', '4xx', '5xx') },
});
export const queueAge = gauge({
  name: 'queue_age_seconds',
  help: 'Age of the oldest message.',
  unit: 'seconds',
  labels: { queue: text({ series: 5 }) },
});
export const connections = gauge({ name: 'database_connections', help: 'Connections open.' });

export const officeHours = timeInterval({
  name: 'office-hours',
  weekdays: 'monday:friday',
  times: '09:00-18:00',
  location: 'Europe/Berlin',
});

export const platform = team({
  name: 'platform',
  page: pagerduty({ routingKey: secret.file('pagerduty-platform') }),
  ticket: slack({ channel: '#platform', apiUrl: secret.file('slack-url') }),
});
export const payments = team({
  name: 'payments',
  page: pagerduty({ routingKey: secret.file('pagerduty-payments') }),
  ticket: slack({ channel: '#payments', apiUrl: secret.file('slack-url') }),
  info: email({ to: 'payments@example.org' }),
});

export const checkout = service({
  name: 'checkout',
  owner: payments,
  tier: 1,
  metrics: [requests, queueAge],
  scrape: { port: 9464 },
});
export const database = service({ name: 'database', owner: platform, metrics: [connections], scrape: { port: 9187 } });

export const availability = slo({
  service: checkout,
  name: 'availability',
  objective: '99.9%',
  window: '30d',
  sli: events({ total: requests, bad: requests.where({ code: '5xx' }) }),
});
export const queueStuck = alert({
  service: checkout,
  name: 'CheckoutQueueStuck',
  severity: 'critical',
  for: '10m',
  when: promql`max by (queue) (${queueAge}) > ${'15m'}`,
  summary: 'Checkout queue is not draining.',
});
export const slowQueue = threshold({
  service: checkout,
  name: 'CheckoutQueueSlow',
  severity: 'warning',
  of: queueAge,
  above: '5m',
  summary: 'Checkout queue is slow.',
});
export const databaseDown = alert({
  service: database,
  name: 'DatabaseDown',
  severity: 'critical',
  when: promql`${connections} == 0`,
  summary: 'The database is down.',
});

export const routes = routing({
  fallback: platform.ticket,
  groupBy: ['alertname', 'service'],
  overrides: [
    route({ when: { service: checkout, severity: 'warning' }, to: payments.ticket, active: officeHours }),
    route({ when: { labels: { tenant: /^trial-.+/ } }, to: nobody }),
  ],
  inhibit: [inhibit({ while: { alert: databaseDown }, silence: { service: checkout }, equal: ['cluster'] })],
});

export const production = environment({
  name: 'production',
  labels: { cluster: 'eu1' },
  prometheus: prometheus({ version: '3.15', retention: '90d' }),
  alertmanager: alertmanager({ version: '0.34', smtp: { smarthost: 'smtp.example.org:587', from: 'alerts@example.org' } }),
  runbooks: 'https://runbooks.example.org',
});
