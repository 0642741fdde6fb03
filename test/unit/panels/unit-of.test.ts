import { describe, expect, test } from 'vitest';
import { logql } from '../../../src/authored/log.ts';
import { counter, gauge } from '../../../src/authored/metric.ts';
import { increase, promql, quantile, rate, ratio } from '../../../src/authored/query.ts';
import type { Showable } from '../../../src/panels/kind.ts';
import { groupedBy, legendOf } from '../../../src/panels/series-of.ts';
import { unitOf } from '../../../src/panels/unit-of.ts';
import { agents, appLogs, duration, memory, requests } from './phoenix.ts';
import { testContext } from './query-context.ts';

const sent = counter({ name: 'sent_bytes_total', help: '.', unit: 'bytes' });
const cpu = counter({ name: 'cpu_seconds_total', help: '.', unit: 'seconds' });
const tasks = counter({ name: 'tasks_total', help: '.' });
const started = gauge({ name: 'started', help: '.', unit: 'seconds' });
const site = { at: 'x/dashboard/y' as never, origin: {}, grafana: true };
const asked = (show: Showable) => {
  if ('traceql' in show) return { engine: 'tempo', text: show.traceql } as const;
  return 'kind' in show && show.kind.startsWith('log')
    ? testContext().logql(show as never, site)
    : testContext().promql(show as never, site);
};

describe('the unit of what is shown', () => {
  test.each<[string, Showable, string]>([
    ['requests per second', promql`sum(rate(${requests}[5m]))`, 'reqps'],
    ['things per second', rate(tasks, '5m'), 'cps'],
    ['bytes per second', promql`sum by (pod) (irate(${sent}[5m]))`, 'binBps'],
    ['seconds per second', rate(cpu, '5m'), 'percentunit'],
    ['a gauge of bytes', memory, 'bytes'],
    ['a count', agents, 'short'],
    ['growth', increase(sent, '1h'), 'bytes'],
    ['a quantile', quantile(0.95, duration, '5m'), 's'],
    ['a mean', promql`sum(rate(${duration.sum}[5m])) / sum(rate(${duration.count}[5m]))`, 's'],
    ['observations', promql`sum(rate(${duration.count}[5m]))`, 'reqps'],
    ['a share', ratio({ part: rate(requests.where({ code: '5xx' }), '5m'), whole: rate(requests, '5m') }), 'percentunit'],
    ['the rest of a share', promql`1 - sum(rate(${tasks}[5m])) / sum(rate(${tasks}[5m]))`, 'percentunit'],
    ['an age', promql`time() - ${started}`, 's'],
    ['how many', promql`count by (pod) (${memory})`, 'short'],
    ['a highest', promql`max_over_time(${memory}[1h])`, 'bytes'],
    ['a recorded share', promql`slo:error_budget:remaining_ratio`, 'percentunit'],
    ['a recorded error ratio', promql`slo:sli_error:ratio_rate5m`, 'percentunit'],
    ['a metric as text', promql`process_resident_memory_bytes / 2`, 'bytes'],
    ['a comparison', promql`${memory} > bool 5`, 'short'],
    ['log lines', appLogs, 'short'],
    ['lines per second', logql`sum by (level) (rate(${appLogs}[$__auto]))`, 'cps'],
    ['bytes of lines per second', logql`sum(bytes_rate(${appLogs}[$__auto]))`, 'binBps'],
    ['bytes of lines', logql`bytes_over_time(${appLogs}[5m])`, 'bytes'],
    ['counted lines', logql`sum(count_over_time(${appLogs} |= "panic" [5m])) > 0`, 'short'],
    ['a share of lines', logql`sum(rate(${appLogs.where({ level: 'error' })}[5m])) / sum(rate(${appLogs}[5m]))`, 'percentunit'],
    ['an unwrapped number', logql`max_over_time(${appLogs} | json | unwrap size [5m])`, 'short'],
    ['what does not parse', logql`sum(rate(`, 'short'],
    ['traces', { traceql: '{}' }, 'short'],
  ])('%s', (_what, show, unit) => {
    expect(unitOf(show, asked(show))).toBe(unit);
  });
});

describe('the series of a query', () => {
  test.each<[string, readonly string[] | undefined, string | undefined]>([
    ['sum(up)', [], undefined],
    ['sum by (code, route) (rate(x[5m]))', ['code', 'route'], '{{code}} {{route}}'],
    ['histogram_quantile(0.9, sum by (le, route) (rate(x_bucket[5m])))', ['route'], '{{route}}'],
    ['histogram_quantile(0.9, sum by (le) (rate(x_bucket[5m])))', [], undefined],
    ['sum by (a) (x) / sum by (a) (y)', ['a'], '{{a}}'],
    ['sum(x) / 100', [], undefined],
    ['1 - (sum(x))', [], undefined],
    ['clamp_min(sum by (a) (x), 0)', ['a'], '{{a}}'],
    ['vector(1)', [], undefined],
    ['topk(5, x)', undefined, undefined],
    ['sum without (a) (x)', undefined, undefined],
    ['up', undefined, undefined],
  ])('%s', (text, labels, legend) => {
    const query = testContext().text(text, site);
    expect(groupedBy(query)).toEqual(labels);
    expect(legendOf(query)).toBe(legend);
  });

  test.each<[string, readonly string[] | undefined]>([
    ['sum(rate({a="b"}[5m]))', []],
    ['sum by (level) (count_over_time({a="b"}[$__auto]))', ['level']],
    ['sum by (level) (rate({a="b"}[5m])) / 2', ['level']],
    ['rate({a="b"}[5m])', undefined],
    ['topk(3, sum by (x) (rate({a="b"}[5m])))', undefined],
    ['{a="b"} |= "x"', undefined],
  ])('of LogQL: %s', (text, labels) => {
    expect(groupedBy({ engine: 'loki', text })).toEqual(labels);
  });
});
