import { describe, expect, test } from 'vitest';
import { alert } from '../../../src/alerts/alert.ts';
import { number, oneOf, text, traceId } from '../../../src/authored/label.ts';
import { type LogExpr, logql, logs } from '../../../src/authored/log.ts';
import { dashboard, section } from '../../../src/define/dashboard.ts';
import { alertmanager, environment, grafana, prometheus } from '../../../src/define/environment.ts';
import { loki } from '../../../src/define/servers-telemetry.ts';
import { panel } from '../../../src/panels/kinds.ts';
import { base, resolveAll, scraped } from '../../support/estate.ts';

const checkout = scraped({});
const fields = { route: text(), durationMs: number(), latency: text(), traceId: traceId(), 'cart.items': number(), user: text() };
const access = logs({ service: checkout, name: 'access', labels: { level: oneOf('info', 'error') }, fields });
const bare = logs({ service: checkout, name: 'bare' });
const unit = logs({ service: checkout, name: 'unit', from: 'journald' });
const production = environment({
  name: 'production',
  prometheus: prometheus({ version: '3.15', retention: '90d' }),
  alertmanager: alertmanager({ version: '0.34' }),
  grafana: grafana({ version: '12.4', url: 'https://grafana.example.org' }),
  loki: loki({ version: '3.7' }),
  runbooks: 'https://runbooks.example.org',
});
const shared = { ...base, production, checkout, access, bare, unit };

function ofAlert(when: LogExpr): string[] {
  const it = alert({ service: checkout, name: 'It', severity: 'critical', when, summary: 'It.', runbook: { impact: 'x' } });
  return logqlCodes({ ...shared, it });
}
function ofPanel(one: Parameters<typeof section>[0]['panels'][number]): string[] {
  const sections = [section({ title: 'S', panels: [one] })];
  return logqlCodes({ ...shared, board: dashboard({ name: 'b', title: 'B', service: checkout, sections }) });
}
function logqlCodes(exports: object): string[] {
  const codes = resolveAll(exports).diagnostics.map(({ code }) => code);
  return [...new Set(codes)].filter((code) => code.startsWith('logql/')).sort();
}

describe('checks of LogQL in alerts', () => {
  test.each([
    ['logql/unknown-field', logql`sum(count_over_time(${access} | json | rout="x" [5m])) > 1`],
    ['logql/unknown-field', logql`sum(count_over_time(${access} | level="info" and (durationMs > 3 or nope="x") [5m])) > 1`],
    ['logql/unknown-field', logql`sum by (rout) (count_over_time(${access} | json [5m])) > 1`],
    ['logql/unknown-field', logql`max_over_time(${access} | json | unwrap durationMs | __error__="" [5m]) by (rout) > 1`],
    ['logql/field-value', logql`sum(count_over_time(${access} | json | level="eror" [5m])) > 1`],
    ['logql/field-value', logql`sum(count_over_time(${access} | json | durationMs > 5s [5m])) > 1`],
    ['logql/field-value', logql`sum(count_over_time(${access} | json | durationMs > 5KB [5m])) > 1`],
    ['logql/field-value', logql`sum(count_over_time(${access} | json | durationMs="slow" [5m])) > 1`],
    ['logql/unwrap-no-number', logql`sum(sum_over_time(${access} | unwrap route | __error__="" [5m])) > 1`],
    ['logql/unwrap-no-number', logql`sum(sum_over_time(${access} | unwrap level | __error__="" [5m])) > 1`],
    ['logql/unwrap-no-number', logql`sum(sum_over_time(${access} | unwrap duration(durationMs) | __error__="" [5m])) > 1`],
    ['logql/unwrap-no-number', logql`sum(sum_over_time(${access} | unwrap bytes(traceId) | __error__="" [5m])) > 1`],
    ['logql/grouping-cardinality', logql`sum by (traceId) (count_over_time(${access}[5m])) > 1`],
    ['logql/grouping-cardinality', logql`sum by (level, durationMs) (count_over_time(${access}[5m])) > 1`],
    ['logql/grouping-cardinality', logql`max by (span_id) (count_over_time(${bare}[5m])) > 1`],
    ['logql/selects-everything', logql`sum(count_over_time({stream=~".+", level!=""}[5m])) > 1`],
    ['logql/filter-after-parser', logql`sum(count_over_time(${access} | json != "x" [5m])) > 1`],
    ['logql/unwrap-errors', logql`sum(sum_over_time(${access} | unwrap durationMs | durationMs > 2 [5m])) > 1`],
    ['logql/parser-mismatch', logql`sum(count_over_time(${unit} | json [5m])) > 1`],
    ['logql/off-by-default', logql`approx_topk(3, sum by (level) (rate(${access}[5m]))) > 1`],
    ['logql/off-by-default', logql`variants(rate(${access}[5m])) of (${access}[5m]) > 1`],
    ['logql/stage', logql`sum(count_over_time(${access} |~ "(" [5m])) > 1`],
    ['logql/stage', logql`sum(count_over_time(${access} | line_format "{{ .x " [5m])) > 1`],
    ['logql/stage', logql`sum(count_over_time(${access} | durationMs > 0x1f [5m])) > 1`],
    ['logql/log-query-in-alert', logql`${access} |= "x"`],
    ['logql/syntax', logql`sum(count_over_time(${access}[$__auto])) > 1`],
  ])('%s', (code, when) => {
    expect(ofAlert(when)).toEqual([code]);
  });

  test.each([
    logql`sum(count_over_time(${access} | json | route="x" | cart_items > 2 | user_id="7" | route_extracted="y" [5m])) > 1`,
    logql`sum(count_over_time(${access} | trace_id="x" | detected_level="error" | __error__="" [5m])) > 1`,
    logql`sum(count_over_time(${access} | pattern "<verb> <_>" | verb="GET" [5m])) > 1`,
    logql`sum(count_over_time(${access} | regexp "(?P<verb>\\w+) " | label_format v=verb | v="GET" [5m])) > 1`,
    logql`sum(count_over_time(${access} | json verb="a.b" | verb="GET" [5m])) > 1`,
    logql`sum(count_over_time(${access} | line_format "{{ .route }}" | logfmt | anything="x" [5m])) > 1`,
    logql`sum(count_over_time(${bare} | json | anything="x" [5m])) > 1`,
    logql`sum(count_over_time(${access} |= "x" | json | line_format "{{ .route }}" |= "y" [5m])) > 1`,
    logql`sum(sum_over_time(${access} | unwrap durationMs | __error__="" [5m])) > 1`,
    logql`sum(sum_over_time(${access} | unwrap duration(latency) | __error__="" [5m])) > 1`,
    logql`sum by (level) (count_over_time(${access}[5m])) > 1`,
    logql`sum by (verb) (count_over_time(${access} | regexp "(?P<verb>\\w+) " [5m])) > 1`,
    logql`sum by (anything) (count_over_time(${access} | line_format "{{ .route }}" | logfmt [5m])) > 1`,
    logql`sum by (route, service_name) (count_over_time(${access} | json [5m])) > 1`,
    logql`sum(count_over_time(${access} | json | level="error" | latency > 5s | durationMs="500" | durationMs!="" [5m])) > 1`,
    logql`sum(count_over_time(${access} | label_format level=route | level="eror" [5m])) > 1`,
    logql`sum without (traceId) (count_over_time(${access}[5m])) > 1`,
    logql`sum(count_over_time({service_name="checkout", level=~".+"}[5m])) > 1`,
    logql`sum(count_over_time(${unit} | logfmt [5m])) > 1`,
    logql`topk(3, sum by (level) (rate(${access}[5m]))) > 1`,
  ])('nothing in %#', (when) => {
    expect(ofAlert(when)).toEqual([]);
  });
});

describe('checks of LogQL in panels', () => {
  test.each([
    ['logql/metric-in-logs-panel', panel.logs({ title: 'T', show: logql`count_over_time(${access}[$__auto])` })],
    ['logql/lines-in-panel', panel.timeseries({ title: 'T', show: logql`${access} |= "x"`, unit: 'short' })],
    ['logql/fixed-window', panel.timeseries({ title: 'T', show: logql`sum(rate(${access}[5m]))`, unit: 'cps' })],
  ])('%s', (code, one) => {
    expect(ofPanel(one)).toEqual([code]);
  });

  test.each([
    panel.logs({ title: 'T', show: logql`${access} |= "x"` }),
    panel.logs({ title: 'T', show: access }),
    panel.timeseries({ title: 'T', show: logql`sum(rate(${access} |= "$text" [$__auto]))`, unit: 'cps' }),
    panel.stat({ title: 'T', show: logql`sum(count_over_time(${access}[$__range]))` }),
  ])('nothing in %#', (one) => {
    expect(ofPanel(one)).toEqual([]);
  });
});
