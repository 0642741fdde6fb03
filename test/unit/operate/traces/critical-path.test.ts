import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { criticalPath } from '../../../../src/operate/traces/critical-path.ts';
import type { TraceSpan } from '../../../../src/operate/traces/span.ts';
import { span } from './spans.ts';

/** `['a', 0, 10]`: milliseconds from the start of time. */
function pathOf(spans: readonly TraceSpan[]) {
  return criticalPath(spans).map((one) => [one.span?.id ?? '-', Number(one.start) / 1e6, Number(one.end) / 1e6]);
}

describe('the critical path', () => {
  test('of one span is the span', () => {
    expect(pathOf([span('a', undefined, [5, 15])])).toEqual([['a', 5, 15]]);
    expect(pathOf([])).toEqual([]);
  });

  test('goes through calls one after the other and back', () => {
    const spans = [span('a', undefined, [0, 100]), span('b', 'a', [10, 40]), span('c', 'a', [50, 90])];
    expect(pathOf(spans)).toEqual([
      ['a', 0, 10],
      ['b', 10, 40],
      ['a', 40, 50],
      ['c', 50, 90],
      ['a', 90, 100],
    ]);
  });

  test('of calls at the same time takes the one that is waited for', () => {
    const spans = [span('a', undefined, [0, 100]), span('quick', 'a', [10, 40]), span('slow', 'a', [10, 90])];
    expect(pathOf(spans)).toEqual([
      ['a', 0, 10],
      ['slow', 10, 90],
      ['a', 90, 100],
    ]);
  });

  test('takes of a call that overlaps the next only what is before it', () => {
    const spans = [span('a', undefined, [0, 100]), span('b', 'a', [0, 60]), span('c', 'a', [50, 100])];
    expect(pathOf(spans)).toEqual([
      ['b', 0, 50],
      ['c', 50, 100],
    ]);
  });

  test('goes down as deep as the calls do', () => {
    const spans = [span('a', undefined, [0, 100]), span('b', 'a', [10, 90]), span('c', 'b', [20, 80]), span('d', 'c', [30, 70])];
    expect(pathOf(spans).map(([id]) => id)).toEqual(['a', 'b', 'c', 'd', 'c', 'b', 'a']);
  });

  test('cuts a call off where its caller had gone on without it', () => {
    expect(pathOf([span('a', undefined, [0, 50]), span('late', 'a', [40, 80])])).toEqual([
      ['a', 0, 40],
      ['late', 40, 80],
    ]);
  });

  test('gives a message that is worked on later to who still waits for it', () => {
    const spans = [span('request', undefined, [0, 100]), span('send', 'request', [10, 20]), span('work', 'send', [30, 90])];
    expect(pathOf(spans)).toEqual([
      ['request', 0, 10],
      ['send', 10, 20],
      ['request', 20, 30],
      ['work', 30, 90],
      ['request', 90, 100],
    ]);
  });

  test('shows time in which nobody works', () => {
    const spans = [span('request', undefined, [0, 20]), span('send', 'request', [5, 10]), span('work', 'send', [50, 90])];
    expect(pathOf(spans)).toEqual([
      ['request', 0, 5],
      ['send', 5, 10],
      ['request', 10, 20],
      ['-', 20, 50],
      ['work', 50, 90],
    ]);
  });

  test('passes over calls that took no time and clocks that went back', () => {
    const spans = [span('a', undefined, [0, 10]), span('nothing', 'a', [5, 5]), span('back', 'a', [8, 2])];
    expect(pathOf(spans)).toEqual([['a', 0, 10]]);
  });

  test('of a trace without its first span is that of what is there', () => {
    expect(pathOf([span('b', 'lost', [0, 10]), span('c', 'lost', [20, 30])])).toEqual([
      ['b', 0, 10],
      ['-', 10, 20],
      ['c', 20, 30],
    ]);
  });

  test('does not go round in circles', () => {
    expect(pathOf([span('a', 'b', [0, 10]), span('b', 'a', [2, 8])])).toEqual([['a', 0, 10]]);
    expect(pathOf([span('a', 'a', [0, 10])])).toEqual([['a', 0, 10]]);
  });

  test('of a trace ten thousand calls deep is found', () => {
    const deep = Array.from({ length: 10_000 }, (_, at) =>
      span(`s${at}`, at === 0 ? undefined : `s${at - 1}`, [at, 30_000 - at]),
    );
    expect(criticalPath(deep)).toHaveLength(19_999);
  });

  test('has no gap and no overlap, and adds up to the trace, whatever calls whatever', () => {
    const one = fc.tuple(fc.nat(100), fc.nat(60), fc.option(fc.nat(30), { nil: undefined }));
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 25 }), (list) => {
        const spans = list.map(([start, long, parent], at) =>
          span(`s${at}`, parent === undefined ? undefined : `s${parent}`, [start, start + long]),
        );
        const path = criticalPath(spans);
        const ends = list.map(([start, long]) => start + long);
        const [first, last] = [Math.min(...list.map(([start]) => start)), Math.max(...ends)];
        expect(path.reduce((sum, { end, start }) => sum + Number(end - start) / 1e6, 0)).toBe(last - first);
        path.forEach((segment, at) => {
          expect(segment.start).toBe(at === 0 ? BigInt(first) * 1_000_000n : path[at - 1]?.end);
          // a span is waited for only while it runs
          if (segment.span) expect(segment.span.start <= segment.start && segment.end <= segment.span.end).toBe(true);
        });
      }),
    );
  });
});
