import { short } from './numbers.ts';

const LEVELS = '▁▂▃▄▅▆▇█';
const GAP = ' ';

interface Charted {
  readonly name: string;
  /** Seconds and value, in order. */
  readonly points: readonly (readonly [number, number])[];
}

interface Axis {
  readonly from: Date;
  readonly to: Date;
  readonly stepSeconds: number;
}

/** A line of blocks for each series, all to one scale, with its least, greatest and last value. A step without a sample is a gap. */
export function chart(series: readonly Charted[], { from, to, stepSeconds }: Axis): string {
  const all = series.flatMap(({ points }) => points.map(([, value]) => value)).filter(Number.isFinite);
  const [least, greatest] = [minOf(all), maxOf(all)];
  const width = Math.max(0, ...series.map(({ name }) => name.length));
  const steps = Math.floor((to.getTime() - from.getTime()) / 1000 / stepSeconds) + 1;
  return series
    .map(({ name, points }) => {
      const values = points.map(([, value]) => value).filter(Number.isFinite);
      const start = from.getTime() / 1000;
      const at = new Map(points.map(([seconds, value]) => [Math.round((seconds - start) / stepSeconds), value]));
      const line = Array.from({ length: steps }, (_, index) => level(at.get(index), least, greatest)).join('');
      const said = `min ${short(minOf(values))}  max ${short(maxOf(values))}  last ${short(points.at(-1)?.[1])}`;
      return `${name.padEnd(width)}  ${line}  ${values.length === 0 ? 'no value' : said}\n`;
    })
    .join('');
}

function level(value: number | undefined, least: number, greatest: number): string {
  if (value === undefined || !Number.isFinite(value)) return GAP;
  const share = greatest === least ? 0 : (value - least) / (greatest - least);
  return LEVELS[Math.min(LEVELS.length - 1, Math.floor(share * LEVELS.length))] ?? GAP;
}

/** Spread over arguments, many values would not fit on the stack. */
function minOf(values: readonly number[]): number {
  return values.reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY);
}

function maxOf(values: readonly number[]): number {
  return values.reduce((greatest, one) => Math.max(greatest, one), Number.NEGATIVE_INFINITY);
}
