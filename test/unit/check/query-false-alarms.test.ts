import { describe, expect, it } from 'vitest';
import { type Expr, promql } from '../../../src/authored/query.ts';
import { withCode } from '../../support/estate.ts';
import { alerting, calls, errors, memory, queue, requests, underlinedBy, usage } from '../../support/shop.ts';

/** Conditions that are right, and the code that once was told of each. */
const right: readonly (readonly [code: string, when: Expr])[] = [
  ['promql/ratio-threshold', promql`sum(${queue}) / count(${queue}) > 3`],
  ['promql/ratio-threshold', promql`sum(rate(${requests}[5m])) / sum(rate(${requests}[5m] offset 1w)) > 3`],
  ['promql/ratio-threshold', promql`sum(rate(${requests}[5m])) / sum(rate(${calls}[5m])) > 3`],
  [
    'promql/ratio-threshold',
    promql`sum(rate(${requests.where({ code: '5xx' })}[5m])) / sum(rate(${requests.where({ code: '2xx' })}[5m])) > 2`,
  ],
  ['promql/counter-without-rate', promql`sum by (route) (rate(${requests}[5m]) or 0 * ${requests}) < 0.1`],
  ['promql/counter-without-rate', promql`sum by (route) (rate(${requests}[5m]) or ${requests} * 0) < 0.1`],
  ['promql/counter-without-rate', promql`${errors} > 0 unless ${errors} offset 5m`],
  ['promql/counter-without-rate', promql`(${errors} > 0) unless ${errors} offset 5m`],
  ['promql/always-empty', promql`count(up{job="checkout"} == 0) > 2`],
  ['promql/always-empty', promql`count(up == 1) / count(up) < 0.5`],
  ['promql/always-empty', promql`sum(up{job="checkout"}) > 2`],
  ['alert/always-holds', promql`count(${memory}) < 3`],
  ['promql/float-equality', promql`floor(sum(rate(${errors}[5m]))) == 1`],
  ['promql/float-equality', promql`ceil(avg(${usage}) * 10) == 5`],
  ['promql/float-equality', promql`round(sum(increase(${errors}[1h]))) == 1`],
];

const wrong: readonly (readonly [code: string, when: Expr, part: string])[] = [
  ['promql/ratio-threshold', promql`sum(rate(${requests.where({ code: '5xx' })}[5m])) / sum(rate(${requests}[5m])) > 5`, '5'],
  ['promql/counter-without-rate', promql`${errors} > 0 unless ${requests} offset 5m`, 'checkout_errors_total'],
  ['promql/counter-without-rate', promql`${errors} > 0 unless ${errors}`, 'checkout_errors_total'],
  ['promql/counter-without-rate', promql`2 * ${errors} > 0`, '2 * checkout_errors_total'],
  ['promql/always-empty', promql`count(sum(${queue})) > 1`, 'count(sum(queue_depth'],
  ['promql/float-equality', promql`floor(${queue}) / 3 == 0.5`, '3 == 0.5'],
];

describe('a query that is right', () => {
  it.each(right)('has no %s: %j', (code, when) => expect(withCode(alerting(when), code)).toEqual([]));

  it.each(wrong)('is not %s', (code, when, part) => {
    const [seen] = underlinedBy(code, when);
    expect(seen).toContain(part);
  });
});

describe('the fix of promql/ratio-threshold', () => {
  const fixOf = (limit: number) => withCode(alerting(promql`${usage} > ${limit}`), 'promql/ratio-threshold')[0]?.fix;

  it('writes a percentage as a share', () => expect(fixOf(85)).toBe('write 0.85'));

  it('says what a ratio is where the number may mean anything', () =>
    expect(fixOf(1.5)).toBe('write a number from 0 to 1, such as 0.85 for 85%'));
});
