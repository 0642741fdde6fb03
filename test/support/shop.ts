import { alert, type QueryAlertOptions } from '../../src/alerts/alert.ts';
import { oneOf, text } from '../../src/authored/label.ts';
import { counter, gauge, histogram, info, summary } from '../../src/authored/metric.ts';
import type { Expr } from '../../src/authored/query.ts';
import { dashboard, section } from '../../src/define/dashboard.ts';
import type { Diagnostic } from '../../src/kernel/diagnostic.ts';
import { panel } from '../../src/panels/kinds.ts';
import { base, scraped, withCode } from './estate.ts';

const help = 'What it is.';

/** A service with one metric of each kind, scraped every 15 seconds and evaluated as often. */
export const requests = counter({
  name: 'http_requests_total',
  help,
  labels: { route: text({ series: 20 }), code: oneOf('2xx', '4xx', '5xx') },
});
export const errors = counter({ name: 'checkout_errors_total', help, labels: { reason: oneOf('timeout', 'refused') } });
export const latency = histogram({
  name: 'http_request_duration_seconds',
  help,
  unit: 'seconds',
  labels: { route: text({ series: 20 }) },
  buckets: [0.1, 0.3, 1, 3],
});
export const queue = gauge({ name: 'queue_depth', help, labels: { queue: oneOf('orders', 'mails') } });
export const memory = gauge({ name: 'process_memory_bytes', help, unit: 'bytes' });
export const usage = gauge({ name: 'disk_usage_ratio', help, unit: 'ratio' });
export const wait = summary({ name: 'wait_seconds', help, unit: 'seconds', quantiles: [0.5, 0.99] });
export const build = info({ name: 'app_build_info', help, labels: { version: text({ series: 3 }) } });
export const calls = counter({ name: 'calls_total', help, labels: { customer: text({ series: 5000 }) } });
export const checkout = scraped({ requests, errors, latency, queue, memory, usage, wait, build, calls });

const plain = { service: checkout, name: 'It', severity: 'warning', summary: 'It.', runbook: { impact: 'x' } } as const;

export function warned(when: Expr, more: Partial<QueryAlertOptions> = {}) {
  return alert({ ...plain, when, ...more });
}

/** The estate with one alert. */
export function alerting(when: Expr, more: Partial<QueryAlertOptions> = {}): object {
  return { ...base, checkout, it: warned(when, more) };
}

/** The estate with one panel. */
export function showing(show: Expr, legend?: string): object {
  const one = panel.timeseries({ title: 'P', show: [{ show, ...(legend === undefined ? {} : { legend }) }] });
  const sections = [section({ title: 'S', panels: [one] })];
  return { ...base, checkout, board: dashboard({ name: 'b', title: 'B', service: checkout, sections }) };
}

/** What a finding underlines. */
export function underlined({ excerpt }: Diagnostic): string {
  return excerpt ? excerpt.text.slice(excerpt.from, excerpt.to) : '';
}

/** What the findings of a code underline in the query of an alert. */
export function underlinedBy(code: string, when: Expr): string[] {
  return withCode(alerting(when), code).map(underlined);
}
