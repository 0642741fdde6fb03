import { alert, type QueryAlertOptions } from '../../../src/alerts/alert.ts';
import { counter, gauge, histogram } from '../../../src/authored/metric.ts';
import { promql } from '../../../src/authored/query.ts';
import { redisExporter } from '../../../src/catalogues/redis-exporter.ts';
import { alertmanager, environment, prometheus } from '../../../src/define/environment.ts';
import { type InhibitOptions, inhibit, routing } from '../../../src/define/routing.ts';
import { tempo } from '../../../src/define/servers-telemetry.ts';
import { type ServiceOptions, service } from '../../../src/define/service.ts';
import { type SloOptions, slo } from '../../../src/define/slo.ts';
import { s3 } from '../../../src/define/stores.ts';
import { type SuppressionOptions, suppress } from '../../../src/define/suppression.ts';
import { files, target } from '../../../src/define/target.ts';
import { team } from '../../../src/define/team.ts';
import { secret } from '../../../src/kernel/secret.ts';
import { pagerduty } from '../../../src/receivers/pagerduty.ts';
import { slack } from '../../../src/receivers/slack.ts';
import { events } from '../../../src/sli/events.ts';
import { latency } from '../../../src/sli/latency.ts';
import { base, payments, production, scraped } from '../../support/estate.ts';
import type { RuleCase } from './case.ts';

const help = 'What it is.';
const requests = counter({ name: 'http_requests_total', help });
const errors = counter({ name: 'http_errors_total', help });
const duration = histogram({ name: 'http_duration_seconds', help, unit: 'seconds', buckets: [0.25, 1] });
const camel = gauge({ name: 'queueLength', help });
const checkout = scraped({ requests, errors, duration, camel });
const accepted = suppress({ code: 'metric/name', at: checkout, reason: 'The library names it.' });
const plain = { ...base, checkout, accepted };

const alerting = (change: object): object => {
  const when = promql`rate(${errors}[5m]) > 1`;
  const options = {
    service: checkout,
    name: 'It',
    severity: 'critical',
    when,
    summary: 'It.',
    runbook: { impact: 'x' },
    ...change,
  };
  return { ...plain, it: alert(options as QueryAlertOptions) }; // what JavaScript authors can write
};
const serving = (change: object): object => ({
  ...base,
  it: service({ name: 'it', owner: payments, ...change } as ServiceOptions),
});
const promising = (change: object): object => {
  const sli = events({ total: requests, bad: errors });
  const options = { service: checkout, name: 'it', objective: '99.9%', window: '30d', sli, ...change };
  return { ...plain, it: slo(options as SloOptions) };
};
const suppressing = (change: object): object => {
  const options = { code: 'metric/name', at: checkout, reason: 'The library names it.', ...change };
  return { ...base, checkout, accepted: suppress(options as SuppressionOptions) };
};
const silencing = (change: object): object => {
  const options = { while: { severity: 'critical' }, silence: { severity: 'warning' }, equal: ['service'], ...change };
  return { ...plain, routes: routing({ fallback: payments.ticket, inhibit: [inhibit(options as InhibitOptions)] }) };
};
const apiUrl = secret.file('slack-url');
const receiving = (page: Parameters<typeof team>[0]['page']): object => ({
  ...plain,
  other: team({ name: 'other', page: page as never }),
});
const tracing = (change: object): object => ({
  ...plain,
  traced: environment({ name: 'traced', tempo: tempo({ version: '3.0', ...change }) }),
});
const kafka = { address: 'kafka:9092' };
const both = environment({
  name: 'both',
  prometheus: prometheus({ version: '3.15', retention: '90d' }),
  alertmanager: alertmanager({ version: '0.34' }),
});
const to = (change: object): object => ({
  ...plain,
  both,
  live: target({ name: 'live', environment: both, ...change } as never),
});

export const definitionCases: readonly RuleCase[] = [
  { code: 'definition/name', bad: serving({ name: 'a b' }), good: serving({ name: 'a-b' }), seen: '"a b"' },
  { code: 'definition/duration', bad: alerting({ for: '1.5h' }), good: alerting({ for: '1h30m' }), seen: '1.5h' },
  {
    code: 'definition/duplicate',
    bad: { ...serving({}), again: service({ name: 'it', owner: payments }) },
    good: { ...serving({}), again: service({ name: 'other', owner: payments }) },
  },
  { code: 'definition/undefined-reference', bad: alerting({ service: undefined }), good: alerting({}), seen: 'service' },
  { code: 'definition/stray-export', bad: { ...plain, port: 9464 }, good: plain, seen: 'port' },
  { code: 'service/no-owner', bad: { ...base, it: service({ name: 'it' }) }, good: serving({}) },
  { code: 'service/port', bad: serving({ scrape: { port: 94640 } }), good: serving({ scrape: { port: 9464 } }), seen: '94640' },
  {
    code: 'catalogue/unknown-metric',
    bad: serving({ metrics: redisExporter.pick('redis_used_memory' as never), scrape: { port: 1 } }),
    good: serving({ metrics: redisExporter.pick('redis_memory_used_bytes'), scrape: { port: 1 } }),
    seen: 'redis_used_memory',
  },
  { code: 'slo/objective-out-of-range', bad: promising({ objective: '100%' }), good: promising({}), seen: '100%' },
  {
    code: 'slo/threshold-is-no-bucket',
    bad: promising({ sli: latency({ of: duration, under: '300ms' as never }) }),
    good: promising({ sli: latency({ of: duration, under: '250ms' }) }),
    seen: '300ms',
  },
  { code: 'slo/total-equals-part', bad: promising({ sli: events({ total: requests, bad: requests }) }), good: promising({}) },
  {
    code: 'receiver/setting',
    bad: receiving(slack({ channel: 'a b' as never, apiUrl })),
    good: receiving(slack({ channel: '#a', apiUrl })),
  },
  {
    code: 'receiver/secret-literal',
    bad: receiving(pagerduty({ routingKey: 'written-down' as never })),
    good: receiving(pagerduty({ routingKey: secret.file('key') })),
    seen: 'routingKey',
  },
  { code: 'routing/several', bad: { ...plain, more: routing({ fallback: payments.page }) }, good: plain },
  { code: 'inhibition/no-equal', bad: silencing({ equal: [] }), good: silencing({}) },
  { code: 'suppression/unknown', bad: suppressing({ at: service({ name: 'gone', owner: payments }) }), good: suppressing({}) },
  { code: 'suppression/no-reason', bad: suppressing({ reason: ' ' }), good: suppressing({}) },
  { code: 'suppression/until', bad: suppressing({ until: 'soon' }), good: suppressing({ until: '2027-01-31' }), seen: 'soon' },
  { code: 'suppression/expired', bad: suppressing({ until: '2026-01-31' }), good: suppressing({ until: '2026-11-21' }) },
  { code: 'suppression/unused', bad: suppressing({ code: 'metric/percent' }), good: suppressing({}) },
  {
    code: 'tempo/store',
    bad: tracing({ form: 'distributed', kafka }),
    good: tracing({ form: 'distributed', kafka, store: s3({ bucket: 'b' }) }),
  },
  { code: 'tempo/tenant', bad: tracing({ tenant: 'a/b' }), good: tracing({ tenant: 'a' }) },
  {
    code: 'target/reserved-name',
    bad: to({ name: 'local', prometheus: files({ to: 'p' }) }),
    good: to({ prometheus: files({ to: 'p' }) }),
  },
  {
    code: 'target/no-server',
    bad: to({ tempo: files({ to: 't' }) }),
    good: to({ prometheus: files({ to: 'p' }) }),
    seen: 'tempo',
  },
  {
    code: 'target/no-reload',
    bad: to({ tempo: files({ to: 't', reload: 'http://tempo:3200' }) }),
    good: to({ prometheus: files({ to: 'p', reload: 'http://prometheus:9090' }) }),
  },
  {
    code: 'target/no-health',
    bad: to({ prometheus: files({ to: 'p', health: 'http://prometheus:9090' }) }),
    good: to({ prometheus: files({ to: 'p', reload: 'http://prometheus:9090' }) }),
  },
  {
    code: 'target/shared-folder',
    bad: to({ prometheus: files({ to: 'p' }), alertmanager: files({ to: 'p' }) }),
    good: to({ prometheus: files({ to: 'p' }), alertmanager: files({ to: 'a' }) }),
  },
  { code: 'environment/no-runbooks-url', bad: { ...alerting({}), both }, good: { ...alerting({}), production } },
];
