import { expect, test } from 'vitest';
import * as shop from '../../../docs/examples/shop.ts';
import { alert } from '../../../src/alerts/alert.ts';
import { promql } from '../../../src/authored/query.ts';
import type { Service } from '../../../src/authored/references.ts';
import { recording } from '../../../src/define/recording.ts';
import { service } from '../../../src/define/service.ts';
import { slo } from '../../../src/define/slo.ts';
import { compileModule } from '../../../src/program.ts';
import { events } from '../../../src/sli/events.ts';

const cart = service({ name: 'cart', system: shop.shop, owner: shop.payments, tier: 2 });
const hourly = recording({
  service: shop.checkout,
  name: 'checkout:http_requests:rate1h',
  expr: promql`sum(rate(${shop.requests}[1h]))`,
  interval: '5m',
});
const often = recording({
  service: shop.checkout,
  name: 'checkout:http_requests:rate5m',
  expr: promql`sum(rate(${shop.requests}[5m]))`,
});

function said(of: Service, when: ReturnType<typeof promql>): string[] {
  const quiet = alert({ service: of, name: 'Quiet', severity: 'info', when, summary: 'Quiet.' });
  const { diagnostics } = compileModule({ ...shop, cart, hourly, often, quiet }, '2026-11-22');
  return diagnostics
    .filter(({ code }) => /^recording\/(slower|of-another)/.test(code))
    .map(({ code, message }) => `${code} ${message}`);
}

test('what is recorded more rarely than it is read', () => {
  expect(said(shop.checkout, promql`checkout:http_requests:rate1h < 1`)).toEqual([
    'recording/slower-than-reader Quiet is evaluated every 30s and reads checkout:http_requests:rate1h, which is recorded every 5m.',
  ]);
  expect(said(shop.checkout, promql`min_over_time(checkout:http_requests:rate1h[15m]) < 1`)).toEqual([]);
});

test('what another group records, and what the same one does', () => {
  expect(said(cart, promql`checkout:http_requests:rate5m < 1`)).toEqual([
    'recording/of-another-group Quiet reads checkout:http_requests:rate5m of the group recordings-checkout: it may be 30s old.',
  ]);
  expect(said(shop.checkout, promql`checkout:http_requests:rate5m < 1`)).toEqual([]);
});

test('what an objective records is read of its own groups', () => {
  const sli = events({ total: shop.requests, bad: shop.requests.where({ code: '5xx' }) });
  const orders = slo({ service: shop.checkout, name: 'orders', objective: '99.9%', window: '30d', sli });
  const { diagnostics } = compileModule({ ...shop, orders }, '2026-11-22');
  expect(diagnostics.filter(({ code }) => code.startsWith('recording/'))).toEqual([]);
});
