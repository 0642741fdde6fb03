import { describe, expect, it } from 'vitest';
import { newNumbering } from '../../../../src/check/suggest/shared-parts.ts';
import { parsePromql } from '../../../../src/query/promql/parse.ts';
import type { Expr } from '../../../../src/query/promql/tree.ts';

const numbering = newNumbering();
function numberOf(text: string): number {
  const { expr, problems } = parsePromql(text, { grafana: true, experimental: true });
  if (!expr) throw new Error(`${text}: ${problems[0]?.message}`);
  return numbering.numberOf(expr, () => undefined);
}

describe('one number for what asks the same', () => {
  it.each([
    ['((sum(a)))', 'sum(a)'],
    ['sum by (x, y) (a)', 'sum(a) by (y, x)'],
    ['a{x="1",y="2"}', 'a{y="2", x="1"}'],
    ['a + b', 'b + a'],
    ['a * on (x, y) b', 'b * on (y, x) a'],
    ['sum(rate(a[5m])) + sum(rate(b[300s]))', 'sum(rate(b[5m])) + (sum(rate(a[5m])))'],
    ['a > 1e3', 'a > 1000'],
    ['-(a)', '-a'],
  ])('%s', (one, other) => {
    expect(numberOf(one)).toBe(numberOf(other));
  });

  it.each([
    ['a - b', 'b - a'],
    ['a and b', 'b and a'],
    ['a or b', 'b or a'],
    ['a > b', 'b > a'],
    ['a * on (x) group_left () b', 'b * on (x) group_left () a'],
    ['a{x="1"}', 'a{x!="1"}'],
    ['a', 'a offset 5m'],
    ['a @ 1', 'a'],
    ['rate(a[5m])', 'rate(a[1m])'],
    ['rate(a[5m])', 'irate(a[5m])'],
    ['sum by (x) (a)', 'sum without (x) (a)'],
    ['topk(1, a)', 'topk(2, a)'],
    ['a > b', 'a > bool b'],
    ['max_over_time(a[1h:1m])', 'max_over_time(a[1h:])'],
    ['label_replace(a, "x", "", "y", "")', 'label_replace(a, "y", "", "x", "")'],
    ['-a', 'a'],
  ])('and two for %s and %s', (one, other) => {
    expect(numberOf(one)).not.toBe(numberOf(other));
  });

  it('in time that grows with what there is', () => {
    const all = Array.from({ length: 200 }, (_, i) => parsePromql(chain(i)).expr).flatMap((expr) => expr ?? []);
    expect(all.length).toBe(200);
    timed(all.slice(0, 20)); // warm
    const [short, long] = [timed(all.slice(0, 40)), timed(all)];
    expect(long).toBeLessThan(Math.max(short, 5) * 25); // five times as much: quadratic would be 25 times
  });
});

function chain(seed: number): string {
  return Array.from({ length: 100 }, (_, i) => `sum(rate(a${seed}_${i}[5m]))`).join(' or ');
}

function timed(all: readonly Expr[]): number {
  const { numberOf: number } = newNumbering();
  const before = performance.now();
  for (const expr of all) number(expr, () => undefined);
  return performance.now() - before;
}
