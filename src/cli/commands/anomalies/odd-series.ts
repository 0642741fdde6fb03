import type { Anomaly, FoundAnomalies, Measurement, TrendClass, TrendDirection } from '../../../program.ts';
import type { Question } from '../../ask/asking.ts';
import { axisOf, chart, thinned } from '../../ask/chart.ts';
import { seriesName } from '../../ask/series-name.ts';
import { count } from '../../print.ts';

type Judged = FoundAnomalies['series'][number];
type Trend = TrendClass | TrendDirection;

/** One anomaly, with what it was found in and where that goes. */
export type Row = Anomaly & { readonly measurement: Measurement; readonly series: Judged; readonly trend: Trend | undefined };

/** As many charts as a person looks at. */
const MOST = 8;

/** Which way each series goes over the time that was looked at. */
export async function trendsOf(
  { derived }: Question<'prometheus'>,
  found: readonly FoundAnomalies[],
): Promise<ReadonlyMap<Judged, Trend | undefined>> {
  const { betterOf, trendClass } = await import('../../../program.ts');
  return new Map(
    found.flatMap(({ measurement: { metric, name }, series }) => {
      const better = betterOf(metric, name.slice(metric.length + 1), derived);
      return series.map((one) => [one, trendClass(one.grid.values, better)] as const);
    }),
  );
}

/** Drawn where somebody looks, or asks for it. */
export function isCharted({ invocation: { io, options } }: Question<'prometheus'>): boolean {
  const isTable = options['json'] !== true && options['format'] === 'table';
  return isTable && (options['series'] === true || io.terminal !== undefined);
}

/** The series of what is shown, each once, the oddest first. */
export function oddSeries(rows: readonly Row[]): readonly Row[] {
  const once = new Map<Judged, Row>();
  for (const row of rows) if (!once.has(row.series)) once.set(row.series, row);
  return [...once.values()];
}

/** Each to its own scale, with the odd times marked below. */
export function oddCharts({ span }: Question<'prometheus'>, rows: readonly Row[]): string {
  const odd = oddSeries(rows);
  const shown = odd.slice(0, MOST).map((row) => ({ row, name: nameOf(row) }));
  const width = shown.reduce((widest, { name }) => Math.max(widest, name.length), 0);
  const charts = shown.map(({ name, row: { series, trend } }) => {
    const axis = axisOf({ from: span.from, to: span.to, stepSeconds: series.grid.stepSeconds });
    const points = thinned(pointsOf(series), axis, fartherFrom(middleOf(series)));
    const marked = rows
      .filter((one) => one.series === series)
      .map(({ from, to }) => [from.getTime() / 1000, to.getTime() / 1000] as const);
    return chart([{ name: name.padEnd(width), points, note: trend, marked }], axis);
  });
  const left = odd.length - shown.length;
  return `${charts.join('')}${left > 0 ? `and ${count(left, 'measurement')} more: choose with --metric TEXT.\n` : ''}`;
}

export function jsonSeries({ measurement, series, trend }: Row): object {
  const points = pointsOf(series).map(([at, value]) => ({ at: new Date(at * 1000).toISOString(), value }));
  return {
    measurement: measurement.name,
    labels: series.labels,
    trend: trend ?? null,
    stepSeconds: series.grid.stepSeconds,
    points,
  };
}

function nameOf({ measurement, series: { labels } }: Row): string {
  return Object.keys(labels).length === 0 ? measurement.name : `${measurement.name} ${seriesName(labels, '')}`;
}

function pointsOf({ grid: { fromSeconds, stepSeconds, values } }: Judged): (readonly [number, number])[] {
  return values.flatMap((value, at) => (value === undefined ? [] : [[fromSeconds + at * stepSeconds, value] as const]));
}

/** What is odd would be lost in a mean. */
function fartherFrom(middle: number): (a: number, b: number) => number {
  return (a, b) => (Math.abs(b - middle) > Math.abs(a - middle) ? b : a);
}

function middleOf({ grid: { values } }: Judged): number {
  const known = values.filter((one) => one !== undefined).sort((a, b) => a - b);
  return known[known.length >> 1] ?? 0;
}
