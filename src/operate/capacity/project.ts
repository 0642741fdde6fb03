import type { Grid } from '../statistics/grid.ts';
import { type Band, forecaster, lineThrough } from '../statistics/line.ts';
import { quantile } from '../statistics/quantile.ts';
import { type TrendClass, trendClass } from '../statistics/trend.ts';
import { type RightSize, rightSize } from './right-size.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
/** From here on a point is a day, whose time of day has gone out of it. */
const DAYS_FROM = 8 * DAY;
/** Of a bucket: what it needs at its busiest, without single samples. */
const PEAK = 0.95;

export interface CapacityQuestion {
  readonly limit: number;
  /** How far ahead the forecast is, and the limit that fits. */
  readonly horizonSeconds: number;
  /** How far ahead the day is looked for on which the limit is reached. */
  readonly lookSeconds: number;
  /** Probability that the interval holds. */
  readonly level: number;
  /** Share of the limit that shall be left free. */
  readonly room: number;
  /** Of everything that was measured: what the limit must hold, 0 to 1. */
  readonly percentile: number;
}

export interface Capacity {
  /** A point of the trend is the 95th percentile of so long. */
  readonly bucketSeconds: number;
  readonly buckets: number;
  readonly current: number;
  readonly growthPerDay: number;
  /** Of the points of the trend: less used is better. undefined: there are too few. */
  readonly trend: TrendClass | undefined;
  /** Share of the limit that is left now; below 0 it is past. */
  readonly headroom: number;
  readonly peak: { readonly at: Date; readonly value: number };
  /** Hour of the day, UTC, at which most days peak. */
  readonly busiestHour: number | undefined;
  readonly forecast: Band;
  readonly saturation: Saturation;
  /** The percentile that was asked for, of everything that was measured. */
  readonly used: number;
  readonly size: RightSize;
}

/** When the limit is reached: as expected, at the earliest and at the latest of the interval; undefined: not as far as was looked. */
export interface Saturation {
  readonly expected: Date | undefined;
  readonly earliest: Date | undefined;
  readonly latest: Date | undefined;
}

/** Where the peaks of a measurement are going; undefined where there are too few to tell. */
export function projectCapacity(grid: Grid, question: CapacityQuestion): Capacity | undefined {
  const bucketSeconds = grid.values.length * grid.stepSeconds >= DAYS_FROM ? DAY : HOUR;
  const buckets = bucketsOf(grid, bucketSeconds);
  const points = buckets.map(({ at, values }) => [at, quantile(values, PEAK)] as const);
  const line = lineThrough(points);
  const last = points.at(-1);
  const peak = peakOf(grid);
  if (!line || !last || !peak) return undefined;
  const ahead = forecaster(line, question.level);
  const now = grid.fromSeconds + (grid.values.length - 1) * grid.stepSeconds;
  const { limit, percentile, room } = question;
  const used = quantile(
    grid.values.filter((one) => one !== undefined),
    percentile,
  );
  const forecast = ahead(now + question.horizonSeconds);
  return {
    bucketSeconds,
    buckets: points.length,
    current: last[1],
    growthPerDay: line.slope * DAY,
    trend: trendClass(
      points.map(([, value]) => value),
      'less',
    ),
    headroom: (limit - last[1]) / limit,
    peak,
    busiestHour: busiestHourOf(grid),
    forecast,
    saturation: saturationOf(ahead, now, question),
    used,
    size: rightSize({ limit, used, ahead: forecast.expected, headroom: room }),
  };
}

/** From the first that was measured to the end. */
export function historySeconds({ stepSeconds, values }: Grid): number {
  const first = values.findIndex((one) => one !== undefined);
  return first === -1 ? 0 : (values.length - first) * stepSeconds;
}

/** What would be if everything measured were multiplied, or the limit. */
export function changed(grid: Grid, question: CapacityQuestion, change: WhatIf): Capacity | undefined {
  const values = grid.values.map((value) => (value === undefined ? undefined : value * change.load));
  return projectCapacity({ ...grid, values }, { ...question, limit: question.limit * change.limit });
}

export interface WhatIf {
  /** Factors. */
  readonly load: number;
  readonly limit: number;
}

/** Counted from the end, so that the last is a whole one; those with few samples are left out. */
function bucketsOf(grid: Grid, bucketSeconds: number): { at: number; values: number[] }[] {
  const size = Math.max(1, Math.round(bucketSeconds / grid.stepSeconds));
  const found: { at: number; values: number[] }[] = [];
  for (let to = grid.values.length; to - size >= 0; to -= size) {
    const values = grid.values.slice(to - size, to).filter((one) => one !== undefined);
    if (values.length >= size / 2) found.unshift({ at: grid.fromSeconds + (to - 1 - size / 2) * grid.stepSeconds, values });
  }
  return found;
}

const MOST_LOOKS = 2000;

function saturationOf(ahead: (at: number) => Band, now: number, { limit, lookSeconds }: CapacityQuestion): Saturation {
  const step = lookSeconds / MOST_LOOKS;
  const first = (of: (band: Band) => number): Date | undefined => {
    for (let look = 0; look <= MOST_LOOKS; look += 1) {
      const at = now + look * step;
      if (of(ahead(at)) >= limit) return new Date(at * 1000);
    }
    return undefined;
  };
  return { expected: first(({ expected }) => expected), earliest: first(({ high }) => high), latest: first(({ low }) => low) };
}

function peakOf({ values, fromSeconds, stepSeconds }: Grid): Capacity['peak'] | undefined {
  let best: { index: number; value: number } | undefined;
  for (const [index, value] of values.entries())
    if (value !== undefined && (!best || value > best.value)) best = { index, value };
  return best && { at: new Date((fromSeconds + best.index * stepSeconds) * 1000), value: best.value };
}

function busiestHourOf(grid: Grid): number | undefined {
  const days = new Map<number, { hour: number; value: number }>();
  for (const [index, value] of grid.values.entries()) {
    const at = grid.fromSeconds + index * grid.stepSeconds;
    const day = Math.floor(at / DAY);
    if (value !== undefined && value > (days.get(day)?.value ?? Number.NEGATIVE_INFINITY))
      days.set(day, { hour: Math.floor((at % DAY) / HOUR), value });
  }
  const counts = new Map<number, number>();
  for (const { hour } of days.values()) counts.set(hour, (counts.get(hour) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || a - b)[0]?.[0];
}
