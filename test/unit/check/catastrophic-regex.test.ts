import { expect, it } from 'vitest';
import { alert } from '../../../src/alerts/alert.ts';
import { oneOf } from '../../../src/authored/label.ts';
import { logql, logs } from '../../../src/authored/log.ts';
import { gauge } from '../../../src/authored/metric.ts';
import { promql } from '../../../src/authored/query.ts';
import { policy } from '../../../src/define/policy.ts';
import { base, resolveAll, scraped } from '../../support/estate.ts';

const long = `${'a'.repeat(60)}!`;
const queue = gauge({ name: 'queue_depth', help: 'Messages.', labels: { queue: oneOf(long, 'mails') } });
const checkout = scraped({ queue });
const lines = logs({ service: checkout, name: 'app', labels: { queue: oneOf(long) } });
const plain = { service: checkout, severity: 'warning', summary: 'It.', runbook: { impact: 'x' } } as const;

it('an expression that backtracks is told like any other', { timeout: 20_000 }, () => {
  const one = alert({ ...plain, name: 'One', when: promql`sum(${queue.where({ queue: /(a+)+/ })}) > 1` });
  const two = alert({ ...plain, name: 'Two', when: logql`sum(rate(${lines.where({ queue: /(a|a)*/ })}[5m])) > 1` });
  const six = alert({ ...plain, name: long.replace('!', '-'), when: promql`sum(${queue}) > 1` });
  const rules = policy({ alerts: { name: /([A-Za-z]+)+/ } });
  const { diagnostics } = resolveAll({ ...base, checkout, lines, one, two, six, rules });
  const codes = diagnostics.map(({ code }) => code);
  expect(codes).toEqual(expect.arrayContaining(['promql/label-value', 'logql/label-value', 'policy/alert-name']));
});

it('a label value longer than an expression may be in JavaScript is compared', () => {
  const value = 'x'.repeat(100_000);
  const depth = gauge({ name: 'depth', help: 'Depth.', labels: { queue: oneOf(value, 'mails') } });
  const other = scraped({ depth }, 'other');
  const it = alert({ ...plain, service: other, name: 'It', when: promql`sum(${depth.where({ queue: [value, 'mails'] })}) > 1` });
  expect(resolveAll({ ...base, other, it }).diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
});
