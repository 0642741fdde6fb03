import * as sb from 'signalbox';
import { counter } from 'signalbox/metrics';
import { instruments } from 'signalbox/runtime';
import { expectRoute, expectRule } from 'signalbox/testing';
import {
  appLogs,
  availability,
  byRoute,
  checkout,
  cpuSeconds,
  diskFree,
  duration,
  payments,
  platform,
  production,
  queueAge,
  queueStuck,
  requests,
} from './authoring.ts';

// What the compiler refuses. Every line below an expectation is a mistake somebody will make.

const { events, latency, logql, promql, rate, secret, slo } = sb;
const base = { service: checkout, name: 'x', severity: 'warning', summary: 's' } as const;
const queueAgeMax = sb.max(queueAge);
const sli = events({ total: requests, bad: requests });

// labels
// @ts-expect-error name
requests.where({ cod: '5xx' });
// @ts-expect-error value
requests.where({ code: '6xx' });
// @ts-expect-error value in a list
requests.where({ code: ['4xx', '6xx'] });
// @ts-expect-error value in not()
requests.where({ code: sb.not('6xx') });
// @ts-expect-error undefined
requests.where({ code: undefined });
// @ts-expect-error log label
appLogs.where({ level: 'fatal' });
// @ts-expect-error log label name
appLogs.where({ lvl: 'error' });
// @ts-expect-error a metric without labels
cpuSeconds.where({ route: '/pay' });
// @ts-expect-error label of labelValues
sb.labelValues({ of: requests, label: 'instnce' });

// buckets
// @ts-expect-error 0.3 is no bucket
latency({ of: duration, under: 0.3 });
// @ts-expect-error nor in a selection
latency({ of: duration.where({ route: '/pay' }), under: 0.3 });
// @ts-expect-error nor as a duration
latency({ of: duration, under: '300ms' });
// @ts-expect-error bytes, interpolated or not
latency({ of: duration, under: '5GiB', interpolate: true });
// @ts-expect-error not a histogram
latency({ of: requests, under: 0.25 });

// objectives
// @ts-expect-error comma
slo({ service: checkout, name: 'x', objective: '99,9%', window: '30d', sli });
// @ts-expect-error above 100%
slo({ service: checkout, name: 'x', objective: '101%', window: '30d', sli });
// @ts-expect-error no budget
slo({ service: checkout, name: 'x', objective: '100%', window: '30d', sli });
// @ts-expect-error nothing wanted
slo({ service: checkout, name: 'x', objective: '0%', window: '30d', sli });
// @ts-expect-error no percent sign
slo({ service: checkout, name: 'x', objective: '99.9', window: '30d', sli });
// @ts-expect-error a number
slo({ service: checkout, name: 'x', objective: 0.999, window: '30d', sli });
// @ts-expect-error two points
slo({ service: checkout, name: 'x', objective: '99.9.9%', window: '30d', sli });
// @ts-expect-error a space
slo({ service: checkout, name: 'x', objective: ' 99%', window: '30d', sli });
// @ts-expect-error below 0%
slo({ service: checkout, name: 'x', objective: '-1%', window: '30d', sli });
// @ts-expect-error an exponent
slo({ service: checkout, name: 'x', objective: '99.1e1%', window: '30d', sli });
// @ts-expect-error a misspelt option
slo({ service: checkout, name: 'x', objectiv: '99%', window: '30d', sli });
// @ts-expect-error events of a gauge
events({ total: queueAge, bad: requests });
// @ts-expect-error both good and bad
events({ total: requests, bad: requests, good: requests });
// @ts-expect-error neither
events({ total: requests });

// other ways to tell good from bad
// @ts-expect-error a label of another metric
events({ total: requests, bad: requests.where({ code: '5xx' }), groupBy: ['queue'] });
// @ts-expect-error nor of a histogram
latency({ of: duration, under: '250ms', groupBy: ['code'] });
// @ts-expect-error nor of a gauge
sb.freshness({ of: queueAge, under: '5s', groupBy: ['route'] });
// @ts-expect-error seconds, not bytes
sb.freshness({ of: queueAge, under: '5GiB' });
// @ts-expect-error a counter has no age
sb.freshness({ of: requests, under: 5 });
// @ts-expect-error bytes, not seconds
sb.level({ of: diskFree, over: '5m' });
// @ts-expect-error both
sb.level({ of: diskFree, over: 1, under: 2 });
// @ts-expect-error neither
sb.level({ of: diskFree });
// @ts-expect-error per week
sb.throughput({ of: requests, atLeast: '10/w' });
// @ts-expect-error a gauge does not count
sb.throughput({ of: diskFree, atLeast: 10 });
// @ts-expect-error a service has only the labels of its targets
sb.probe({ of: checkout, groupBy: ['route'] });
// @ts-expect-error a counter is no probe
sb.probe({ of: requests });
// @ts-expect-error a counter is no log
sb.fromLogs({ total: appLogs, bad: requests });
// @ts-expect-error a log is no trace
sb.fromSpans({ of: appLogs });
// @ts-expect-error words
sb.timeSlices({ slice: 'a minute', good: promql`x < 1` });
// @ts-expect-error neither good, bad nor ignored
sb.timeSlices({ slice: '1m', good: promql`x < 1`, missing: 'skip' });

// durations
// @ts-expect-error words
slo({ service: checkout, name: 'x', objective: '99%', window: '5 minutes', sli });
// @ts-expect-error 'min'
rate(requests, '5min');
// @ts-expect-error Prometheus has no fractions
rate(requests, '1.5h');
// @ts-expect-error a number
rate(requests, 300);
// @ts-expect-error no unit
rate(requests, '5');

// secrets
// @ts-expect-error a literal
sb.pagerduty({ routingKey: 'R0UT1NGKEY' });
// @ts-expect-error a literal address that is a secret
sb.slack({ channel: '#x', apiUrl: `https://hooks.slack.com/services/T/B/x` });
// @ts-expect-error something that looks like one
sb.api({ url: 'https://x', token: { kind: 'secret' } });
// @ts-expect-error environment variables are in upper case
secret.env('lower_case');

// zones and times
// @ts-expect-error case
sb.timeInterval({ name: 'x', location: 'europe/berlin' });
// @ts-expect-error an abbreviation
sb.timeInterval({ name: 'x', location: 'CEST' });
// @ts-expect-error an offset
sb.timeInterval({ name: 'x', location: '+01:00' });
// @ts-expect-error hours alone
sb.timeInterval({ name: 'x', times: '9-17', location: 'UTC' });
// @ts-expect-error short days
sb.timeInterval({ name: 'x', weekdays: 'mon:fri', location: 'UTC' });

// receivers and routes
// @ts-expect-error a team
sb.route({ when: { severity: 'info' }, to: payments });
// @ts-expect-error a name
sb.route({ when: { severity: 'info' }, to: 'payments' });
// @ts-expect-error a channel no team owns
sb.route({ when: { severity: 'info' }, to: sb.pagerduty({ routingKey: secret.file('x') }) });
// @ts-expect-error platform has no info
sb.route({ when: { severity: 'info' }, to: platform.info });
// @ts-expect-error severity
sb.route({ when: { severity: 'fatal' }, to: payments.page });
// @ts-expect-error a service by name
sb.route({ when: { service: 'batch' }, to: payments.page });
// @ts-expect-error misspelt severity
sb.route({ when: { sevrity: 'warning' }, to: payments.page });
// @ts-expect-error misspelt, holds an object
sb.route({ when: { servise: checkout }, to: payments.page });
// @ts-expect-error team option
sb.team({ name: 'x', pages: sb.email({ to: 'a@b.c' }) });

// rates
// @ts-expect-error of an instant vector
rate(rate(requests, '5m'), '5m');
// @ts-expect-error of a query
rate(promql`up`, '5m');
// @ts-expect-error of a gauge
rate(queueAge, '5m');
// @ts-expect-error of a histogram
rate(duration, '5m');

// @ts-expect-error of a bucket's metric without saying which of its series
rate(duration, '5m');
// @ts-expect-error of a range vector over a gauge
rate(sb.promql.over(queueAge, '5m'));
// @ts-expect-error a slope of a counter
promql.deriv(requests, '5m');
// @ts-expect-error a window that is missing
promql.maxOverTime(queueAge);
// @ts-expect-error an instant vector wanted, a range vector given
sb.sum(promql.over(queueAge, '5m'));
// @ts-expect-error a vector wanted, a scalar given
sb.sum(promql.time());
// @ts-expect-error a range vector is no condition
sb.alert({ ...base, when: promql.over(queueAge, '5m') });

// groupings
// @ts-expect-error no such label
sb.sum(rate(requests, '5m'), { by: ['rout'] });
// @ts-expect-error nor to drop
sb.sum(rate(requests, '5m'), { without: ['queue'] });
// @ts-expect-error aggregated away
sb.sum(sb.sum(rate(requests, '5m'), { by: ['route'] }), { by: ['code'] });
// @ts-expect-error dropped
sb.max(sb.sum(rate(requests, '5m'), { without: ['route'] }), { by: ['route'] });
// @ts-expect-error both at once
sb.sum(queueAge, { by: ['queue'], without: ['queue'] });
// @ts-expect-error misspelt
sb.sum(queueAge, { per: ['queue'] });
// @ts-expect-error no such label to pick within
sb.topk(3, queueAge, { by: ['route'] });
// @ts-expect-error of another metric, in a text
promql`sum by (${sb.labels(queueAge, 'route')}) (${queueAge})`;
// @ts-expect-error the buckets' bound is aggregated away
sb.histogramQuantile(0.9, sb.sum(rate(duration.bucket, '5m'), { by: ['route'] }));
// @ts-expect-error used up by the quantile
sb.max(sb.histogramQuantile(0.9, sb.sum(rate(duration.bucket, '5m'), { by: ['le'] })), { by: ['le'] });
// @ts-expect-error joined on a label one side has lost
promql.divide(sb.sum(rate(requests, '5m'), { by: ['route'] }), rate(requests, '5m'), { on: ['code'] });
// @ts-expect-error taken over from a side that has none
promql.multiply(queueAge, sb.max(queueAge), { on: [], groupLeft: ['queue'] });
// @ts-expect-error bytes, not seconds
promql.greater(queueAge, '5GiB');
// @ts-expect-error a text is no number
promql.clampMax(queueAge, 'much');
// @ts-expect-error a quantile of seconds, against bytes
sb.threshold({ ...base, of: sb.histogramQuantile(0.9, sb.sum(rate(duration.bucket, '5m'), { by: ['le'] })), above: '5GiB' });
// @ts-expect-error a function PromQL does not have
promql.median(queueAge);

// recordings
// @ts-expect-error no level and no operations
sb.recording({ service: checkout, name: 'errors', expr: queueAgeMax });
// @ts-expect-error a label it has not kept
byRoute.where({ instance: 'a' });
// @ts-expect-error no such value
byRoute.where({ code: '6xx' });
// @ts-expect-error a label aggregated away, read again
sb.sum(byRoute, { by: ['instance'] });
// @ts-expect-error a recording is a rate already
rate(byRoute, '5m');
// @ts-expect-error a range vector cannot be recorded
sb.recording({ service: checkout, name: 'a:b:c', expr: promql.over(queueAge, '5m') });
// @ts-expect-error nobody's
sb.recording({ name: 'a:b:c', expr: queueAgeMax });
// @ts-expect-error seconds, not bytes
sb.threshold({ ...base, of: sb.recording({ service: checkout, name: 'a:b:c', expr: queueAgeMax }), above: '5GiB' });

// promql and logql
// @ts-expect-error an SLO
promql`${availability} > 0`;
// @ts-expect-error a team
promql`x{owner=${payments}}`;
// @ts-expect-error loose text
promql`x{route="${'/pay'}"}`;
// @ts-expect-error a wrong duration
promql`rate(x[${'5 minutes'}])`;
// @ts-expect-error undefined
promql`x > ${undefined}`;
// @ts-expect-error a secret
promql`x > ${secret.file('x')}`;
// @ts-expect-error log selection
promql`x > ${appLogs.where({ level: 'error' })}`;
// @ts-expect-error a metric in logql
logql`${requests}`;
// @ts-expect-error a field that is not declared
logql`${appLogs} | ${appLogs.field('nope')}="x"`;
// @ts-expect-error a field is no label of the index
logql`sum by (${appLogs.label('trace_id')}) (rate(${appLogs}[5m]))`;
// @ts-expect-error loose text
logql`${appLogs} |= ${'panic'}`;
// @ts-expect-error a PromQL query
logql`${promql`x`} > 1`;

// at run time
const m = instruments({ requests, duration, cpuSeconds });
// @ts-expect-error code missing
m.requests.labels({ route: '/pay' });
// @ts-expect-error value
m.requests.labels({ route: '/pay', code: '200' });
// @ts-expect-error extra
m.requests.labels({ route: '/pay', code: '2xx', method: 'GET' });
// @ts-expect-error labels needed
m.requests.inc();
// @ts-expect-error labels needed
m.duration.time(() => 1);
// @ts-expect-error no label to give
m.cpuSeconds.labels({ a: 'b' });

// tests
// @ts-expect-error missing label
expectRule(queueStuck).with(queueAge, {}, '0+60x30');
// @ts-expect-error label of another metric
expectRule(queueStuck).with(queueAge, { queue: 'q1', code: '2xx' }, '0+60x30');
// @ts-expect-error value
expectRule(availability).with(requests, { route: '/', code: '6xx' }, '0+60x30');
// @ts-expect-error instant
expectRoute(queueStuck, { at: '20 November' });
// @ts-expect-error a team is no receiver
expectRoute(queueStuck).reaches(payments);
// @ts-expect-error a moment is a duration
expectRule(queueStuck).firesAt(26);

// units
// @ts-expect-error seconds, not bytes
sb.threshold({ ...base, of: queueAge, above: '5GiB' });
// @ts-expect-error bytes, not a duration
sb.threshold({ ...base, of: diskFree, below: '15m' });
// @ts-expect-error seconds per second is a ratio
sb.threshold({ ...base, of: rate(cpuSeconds, '5m'), above: '15m' });
// @ts-expect-error a counter without a rate
sb.threshold({ ...base, of: cpuSeconds, above: 1 });
// @ts-expect-error both
sb.threshold({ ...base, of: queueAge, above: 1, below: 2 });
// @ts-expect-error neither
sb.threshold({ ...base, of: queueAge });
// @ts-expect-error a counter's name ends in _total
counter({ name: 'http_requests', help: 'x' });

// versions and servers
// @ts-expect-error unknown version
sb.prometheus({ version: '3.99' });
// @ts-expect-error a number
sb.prometheus({ version: 3.15 });
// @ts-expect-error wrong server
sb.environment({ name: 'staging', prometheus: sb.loki({ version: '3.7', store: sb.s3({ bucket: 'x' }) }) });
// @ts-expect-error unknown server
sb.environment({ name: 'staging', promtheus: sb.prometheus({ version: '3.15' }) });
// @ts-expect-error Services or Pods, not both
sb.kubernetes({ version: '1.36', namespace: 'a', monitors: [{ service: checkout, services: { a: 'b' }, pods: { a: 'b' } }] });
// @ts-expect-error a form there is not
sb.kubernetes({ version: '1.36', namespace: 'a', grafana: 'helm' });
// @ts-expect-error a prober has a port
sb.environment({ name: 'a', probes: [{ service: checkout, at: ['https://a.example.org'], prober: 'blackbox' }] });
const small = sb.environment({ name: 'small', prometheus: sb.prometheus({ version: '3.15' }) });
// @ts-expect-error `small` has no Grafana
sb.target({ name: 'x', environment: small, grafana: sb.files({ to: 'x' }) });
sb.target({ name: 'x', environment: production, loki: sb.files({ to: 'x' }) });

// severities
// @ts-expect-error not on the scale
sb.alert({ ...base, severity: 'page', when: sb.promql`up == 0` });
// @ts-expect-error a channel that no team has
sb.severity({ name: 'x', means: 'x', to: 'phone' });
// @ts-expect-error what it means is missing
sb.severity({ name: 'x', to: 'page' });
// @ts-expect-error not a word everybody knows
sb.severity({ name: 'x', means: 'x', to: 'page', also: ['fatal'] });
// @ts-expect-error a level by name
sb.severities({ levels: ['critical'] });

// house rules
// @ts-expect-error a pattern, not a text
sb.policy({ alerts: { name: 'Shop.*' } });
// @ts-expect-error a duration
sb.policy({ alerts: { for: { atLeast: 60 } } });

// composites, budget policies and planned work
// @ts-expect-error an SLO, not an SLI
sb.allOf([sli]);
// @ts-expect-error every part has a weight
sb.weighted({ of: [{ slo: availability }] });
// @ts-expect-error above 100%
sb.state({ below: '110%', do: [sb.freezeDeploys()] });
// @ts-expect-error a receiver, not a team
sb.notify(payments);
// @ts-expect-error a service, not an SLO
sb.throttle(availability);
const agreed = { name: 'disks', reason: 'New disks.', reviewedBy: 'platform' } as const;
// @ts-expect-error about nothing
sb.maintenance({ ...agreed, from: '2026-12-01T22:00:00Z', to: '2026-12-02T02:00:00Z' });
// @ts-expect-error a moment without a zone
sb.maintenance({ ...agreed, services: [checkout], from: '2026-12-01T22:00:00', to: '2026-12-02T02:00:00Z' });
// @ts-expect-error nobody has reviewed it
sb.maintenance({ name: 'x', reason: 'x', services: [checkout], from: '2026-12-01T22:00:00Z', to: '2026-12-02T02:00:00Z' });

// receivers
const key = secret.file('key');
// @ts-expect-error a literal secret
sb.pagerduty({ routingKey: 'a1b2c3' });
// @ts-expect-error both keys
sb.pagerduty({ routingKey: key, serviceKey: key });
// @ts-expect-error an address that lets in
sb.slack({ channel: '#x', apiUrl: 'https://hooks.slack.com/services/x' });
// @ts-expect-error a webhook cannot change its messages
sb.slack({ channel: '#x', apiUrl: key, updateMessage: true });
// @ts-expect-error two receivers of one SMS
sb.sns({ signing: { region: 'x' }, phoneNumber: '+1', topicArn: 'arn:x' });
// @ts-expect-error a key Alertmanager reads from no file
sb.sns({ signing: { region: 'x', secretKey: key }, phoneNumber: '+1' });
// @ts-expect-error no token
sb.webex({ roomId: 'x', http: {} });
// @ts-expect-error two logins
sb.webhook({ url: 'https://x', http: { basicAuth: { username: 'x', password: key }, authorization: { credentials: key } } });
// @ts-expect-error a certificate without its key
sb.webhook({ url: 'https://x', http: { tls: { cert: '/x.pem' } } });
// @ts-expect-error html or monospace
sb.pushover({ userKey: key, token: key, html: true, monospace: true });
// @ts-expect-error a field VictorOps has itself
sb.victorops({ apiKey: key, routingKey: 'x', customFields: { entity_id: 'x' } });
// @ts-expect-error a team told by nothing
sb.team({ name: 'x', page: [] });
