import { describe, expect, test } from 'vitest';
import { saidLine, sayDifference } from '../../../src/plan/say-difference.ts';
import { structuralDiff } from '../../../src/plan/structural-diff.ts';

const said = (was: object, now: object) => structuralDiff(was, now).map((one) => saidLine(sayDifference(one)));
const board = (panel: object) => ({ panels: [{ id: 1, title: 'Latency', ...panel }] });
const field = (defaults: object) => board({ fieldConfig: { defaults } });
const place = (x: number, w = 12) => board({ gridPos: { x, y: 0, w, h: 8 } });
const rule = (more: object) => ({ groups: [{ name: 'g', rules: [{ alert: 'Burn', ...more }] }] });
const steps = (value: number) => field({ thresholds: { steps: [{ color: 'green' }, { color: 'red', value }] } });
const route = (...matchers: string[]) => ({
  route: { receiver: 'a', routes: [{ receiver: 'b', routes: [{ receiver: 'c', matchers }] }] },
});
const managed = (title: string, limit: number) => ({
  rules: [{ uid: 'u', title, data: [{ refId: 'B', model: { conditions: [{ evaluator: { type: 'gt', params: [limit] } }] } }] }],
});

describe('a difference in words', () => {
  test.each([
    ['the unit of a panel', field({ unit: 's' }), field({ unit: 'ms' }), ['panel "Latency": unit s → ms']],
    ['a threshold of a panel', steps(0.05), steps(0.1), ['panel "Latency": threshold 0.05 → 0.1']],
    ['the place of a panel', place(0), place(12), ['panel "Latency": column 0 → 12']],
    ['the size of a panel', place(0), place(0, 24), ['panel "Latency": width 12 → 24']],
    ['the title of a panel', board({}), board({ title: 'Delay' }), ['panel "Latency": title Latency → Delay']],
    ['another panel', board({ id: 1 }), { panels: [{ id: 2, title: 'Delay' }] }, ['panel "Latency": gone', 'panel "Delay": new']],
    [
      'a query',
      board({ targets: [{ refId: 'A', expr: 'up' }] }),
      board({ targets: [{ refId: 'A', expr: 'down' }] }),
      ['panel "Latency": query A up → down'],
    ],
    ['a threshold of an alert', rule({ expr: 'a > 0.05' }), rule({ expr: 'a > 0.1' }), ['alert "Burn": threshold 0.05 → 0.1']],
    ['a query of an alert', rule({ expr: 'a > 0.05' }), rule({ expr: 'b > 0.05' }), ['alert "Burn": expr a > 0.05 → b > 0.05']],
    ['a time of an alert', rule({ for: '5m' }), rule({ for: '10m' }), ['alert "Burn": for 5m → 10m']],
    ['a rule Grafana evaluates', managed('Burn', 1), managed('Burn', 2), ['alert "Burn": threshold 1 → 2']],
    ['a rule with another name', managed('Burn', 1), managed('Fire', 1), ['alert "Burn": title Burn → Fire']],
    ['a matcher', route('severity="page"'), route('severity="page"', 'tier="1"'), ['route "b › c": matcher tier="1" added']],
    ['no matcher any more', route('tier="1"', 'a="b"'), route('a="b"'), ['route "b › c": matcher tier="1" removed']],
    ['the address of a data source', { url: 'http://a' }, { url: 'http://b' }, ['url http://a → http://b']],
  ])('%s', (_, was, now, lines) => {
    expect(said(was, now)).toEqual(lines);
  });
});
