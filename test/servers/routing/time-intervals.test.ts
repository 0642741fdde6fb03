/** Time intervals around the present moment, beside a real Alertmanager, whose clock cannot be set: `status.mutedBy` of GET /alerts/groups. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rootRoute } from '../../../src/artifacts/alertmanager-config/routes.ts';
import { timeInterval } from '../../../src/artifacts/alertmanager-config/time-intervals.ts';
import { mutedAt } from '../../../src/check/routing/simulate.ts';
import { addressOf, ESTATE } from '../../../src/kernel/address.ts';
import type { Route, Span, TimeInterval, TimeSpec } from '../../../src/model/routing.ts';
import { serverSuite } from '../support.ts';
import { type ApiGroup, type Judge, startJudge, whole } from './alertmanager.ts';
import { plainRoute } from './random-trees.ts';

const COUNT = 400;
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
  'Australia/Adelaide',
];
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Far from a whole minute, or the answer might be of the next one. */
const MARGIN = 20_000;

await serverSuite('alertmanager', 'when nobody is told', () => {
  let judge: Judge;
  beforeAll(async () => {
    judge = await startJudge();
  }, 90_000);
  afterAll(() => judge?.stop());

  test(`${COUNT} routes with intervals around now: muted, and by which of them`, { timeout: 120_000 }, async () => {
    const intoMinute = Date.now() % MINUTE;
    if (intoMinute > MINUTE - MARGIN) await new Promise((done) => setTimeout(done, MINUTE - intoMinute + 100));
    const now = new Date();
    const routes = Array.from({ length: COUNT }, (_, index) => routeAround(now, index));
    const theirs = await judged(judge, routes);
    const ours = routes.map((route, index) => `${index}: ${(mutedAt(route, now)?.by ?? []).map(({ name }) => name).sort()}`);
    expect(ours.filter((one, index) => one !== theirs[index]).map((one) => [one, theirs[Number(one.split(':')[0])]])).toEqual([]);
    expect(theirs.filter((one) => !one.endsWith(': ')).length).toBeGreaterThan(COUNT / 5);
    expect(theirs.filter((one) => one.endsWith(': ')).length).toBeGreaterThan(COUNT / 5);
  });
});

async function judged(judge: Judge, routes: readonly Route[]): Promise<string[]> {
  const root = { ...plainRoute('root'), groupWaitMs: 0, groupBy: ['case'], routes };
  const intervals = routes.flatMap(({ active, mute }) => [...active, ...mute]);
  await judge.load({ route: rootRoute(root), receivers: [{ name: 'root' }], time_intervals: intervals.map(timeInterval) });
  await judge.send(routes.map((_, index) => ({ case: String(index) })));
  const muted = (answer: readonly ApiGroup[]) =>
    answer.filter(({ alerts }) => alerts.some(({ status }) => status.mutedBy.length > 0)).length;
  let before = -1;
  // what mutes is known once the group was to be told: two answers with as many muted groups are whole
  const groups = await whole(
    async () => {
      await new Promise((done) => setTimeout(done, 500));
      return judge.groups('case=~".+"');
    },
    (answer) => {
      const isSame = answer.length === routes.length && muted(answer) === before;
      before = muted(answer);
      return isSame;
    },
  );
  const byCase = new Map(groups.map(({ labels, alerts }) => [labels['case'], alerts[0]?.status.mutedBy ?? []]));
  // it names an interval once for each of its specs that holds
  return routes.map((_, index) => `${index}: ${[...new Set(byCase.get(String(index)))].sort()}`);
}

/** Each with one or two intervals that begin or end at most a little before or after now. */
function routeAround(now: Date, index: number): Route {
  const one = (name: string, seed: number): TimeInterval => ({
    address: addressOf(ESTATE, 'time-interval', name),
    name,
    origin: {},
    specs: seed % 5 === 0 ? [specAround(now, seed), specAround(now, seed + 7)] : [specAround(now, seed)],
  });
  const intervals = index % 3 === 0 ? [one(`i${index}a`, index), one(`i${index}b`, index * 3 + 1)] : [one(`i${index}`, index)];
  const matchers = [{ label: 'case', op: '=' as const, value: String(index) }];
  return { ...plainRoute('root'), matchers, ...(index % 2 === 0 ? { active: intervals } : { mute: intervals }) };
}

const FIELDS: readonly ((wall: Date, step: number) => Partial<TimeSpec>)[] = [
  (wall, step) => ({ times: [timesAround(wall, step)] }),
  (wall, step) => ({ weekdays: [inOrder((wall.getUTCDay() + step + 7) % 7, wall.getUTCDay())] }),
  (wall, step) => ({ daysOfMonth: [inOrder(dayNear(wall, step), wall.getUTCDate())] }),
  (wall, step) => ({ daysOfMonth: [fromEnd(wall, step)] }),
  (wall, step) => ({
    months: [inOrder(((wall.getUTCMonth() + step + 12) % 12) + 1, ((wall.getUTCMonth() + step + 12) % 12) + 1)],
  }),
  (wall, step) => ({ years: [{ from: wall.getUTCFullYear() + step, to: wall.getUTCFullYear() + 2 }] }),
  (wall, step) => ({
    weekdays: [{ from: (wall.getUTCDay() + step + 7) % 7, to: (wall.getUTCDay() + step + 7) % 7 }],
    times: [timesAround(wall, -step)],
  }),
];

function specAround(now: Date, seed: number): TimeSpec {
  const location = ZONES[seed % ZONES.length] ?? 'UTC';
  const step = (seed % 3) - 1;
  const fields = FIELDS[Math.floor(seed / 3) % FIELDS.length]?.(wallIn(location, now), step);
  return { times: [], weekdays: [], daysOfMonth: [], months: [], years: [], location, ...fields };
}

/** As if the zone were UTC; by the locale and not by what is judged here. */
function wallIn(location: string, now: Date): Date {
  return new Date(`${now.toLocaleString('sv-SE', { timeZone: location }).replace(' ', 'T')}Z`);
}

/** Ends now, holds now, or begins the minute after. */
function timesAround(wall: Date, step: number): Span {
  const minute = wall.getUTCHours() * 60 + wall.getUTCMinutes();
  if (step < 0 && minute > 0) return { from: Math.max(0, minute - 90), to: minute };
  if (step > 0 && minute < 1439) return { from: minute + 1, to: Math.min(1440, minute + 90) };
  return { from: minute, to: minute + 1 };
}

function dayNear(wall: Date, step: number): number {
  return new Date(wall.getTime() + step * 24 * HOUR).getUTCDate();
}

function fromEnd(wall: Date, step: number): Span {
  const days = new Date(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() + 1, 0)).getUTCDate();
  const day = Math.max(-28, Math.min(-1, wall.getUTCDate() - days - 1 + step));
  return { from: day, to: day };
}

function inOrder(a: number, b: number): Span {
  return { from: Math.min(a, b), to: Math.max(a, b) };
}
