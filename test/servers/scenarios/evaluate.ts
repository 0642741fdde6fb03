/** The rules, evaluated by a real Prometheus as if it had run all along, and written back. */
import { statesOf } from '../../../definitions/simulator/firing.ts';
import type { Stored } from '../../../definitions/simulator/play.ts';
import type { Period } from '../../../definitions/simulator/timeline.ts';
import type { Needs } from './needs.ts';
import { remoteWrite } from './remote-write.ts';
import type { Labels, Rule } from './rules.ts';

/** When an alert fired, and for which labels. */
export interface Fired extends Period {
  readonly key: string;
  readonly labels: Labels;
}
export interface Ground {
  readonly prometheus: string;
  readonly loki: string;
  /** When the play began. */
  readonly startMs: number;
  /** While Prometheus has too much to do, it evaluates one time in three. */
  readonly late: readonly Period[];
}

/** A query may answer with 11,000 points a series. */
const MOST_STEPS = 10_000;
const LATE_EVERY = 3;

export async function evaluateRules({ rules }: Needs, ground: Ground): Promise<Fired[]> {
  const fired: Fired[] = [];
  for (const { rule, periods } of rules) {
    for (const period of periods) {
      const series = await answers(rule, period, ground);
      const written = rule.isAlert ? series.flatMap((one) => alertSeries(rule, one, ground, fired)) : recorded(rule, series);
      if (rule.engine === 'prometheus') await remoteWrite(ground.prometheus, written, ground.startMs); // the ruler of Loki keeps none
    }
  }
  return fired;
}

interface Answered {
  readonly labels: Labels;
  readonly values: ReadonlyMap<number, number>;
  /** Every moment of an evaluation, this series having an answer or not. */
  readonly moments: readonly number[];
}

async function answers(rule: Rule, { from, to }: Period, ground: Ground): Promise<Answered[]> {
  const step = rule.intervalSeconds;
  const first = Math.ceil(from / step) * step;
  const found = new Map<string, { labels: Labels; values: Map<number, number> }>();
  for (let start = first; start <= to; start += step * MOST_STEPS) {
    const end = Math.min(to, start + step * (MOST_STEPS - 1));
    for (const { metric, values } of await queryRange(ground, { rule, start, end })) {
      const key = JSON.stringify(Object.entries(metric).sort());
      const one = found.get(key) ?? { labels: metric, values: new Map<number, number>() };
      found.set(key, one);
      for (const [at, value] of values)
        one.values.set(Math.round(at - ground.startMs / 1000), Number(value.replace('Inf', 'Infinity')));
    }
  }
  const all = Array.from({ length: Math.max(0, Math.floor((to - first) / step) + 1) }, (_, index) => first + index * step);
  const moments = all.filter((at) => !isSkipped(at, step, ground));
  return [...found.values()].map(({ labels, values }) => ({ labels, values, moments }));
}

function isSkipped(at: number, step: number, { late }: Ground): boolean {
  return late.some(({ from, to }) => at >= from && at < to) && (at / step) % LATE_EVERY !== 0;
}

interface RangeQuery {
  readonly rule: Rule;
  readonly start: number;
  readonly end: number;
}
interface Series {
  readonly metric: Labels;
  readonly values: readonly (readonly [number, string])[];
}

const PATHS = { prometheus: '/api/v1/query_range', loki: '/loki/api/v1/query_range' } as const;

async function queryRange(ground: Ground, { rule, start, end }: RangeQuery): Promise<readonly Series[]> {
  const zero = ground.startMs / 1000;
  const { expr: query, intervalSeconds, engine } = rule;
  const body = new URLSearchParams({
    query,
    start: String(zero + start),
    end: String(zero + end),
    step: String(intervalSeconds),
  });
  const answer = await fetch(`${ground[engine]}${PATHS[engine]}`, { method: 'POST', body });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${query}: ${text}`);
  return (JSON.parse(text) as { data: { result: Series[] } }).data.result;
}

function recorded({ key, labels }: Rule, series: readonly Answered[]): Stored[] {
  return series.map((one) => stored({ ...one.labels, ...labels, __name__: key }, one.moments, (at) => one.values.get(at)));
}

/** With a mark where the series ends, as Prometheus leaves one. */
function stored(labels: Labels, moments: readonly number[], valueAt: (at: number) => number | undefined): Stored {
  const written: Stored = { labels, at: [], values: [] };
  let was = false;
  for (const at of moments) {
    const value = valueAt(at);
    if (value !== undefined || was) {
      written.at.push(at);
      written.values.push(value);
    }
    was = value !== undefined;
  }
  return written;
}

/** `ALERTS` and since when, which escalations, correlations and boards read. */
function alertSeries(rule: Rule, { labels: answered, values, moments }: Answered, { startMs }: Ground, fired: Fired[]): Stored[] {
  const { __name__, ...own } = answered;
  const labels = { ...own, ...rule.labels };
  const states = statesOf([...values.keys()], moments, rule);
  for (const period of periodsOf(moments, states)) fired.push({ key: rule.key, labels, ...period });
  const stateAt = new Map(moments.map((at, index) => [at, states[index]]));
  const alerts = (['pending', 'firing'] as const).map((alertstate) =>
    stored({ ...labels, __name__: 'ALERTS', alertstate }, moments, (at) => (stateAt.get(at) === alertstate ? 1 : undefined)),
  );
  const since = sinceWhen(moments, states);
  const began = (at: number) => {
    const seconds = since.get(at);
    return seconds === undefined ? undefined : startMs / 1000 + seconds;
  };
  return [...alerts, stored({ ...labels, __name__: 'ALERTS_FOR_STATE' }, moments, began)];
}

/** When what holds now began. */
function sinceWhen(moments: readonly number[], states: readonly unknown[]): ReadonlyMap<number, number> {
  const since = new Map<number, number>();
  let began: number | undefined;
  for (const [index, at] of moments.entries()) {
    began = states[index] === 'pending' || states[index] === 'firing' ? (began ?? at) : undefined;
    if (began !== undefined) since.set(at, began);
  }
  return since;
}

function periodsOf(moments: readonly number[], states: readonly unknown[]): Period[] {
  const periods: { from: number; to: number }[] = [];
  for (const [index, at] of moments.entries()) {
    if (states[index] !== 'firing') continue;
    const last = periods.at(-1);
    if (last && states[index - 1] === 'firing') last.to = at;
    else periods.push({ from: at, to: at });
  }
  return periods;
}
