import { expect, test } from 'vitest';
import { lastPeriod, type Period, type Periodic, periodName, reportPeriods } from '../../../src/operate/report/periodic.ts';

const HOUR = 3_600_000;
const at = (text: string) => new Date(`2026-11-22T${text}Z`);

test.each([
  ['10:30:00', '10:00:00'],
  ['10:01:00', '10:00:00'],
  ['10:00:59', '09:00:00'],
])('at %s the last settled hour ended at %s', (now, end) => {
  expect(lastPeriod(at(now), HOUR)).toEqual({ from: new Date(at(end).getTime() - HOUR), to: at(end) });
});

/** A clock that nobody waits for. */
function running(options: Partial<Periodic>, start = '10:30:00') {
  let now = at(start).getTime();
  const seen: string[] = [];
  const waits: number[] = [];
  const clock = {
    now: () => new Date(now),
    wait: async (milliseconds: number) => {
      waits.push(milliseconds);
      now += milliseconds;
    },
  };
  const report = async (period: Period) => void seen.push(periodName(period));
  const signal = new AbortController().signal;
  const done = reportPeriods({ everyMs: HOUR, most: 3, signal, report, ...options }, clock);
  return { done, seen, waits };
}

test('reports what is over, then each hour a minute after its end', async () => {
  const { done, seen, waits } = running({});
  expect(await done).toBe(3);
  expect(seen).toEqual(['2026-11-22T10-00Z', '2026-11-22T11-00Z', '2026-11-22T12-00Z']);
  expect(waits).toEqual([31 * 60_000, HOUR]);
});

test('waits for a month in days, as no timer holds it', async () => {
  const { done, waits } = running({ everyMs: 30 * 24 * HOUR, most: 2 });
  expect(await done).toBe(2);
  expect(Math.max(...waits)).toBe(24 * HOUR);
});

test('tries the same period again where it failed, and loses none', async () => {
  const failures: unknown[] = [];
  let left = 2;
  const tried: string[] = [];
  const report = async (period: Period) => {
    tried.push(periodName(period));
    if (left-- > 0) throw new Error('away');
  };
  const { done, waits } = running({ most: 2, report, failed: (failure) => failures.push(failure) });
  expect(await done).toBe(2);
  expect(tried).toEqual(['2026-11-22T10-00Z', '2026-11-22T10-00Z', '2026-11-22T10-00Z', '2026-11-22T11-00Z']);
  expect([failures.length, waits.slice(0, 2)]).toEqual([2, [60_000, 60_000]]);
});

test('ends with the failure where nobody wants it tried again', async () => {
  const report = () => Promise.reject(new Error('away'));
  await expect(running({ report }).done).rejects.toThrow('away');
});

test('ends when it is interrupted', async () => {
  const interrupt = new AbortController();
  const report = async () => interrupt.abort();
  expect(await running({ most: undefined, report, signal: interrupt.signal }).done).toBe(1);
});
