import { describe, expect, test } from 'vitest';
import { bottlenecks, selfTime } from '../../../../src/operate/traces/bottlenecks.ts';
import { type CausationNode, causationChain, causedBy } from '../../../../src/operate/traces/causation.ts';
import { errorCascades } from '../../../../src/operate/traces/errors.ts';
import { treeOf, walkDown, walkTree } from '../../../../src/operate/traces/tree.ts';
import { span } from './spans.ts';

describe('the tree of a trace', () => {
  test('has each call below its caller, in the order they began', () => {
    const spans = [span('c', 'a', [5, 6]), span('a', undefined, [0, 10]), span('b', 'a', [1, 4]), span('d', 'b', [2, 3])];
    expect([...walkTree(treeOf(spans))].map(({ node, depth }) => `${depth} ${node.span.id}`)).toEqual([
      '0 a',
      '1 b',
      '2 d',
      '1 c',
    ]);
  });

  test('keeps spans whose caller is lost, and those in a circle', () => {
    const spans = [span('a', 'lost', [0, 10]), span('x', 'y', [1, 2]), span('y', 'x', [1, 2]), span('below', 'x', [1, 2])];
    expect([...walkTree(treeOf(spans))].map(({ node, depth }) => `${depth} ${node.span.id} ${node.orphan}`)).toEqual([
      '0 a true',
      '0 x true',
      '1 below false',
      '0 y true',
    ]);
  });
});

describe('bottlenecks', () => {
  test('a span has the time to itself in which it had called nothing', () => {
    const of = span('a', undefined, [0, 100]);
    expect(selfTime(of, [])).toBe(100_000_000n);
    expect(selfTime(of, [span('b', 'a', [10, 30]), span('c', 'a', [20, 40]), span('d', 'a', [90, 150])])).toBe(60_000_000n);
    expect(selfTime(of, [span('later', 'a', [200, 300])])).toBe(100_000_000n);
  });

  test('are what traces wait for, over all of them', () => {
    const trace = (slow: number) => [
      span('get', undefined, [0, slow + 20]),
      span('db', 'get', [10, slow + 10], { service: 'stock', failed: slow > 50 }),
      span('cache', 'get', [10, 12], { service: 'stock' }),
    ];
    const found = bottlenecks([trace(50), trace(130)]);
    expect(
      found.map(({ name, calls, failed, total, self, critical, share, longest }) => ({
        name,
        calls,
        failed,
        total,
        self,
        critical,
        share,
        longest,
      })),
    ).toEqual([
      { name: 'db', calls: 2, failed: 1, total: 180, self: 180, critical: 180, share: 180 / 220, longest: 130 },
      { name: 'get', calls: 2, failed: 0, total: 220, self: 40, critical: 40, share: 40 / 220, longest: 150 },
      { name: 'cache', calls: 2, failed: 0, total: 4, self: 4, critical: 0, share: 0, longest: 2 },
    ]);
    expect(bottlenecks([])).toEqual([]);
  });
});

describe('failures', () => {
  const failed = { failed: true };
  const told = (spans: Parameters<typeof errorCascades>[0]) =>
    errorCascades(spans).map(({ absorbedBy, origin, through }) => [origin.id, through.map(({ id }) => id), absorbedBy?.id]);

  test('begin where nothing below failed, and go up while callers fail', () => {
    const spans = [
      span('top', undefined, [0, 10], failed),
      span('mid', 'top', [1, 9], failed),
      span('db', 'mid', [2, 5], failed),
      span('fine', 'mid', [5, 6]),
    ];
    expect(told(spans)).toEqual([['db', ['mid', 'top'], undefined]]);
  });

  test('are caught by a caller that does not fail', () => {
    const spans = [
      span('top', undefined, [0, 10]),
      span('try1', 'top', [1, 2], failed),
      span('try2', 'top', [3, 4], failed),
      span('try3', 'top', [5, 6]),
    ];
    expect(told(spans)).toEqual([
      ['try1', [], 'top'],
      ['try2', [], 'top'],
    ]);
  });

  test('go past who had sent a message and was done', () => {
    const spans = [span('top', undefined, [0, 100], failed), span('send', 'top', [1, 2]), span('work', 'send', [10, 90], failed)];
    expect(told(spans)).toEqual([['work', ['top'], undefined]]);
  });

  test('may begin anew above one that was caught', () => {
    const spans = [span('top', undefined, [0, 10], failed), span('mid', 'top', [1, 5]), span('db', 'mid', [2, 3], failed)];
    expect(told(spans)).toEqual([
      ['db', [], 'mid'],
      ['top', [], undefined],
    ]);
    expect(told([span('fine', undefined, [0, 1])])).toEqual([]);
  });
});

describe('what caused what', () => {
  const message = (id: string, cause: string | undefined, at: number, traceId = 't1') => {
    const attributes = { 'message.id': id, ...(cause !== undefined && { 'causation.id': cause }) };
    const found = causedBy(traceId, span(`s-${id}-${at}`, undefined, [at, at + 1], { attributes }));
    if (!found) throw new Error('no message');
    return found;
  };
  const drawn = (nodes: readonly CausationNode[]): unknown[] => nodes.map(({ id, effects }) => [id, ...drawn(effects)]);

  test('is a tree over traces, in the order things began', () => {
    const chain = causationChain([
      message('c', 'b', 3, 't2'),
      message('a', undefined, 1),
      message('d', 'a', 4),
      message('b', 'a', 2),
    ]);
    expect(drawn(chain)).toEqual([['a', ['b', ['c']], ['d']]]);
  });

  test('counts a message that was tried twice once, and says where a cause is missing', () => {
    const chain = causationChain([message('a', 'lost', 1), message('a', 'lost', 5)]);
    expect(chain.map(({ causeMissing, id, span: { start } }) => [id, causeMissing, Number(start) / 1e6])).toEqual([
      ['a', true, 1],
    ]);
  });

  test('ends where it goes round in circles', () => {
    expect(drawn(causationChain([message('a', 'b', 1), message('b', 'a', 2), message('x', 'x', 3)]))).toEqual([
      ['a', ['b']],
      ['x'],
    ]);
  });

  test('says where a circle was cut, and is not hindered by depth', () => {
    const circle = causationChain([message('a', 'c', 5), message('b', 'a', 2), message('c', 'b', 3), message('d', 'c', 1)]);
    expect(drawn(circle)).toEqual([['b', ['c', ['d'], ['a']]]]);
    expect([...walkDown(circle, ({ effects }) => effects)].map(({ node }) => [node.id, node.circular])).toEqual([
      ['b', true],
      ['c', false],
      ['d', false],
      ['a', false],
    ]);
    const long = Array.from({ length: 10_000 }, (_, at) => message(`m${at}`, at === 0 ? 'm9999' : `m${at - 1}`, at));
    const rows = [...walkDown(causationChain(long.toReversed()), ({ effects }) => effects)];
    expect([rows.length, rows.at(-1)?.depth, rows.filter(({ node }) => node.circular).length]).toEqual([10_000, 9_999, 1]);
  });

  test('needs a span that says what it handled', () => {
    expect(causedBy('t1', span('a', undefined, [0, 1]))).toBeUndefined();
    const attributes = { 'messaging.message.id': 7, causation_id: 'c' };
    expect(causedBy('t1', span('a', undefined, [0, 1], { attributes }))).toMatchObject({ id: '7', causationId: 'c' });
  });
});
