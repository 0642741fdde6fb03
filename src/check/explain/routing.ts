import type { Row } from './rows.ts';

/** Routes, inhibitions and time intervals that cannot mean what they say. */
export const routingRows: readonly Row[] = [
  [
    'route/matcher',
    'error',
    'Alertmanager refuses its whole configuration for one matcher it cannot read, and keeps routing by the old one; a matcher on nothing would take everything.',
    'route({ when: { labels: { region: /^(?!eu)/ } }, to: payments.page });',
    "route({ when: { labels: { region: not('eu') } }, to: payments.page, continue: true });",
  ],
  [
    'route/no-condition',
    'error',
    'A route that takes every alert leaves none for those after it, and none for the teams: everything goes to one place.',
    'route({ when: {}, to: payments.page });',
    'route({ when: { service: checkout }, to: payments.page });',
  ],
  [
    'route/cycle',
    'error',
    'A route that is below itself has no end: there is no file it could be written to.',
    [
      "const night = { kind: 'route', when: { severity: 'critical' }, to: payments.page, routes: [] };",
      'night.routes.push(night);',
      'const routes = routing({ fallback: payments.ticket, overrides: [night] });',
    ],
    [
      'const night = route({ when: { service: checkout }, to: payments.page });',
      'const routes = routing({ fallback: payments.ticket, overrides: [night] });',
    ],
  ],
  [
    'route/group-by',
    'error',
    'Alertmanager refuses its whole configuration for a label named twice, and for `...` beside others, and keeps routing by the old one.',
    "const routes = routing({ fallback: payments.ticket, groupBy: ['alertname', 'service', 'alertname'] });",
    "const routes = routing({ fallback: payments.ticket, groupBy: ['alertname', 'service'] });",
  ],
  [
    'route/no-time',
    'error',
    'Alertmanager refuses its whole configuration where a group is told again after no time, and keeps routing by the old one.',
    "const routes = routing({ fallback: payments.ticket, interval: '0s' });",
    "const routes = routing({ fallback: payments.ticket, interval: '5m' });",
  ],
  [
    'inhibition/no-condition',
    'error',
    'Without a condition every alert is meant, the one that causes it too: Alertmanager takes the rule, and it inhibits nothing, or nearly all.',
    "inhibit({ while: {}, silence: { severity: 'warning' }, equal: ['service'] });",
    "inhibit({ while: { severity: 'critical' }, silence: { severity: 'warning' }, equal: ['service'] });",
  ],
  [
    'interval/range',
    'error',
    'Alertmanager refuses its whole configuration for a time that is none, and keeps routing by the old one; a month 13 it takes, and it never comes.',
    "timeInterval({ name: 'nights', times: '20:00-25:00', location: 'Europe/Berlin' });",
    "timeInterval({ name: 'nights', times: '20:00-01:00', location: 'Europe/Berlin' });",
  ],
  [
    'interval/zone',
    'error',
    'Alertmanager looks a zone up by its exact name, and refuses its whole configuration where it knows none.',
    "timeInterval({ name: 'office-hours', times: '09:00-18:00', location: 'Europe/Munich' });",
    "timeInterval({ name: 'office-hours', times: '09:00-18:00', location: 'Europe/Berlin' });",
  ],
  [
    'interval/midnight',
    'error',
    'The day after the 28th is the 29th or the 1st, by month and year. Alertmanager has no way to say so: the morning would be missing, or too much.',
    "timeInterval({ name: 'closing', daysOfMonth: 28, times: '22:00-06:00', location: 'UTC' });",
    "timeInterval({ name: 'closing', daysOfMonth: -1, times: '22:00-06:00', location: 'UTC' });",
  ],
  [
    'interval/short-month',
    'warning',
    'Alertmanager takes the hours of a month by 24 for its days. Where clocks go forward in March an hour is missing, so its last day is the 30th and the 31st is in no range of days.',
    "timeInterval({ name: 'month-end', daysOfMonth: -1, location: 'Europe/Berlin' });",
    "timeInterval({ name: 'month-end', daysOfMonth: -1, location: 'UTC' });",
  ],
];
