import { alert } from '../../../src/alerts/alert.ts';
import { oneOf, text } from '../../../src/authored/label.ts';
import { type LogExpr, logql, logs } from '../../../src/authored/log.ts';
import { counter, gauge, histogram } from '../../../src/authored/metric.ts';
import { type Expr, promql } from '../../../src/authored/query.ts';
import { dashboard, section } from '../../../src/define/dashboard.ts';
import { alertmanager, environment, grafana, prometheus } from '../../../src/define/environment.ts';
import { loki } from '../../../src/define/servers-telemetry.ts';
import { panel } from '../../../src/panels/kinds.ts';
import { base, scraped } from '../../support/estate.ts';
import type { RuleCase } from './case.ts';

const help = 'What it is.';
const labels = { route: text({ series: 9 }), code: oneOf('2xx', '5xx') };
const requests = counter({ name: 'http_requests_total', help, labels });
const failed = counter({ name: 'tasks_failed_total', help, labels: { queue: text({ series: 9 }) } });
const busy = gauge({ name: 'cpu_busy_ratio', help, unit: 'ratio' });
const age = gauge({ name: 'queue_age_seconds', help, unit: 'seconds' });
const memory = gauge({ name: 'memory_bytes', help, unit: 'bytes' });
const duration = histogram({ name: 'http_duration_seconds', help, unit: 'seconds', labels, buckets: [0.25, 1] });
const threads = gauge({ name: 'threads', help });
const unlisted = gauge({ name: 'unlisted', help });
const checkout = scraped({ requests, failed, busy, age, memory, duration, threads });
const appLogs = logs({ service: checkout, name: 'app', labels: { level: oneOf('info', 'error') } });

const production = environment({
  name: 'production',
  prometheus: prometheus({ version: '3.15', retention: '90d' }),
  alertmanager: alertmanager({ version: '0.34' }),
  grafana: grafana({ version: '12.4', url: 'https://grafana.example.org' }),
  loki: loki({ version: '3.7' }),
  runbooks: 'https://runbooks.example.org',
});
const shared = { ...base, production, checkout, appLogs };

function asking(when: Expr | LogExpr): object {
  const it = alert({ service: checkout, name: 'It', severity: 'critical', when, summary: 'It.', runbook: { impact: 'x' } });
  return { ...shared, it };
}
function showing(...panels: Parameters<typeof section>[0]['panels']): object {
  return {
    ...shared,
    board: dashboard({ name: 'b', title: 'B', service: checkout, sections: [section({ title: 'S', panels })] }),
  };
}
const pair = (code: string, bad: Expr | LogExpr, good: Expr | LogExpr, seen?: string): RuleCase => ({
  code,
  bad: asking(bad),
  good: asking(good),
  ...(seen === undefined ? {} : { seen }),
});

export const queryCases: readonly RuleCase[] = [
  pair('promql/syntax', promql`sum(rate(${failed}[5m]) > 1`, promql`sum(rate(${failed}[5m])) > 1`),
  pair('promql/type', promql`rate(${failed}) > 1`, promql`rate(${failed}[5m]) > 1`),
  pair('promql/experimental', promql`limitk(3, ${busy}) > 1`, promql`topk(3, ${busy}) > 1`, 'limitk'),
  pair('promql/metric-not-exposed', promql`${unlisted} > 1`, promql`${busy} > 1`, 'unlisted'),
  pair(
    'promql/unknown-metric',
    promql`rate(task_failures_total[5m]) > 1`,
    promql`rate(${failed}[5m]) > 1`,
    'task_failures_total',
  ),
  pair(
    'promql/unknown-label',
    promql`rate(http_requests_total{status="500"}[5m]) > 1`,
    promql`rate(http_requests_total{code="5xx"}[5m]) > 1`,
    'status',
  ),
  pair(
    'promql/label-value',
    promql`rate(http_requests_total{code="500"}[5m]) > 1`,
    promql`rate(http_requests_total{code="5xx"}[5m]) > 1`,
    '500',
  ),
  pair(
    'promql/bucket-not-declared',
    promql`rate(http_duration_seconds_bucket{le="0.3"}[5m]) > 1`,
    promql`rate(http_duration_seconds_bucket{le="0.25"}[5m]) > 1`,
    '0.3',
  ),
  pair('promql/unit-mismatch', promql`${age} > ${'5GiB'}`, promql`${age} > ${'15m'}`),
  pair('promql/ratio-threshold', promql`${busy} > 85`, promql`${busy} > ${'85%'}`, '85'),
  pair('promql/rate-of-gauge', promql`rate(${age}[5m]) > 1`, promql`deriv(${age}[5m]) > 1`),
  pair('promql/counter-without-rate', promql`${failed} > 1000`, promql`rate(${failed}[5m]) > 1000`),
  pair(
    'promql/quantile-without-le',
    promql`histogram_quantile(0.9, sum(rate(${duration.bucket}[5m]))) > 1`,
    promql`histogram_quantile(0.9, sum by (le) (rate(${duration.bucket}[5m]))) > 1`,
  ),
  pair(
    'promql/no-common-labels',
    promql`sum by (route) (rate(${requests}[5m])) / sum by (code) (rate(${requests}[5m])) > 1`,
    promql`sum by (route) (rate(${requests}[5m])) / sum by (route) (rate(${requests}[5m])) > 1`,
  ),
  pair('promql/alert-without-comparison', promql`rate(${failed}[5m])`, promql`rate(${failed}[5m]) > 0`),
  pair('logql/syntax', logql`sum(count_over_time(${appLogs}[5m]) > 0`, logql`sum(count_over_time(${appLogs}[5m])) > 0`),
  pair('logql/log-query-in-alert', logql`${appLogs} |= "panic"`, logql`sum(count_over_time(${appLogs} |= "panic" [5m])) > 0`),
  pair(
    'logql/empty-selector',
    logql`sum(count_over_time({service_name=~".*"}[5m])) > 0`,
    logql`sum(count_over_time({service_name=~".+"}[5m])) > 0`,
  ),
  pair(
    'logql/unknown-label',
    logql`sum(count_over_time({service_name="checkout", plan="7"}[5m])) > 0`,
    logql`sum(count_over_time({service_name="checkout"} | plan="7" [5m])) > 0`,
    'plan',
  ),
  pair(
    'logql/label-value',
    logql`sum(count_over_time({service_name="checkout", level="eror"}[5m])) > 0`,
    logql`sum(count_over_time(${appLogs.where({ level: 'error' })}[5m])) > 0`,
    'eror',
  ),
  {
    code: 'panel/removed-type',
    bad: showing(panel.raw({ title: 'CPU', type: 'graph', json: {}, show: promql`${busy}` })),
    good: showing(panel.raw({ title: 'CPU', type: 'candlestick', json: {}, show: promql`${busy}` })),
    seen: 'timeseries',
  },
  {
    code: 'panel/no-unit',
    bad: showing(panel.timeseries({ title: 'Odd', show: promql`${threads} / ${memory}` })),
    good: showing(
      panel.timeseries({ title: 'Odd', unit: 'short', show: promql`${threads} / ${memory}` }),
      panel.timeseries({ title: 'CPU', show: promql`${busy}` }),
      panel.timeseries({ title: 'Up', show: promql`up` }),
    ),
  },
];
