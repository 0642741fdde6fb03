import type { ExpectedValues, RuleTest } from '../../model/rule-test.ts';
import { errorRatio, rates, sloSelector } from './names.ts';
import { about, busy, type SloCase, sloTest, up } from './test-case.ts';
import { inputSeries, type Traffic } from './test-series.ts';
import { COUNTED_UP_TO_MS, windowsOf } from './timing.ts';

const MINUTE = 60_000;
const HALF_HOUR = 30 * MINUTE;
const CLOSE = 0.03;
/** A state is a sample an evaluation, which begins and ends somewhere in the window. */
const SAMPLED = 0.06;
/** What is told a base window late is told smoothed. */
const SMOOTHED = 0.12;
/** Samples of a state that a window may hold more or less. */
const EDGES = 2;

/** Traffic and errors that change all the time, so that each window shows other numbers; all of them are held against what happened. */
export function windowTests(one: SloCase): RuleTest[] {
  const { slo, samples, intervalMs, lagMs } = one;
  const shortest = lagMs > 0 ? HALF_HOUR : 0;
  const windows = windowsOf(slo).filter((window) => window >= shortest && window <= COUNTED_UP_TO_MS);
  const traffic = changing(one);
  const end = traffic.reduce((sum, { forMs }) => sum + forMs, 0);
  const values = windows.flatMap((window) => shown(one, traffic, window, end));
  return [sloTest(one, 'every window shows what happened in it', inputSeries(samples, traffic, intervalMs), values)];
}

function changing(one: SloCase): Traffic[] {
  const part = (minutes: number, badShare: number, times: number): Traffic => {
    const { perSecond, ...rest } = busy(up(minutes * MINUTE, one), badShare);
    return { ...rest, perSecond: perSecond * times };
  };
  return [part(90, 0.125, 0.5), part(30, 0.5, 1), part(25, 0.25, 1), part(7, 0.75, 0.25)];
}

function shown(one: SloCase, traffic: readonly Traffic[], windowMs: number, at: number): ExpectedValues[] {
  const { slo, counts, intervalMs, lagMs } = one;
  const seconds = windowMs / 1000;
  const { total, bad } = happened(traffic, windowMs, one);
  const within = lagMs > 0 ? SMOOTHED : counts ? CLOSE : SAMPLED;
  const edges = counts ? 0 : (EDGES * intervalMs) / Math.min(windowMs, at);
  const where = sloSelector(slo);
  const names = rates(windowMs);
  const ratio = bad / total;
  return [
    about(`max(${names.total}${where})`, at, total / seconds, (total / seconds) * (within + edges)),
    about(`max(${names.bad}${where})`, at, bad / seconds, (bad / seconds) * within + (edges * total) / seconds),
    about(`max(${errorRatio(windowMs)}${where})`, at, ratio, ratio * within + edges),
  ];
}

/** The events of the last so many milliseconds; a state is a sample an evaluation. */
function happened(
  traffic: readonly Traffic[],
  windowMs: number,
  { counts, intervalMs }: SloCase,
): { total: number; bad: number } {
  let [left, total, bad] = [windowMs, 0, 0];
  for (const { forMs, perSecond, badShare } of traffic.toReversed()) {
    const during = Math.min(left, forMs);
    const events = (during / 1000) * (counts ? perSecond : 1000 / intervalMs);
    left -= during;
    total += events;
    bad += events * badShare;
  }
  return { total, bad };
}
