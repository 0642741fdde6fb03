/** Must and must not compile: kinds of alerts, severities, receivers of several channels, route tests and remediations. Checked by tsc, never run. */
import * as sb from 'signalbox';
import { remediationHandler } from 'signalbox/runtime';
import { checkout, diskFree, duration, officeHours, payments, queueAge, queueStuck, requests } from './authoring.ts';

const { secret } = sb;
const base = { service: checkout, name: 'X', severity: 'warning' } as const;
const build = sb.info({ name: 'app_build_info', help: 'Build.', labels: { version: sb.text({ series: 3 }) } });
const phase = sb.stateSet({ name: 'phase', help: 'Phase.', states: ['starting', 'running', 'broken'] });

// trend: to a value within a time, or too fast
sb.trend({ ...base, of: diskFree, from: '6h', reaches: 0, within: '4h' });
sb.trend({ ...base, of: diskFree, from: '6h', fallsBy: '1GiB', per: '1h' });
// @ts-expect-error a size, not a time
sb.trend({ ...base, of: diskFree, from: '6h', reaches: '5m', within: '4h' });
// @ts-expect-error within what time
sb.trend({ ...base, of: diskFree, from: '6h', reaches: 0 });
// @ts-expect-error one or the other
sb.trend({ ...base, of: diskFree, from: '6h', growsBy: 1, fallsBy: 1, per: '1h' });

// percentile: of a histogram, in its unit, by its labels
sb.percentile({ ...base, of: duration, percentile: 99, above: '300ms', by: ['route'] });
// @ts-expect-error no histogram
sb.percentile({ ...base, of: requests, percentile: 99, above: 1 });
// @ts-expect-error no such label
sb.percentile({ ...base, of: duration, percentile: 99, above: '300ms', by: ['rout'] });
// @ts-expect-error seconds are no size
sb.percentile({ ...base, of: duration, percentile: 99, above: '1GiB' });

// health: a state of the set, or a service that is down
sb.health({ ...base, of: phase, is: 'broken', whose: 'majority' });
sb.health({ ...base, of: phase, is: ['starting', 'broken'] });
sb.health({ ...base, of: checkout, is: 'down' });
// @ts-expect-error no such state
sb.health({ ...base, of: phase, is: 'brokn' });
// @ts-expect-error a service is down or it is not
sb.health({ ...base, of: checkout, is: 'broken' });

// absent: any metric
sb.absent({ ...base, of: requests.where({ code: '2xx' }), window: '5m' });
// @ts-expect-error a query says nothing about series that are not there
sb.absent({ ...base, of: sb.promql`up` });

// version: below one, deprecated ones, or worse than the one before
sb.version({ ...base, of: build, below: '2.0.0' });
sb.version({ ...base, of: build, regression: { bad: requests.where({ code: '5xx' }), total: requests } });
// @ts-expect-error one of three
sb.version({ ...base, of: build, below: '2.0.0', deprecated: ['1.0.0'] });
// @ts-expect-error no such label
sb.version({ ...base, of: build, label: 'vresion', below: '2.0.0' });
// @ts-expect-error no info metric
sb.version({ ...base, of: queueAge, below: '2.0.0' });

// anomaly: what is watched, and how it is told what is normal
sb.anomaly({ ...base, of: queueAge, method: sb.zScore({ sigma: 4 }), direction: 'rise', leastChange: '5s' });
sb.anomaly({ ...base, of: queueAge, method: sb.composite({ methods: [sb.iqr(), sb.levelShift()], agree: 1 }) });
sb.anomaly({ ...base, of: queueAge, method: sb.seasonal({ period: '1w' }) });
sb.anomaly({ ...base, of: queueAge, method: sb.rateOfChange({ over: '1h', by: '50%' }) });
// @ts-expect-error a method is called
sb.anomaly({ ...base, of: queueAge, method: sb.zScore });
// @ts-expect-error its unit is seconds
sb.anomaly({ ...base, of: queueAge, method: sb.iqr(), leastChange: '5MiB' });
// @ts-expect-error which way
sb.anomaly({ ...base, of: queueAge, method: sb.iqr(), direction: 'up' });
// @ts-expect-error a season has a length
sb.seasonal({});
// @ts-expect-error a share
sb.rateOfChange({ over: '1h', by: 0.5 });
// @ts-expect-error methods, not alerts
sb.composite({ methods: [queueStuck] });

// correlation: all of them, or so many of some
const odd = { name: 'queue long', when: sb.promql`${queueAge} > 5` };
sb.correlation({ ...base, within: '10m', all: [queueStuck, odd], by: ['queue'] });
sb.correlation({ ...base, within: '10m', some: [queueStuck, odd], atLeast: 2 });
// @ts-expect-error how many
sb.correlation({ ...base, within: '10m', some: [queueStuck, odd] });
// @ts-expect-error all or some
sb.correlation({ ...base, within: '10m', all: [queueStuck], some: [odd], atLeast: 2 });
// @ts-expect-error a receiver is no condition
sb.correlation({ ...base, within: '10m', all: [queueStuck, payments.page] });

// pattern: a shape in steps
sb.pattern({ ...base, of: queueAge, like: [1, 1, 3, 8, 4], every: '5m', similarity: 0.8 });
// @ts-expect-error how long a step lasts
sb.pattern({ ...base, of: queueAge, like: [1, 1, 3, 8, 4] });
// @ts-expect-error numbers
sb.pattern({ ...base, of: queueAge, like: ['1', '2'], every: '5m' });

// severities
const urgent = sb.severity({ name: 'urgent', means: 'Now.', to: 'page', tiers: { 3: 'ticket' } });
sb.severities({ levels: [urgent] });
// @ts-expect-error levels are made by severity()
sb.severities({ levels: ['urgent'] });
// @ts-expect-error what it asks for
sb.severity({ name: 'urgent', to: 'page' });
// @ts-expect-error no such channel
sb.severity({ name: 'urgent', means: 'Now.', to: 'pager' });
// @ts-expect-error no such tier
sb.severity({ name: 'urgent', means: 'Now.', to: 'page', tiers: { 4: 'ticket' } });
// @ts-expect-error a word nobody knows
sb.severity({ name: 'urgent', means: 'Now.', to: 'page', also: ['blocker'] });

// receivers: one channel or several, and only those that are there
const page = [sb.pagerduty({ routingKey: secret.file('p') }), sb.slack({ channel: '#x', apiUrl: secret.file('s') })] as const;
const crew = sb.team({ name: 'crew', page });
sb.routing({ fallback: crew.page });
// @ts-expect-error it has none
sb.routing({ fallback: crew.ticket });
// @ts-expect-error one at least
sb.team({ name: 'crew', page: [] });
// @ts-expect-error channels, not addresses
sb.team({ name: 'crew', page: ['#x'] });

// route tests
sb.routeTest({ name: 'at night', alert: queueStuck, at: '2026-11-20T03:00:00Z', reaches: payments.page, muted: officeHours });
sb.routeTest({ name: 'told to nobody', alert: [queueStuck], reaches: [] });
// @ts-expect-error a receiver, not a team
sb.routeTest({ name: 'x', alert: queueStuck, reaches: payments });
// @ts-expect-error an alert, not its name
sb.routeTest({ name: 'x', alert: 'QueueStuck', reaches: payments.page });

// remediation: a definition that the handler runs
const given = { name: 'restart', on: queueStuck, to: 'https://runner.example.org', token: secret.file('t') } as const;
const restart = sb.remediation({
  ...given,
  on: [queueStuck],
  action: async ({ labels }, signal) => fetch(`https://deploy.example.org/${labels['queue']}`, { signal }),
  guard: ({ annotations }) => annotations['deploys'],
  rateLimit: { runs: 2, per: '1h' },
});
remediationHandler({ token: 'x', audit: () => undefined, actions: [restart] });
// @ts-expect-error what is done
sb.remediation(given);
// @ts-expect-error an alert, not its name
sb.remediation({ ...given, on: 'QueueStuck', action: async () => undefined });
// @ts-expect-error a reference, not the token
sb.remediation({ ...given, token: 'hunter2', action: async () => undefined });
// @ts-expect-error in what time
sb.remediation({ ...given, action: async () => undefined, rateLimit: { runs: 2 } });
// @ts-expect-error it says why, not whether
sb.remediation({ ...given, action: async () => undefined, guard: () => true });
// @ts-expect-error an address with its scheme
sb.remediation({ ...given, action: async () => undefined, to: 'runner:8080' });
