import { describe, expect, test } from 'vitest';
import { readsApart } from '../../../src/derive/shards/apart.ts';
import { splitGroup } from '../../../src/derive/shards/split.ts';
import { addressOf } from '../../../src/kernel/address.ts';
import type { RecordingRule, RuleGroup } from '../../../src/model/alert.ts';
import { OwnQuery } from '../../../src/query/promql/own-query.ts';

const cause = addressOf('checkout', 'recording', 'a');

function rule(record: string, text: string, labels: Record<string, string> = {}): RecordingRule {
  return { record, query: new OwnQuery(text), labels, cause, origin: {} };
}
function group(...rules: RecordingRule[]): RuleGroup {
  return { name: 'g', engine: 'prometheus', scope: 'checkout', intervalMs: 30_000, rules };
}
const namesIn = (parts: readonly RuleGroup[]) =>
  parts.map(({ rules }) => rules.map((one) => ('record' in one ? one.record : one.name)).join(' '));

describe('a group that is too large', () => {
  test('one that is not stays as it is', () => {
    const small = group(rule('a', 'up'), rule('b', 'a'));
    expect(splitGroup(small, 2)).toEqual([small]);
  });

  test.each([0, -1, Number.NaN])('a limit of %s is told elsewhere, and splits nothing', (limit) => {
    const small = group(rule('a', 'up'), rule('b', 'a'));
    expect(splitGroup(small, limit)).toEqual([small]);
  });

  test('what reads each other stays together, in order, and few groups are made', () => {
    const parts = splitGroup(group(rule('a', 'up'), rule('x', 'up'), rule('b', 'a'), rule('y', 'x'), rule('z', 'up')), 3);
    expect(namesIn(parts)).toEqual(['a b z', 'x y']);
    expect(parts.map(({ name }) => name)).toEqual(['g', 'g-2']);
    expect(readsApart(parts)).toEqual([]);
  });

  test('a chain is cut in its order: nothing reads what is recorded in a later part', () => {
    const chain = group(rule('a', 'up'), rule('b', 'a'), rule('c', 'b'), rule('d', 'sum_over_time(a[5m])'), rule('e', 'd'));
    const parts = splitGroup(chain, 2);
    expect(namesIn(parts)).toEqual(['a b', 'c d', 'e']);
    const apart = readsApart(parts).map(({ reader, record, past }) => `${reader} ${record}${past ? ' of before' : ''}`);
    expect(apart).toEqual(['c b', 'd a of before', 'e d']);
  });

  test('the end of a chain fills no group before its beginning', () => {
    const parts = splitGroup(group(rule('x', 'up'), rule('a', 'up'), rule('b', 'a'), rule('c', 'b')), 2);
    expect(namesIn(parts)).toEqual(['x', 'a b', 'c']);
  });

  test('series that only share a name are not read by each other', () => {
    const pair = (slo: string) => [rule('slo:x', 'up', { slo }), rule('slo:y', `slo:x{slo="${slo}"}`, { slo })];
    const parts = splitGroup(group(...pair('one'), ...pair('two'), ...pair('three')), 2);
    expect(parts).toHaveLength(3);
    expect(readsApart(parts)).toEqual([]);
  });

  test.each([1, 2, 3, 7, 20])('of at most %i each, every rule is there once and reads no later part', (limit) => {
    const many = Array.from({ length: 50 }, (_, index) => rule(`r${index}`, index < 3 ? 'up' : `r${index - 3} + r${index >> 1}`));
    const parts = splitGroup(group(...many), limit);
    expect(Math.max(...parts.map(({ rules }) => rules.length))).toBeLessThanOrEqual(limit);
    expect(parts.flatMap(({ rules }) => rules)).toHaveLength(50);
    expect(new Set(parts.flatMap(({ rules }) => rules)).size).toBe(50);
    const places = new Map(parts.map((part, place) => [part, place]));
    const later = parts.flatMap((part, place) =>
      readsApart(parts).filter(({ of, reader }) => namesOf(part).has(reader) && (places.get(of) ?? 0) > place),
    );
    expect(later).toEqual([]);
  });
});

function namesOf({ rules }: RuleGroup): ReadonlySet<string> {
  return new Set(rules.map((one) => ('record' in one ? one.record : one.name)));
}
