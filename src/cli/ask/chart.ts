import { short } from './numbers.ts';

const LEVELS = '▁▂▃▄▅▆▇█';
const GAP = ' ';
const MARK = '▲';

interface Charted {
  readonly name: string;
  /** Seconds and value, in order. */
  readonly points: Points;
  /** What is said after its values: its trend. */
  readonly note?: string | undefined;
  /** Times that are marked below its line; seconds. */
  readonly marked?: readonly (readonly [from: number, to: number])[];
}
type Points = readonly (readonly [number, number])[];

export interface Axis {
  readonly from: Date;
  readonly to: Date;
  readonly stepSeconds: number;
}

/** So many columns at most, where nobody asked for steps. */
const COLUMNS = 60;

/** Steps that fit on a line: whole multiples of those that were asked for. */
export function axisOf({ from, to, stepSeconds }: Axis): Axis {
  const seconds = (to.getTime() - from.getTime()) / 1000;
  return { from, to, stepSeconds: Math.max(1, Math.ceil(seconds / COLUMNS / stepSeconds)) * stepSeconds };
}

/** Of each step the value that `pick` takes of two. */
export function thinned(points: Points, { from, stepSeconds }: Axis, pick: (a: number, b: number) => number): Points {
  const start = from.getTime() / 1000;
  const found = new Map<number, number>();
  for (const [at, value] of points) {
    const step = start + Math.floor((at - start) / stepSeconds) * stepSeconds;
    const before = found.get(step);
    found.set(step, before === undefined ? value : pick(before, value));
  }
  return [...found];
}

/**
 * A line of blocks for each series, all to one scale, with its least, greatest and last value, and one of marks where it has any. A step
 * without a sample is a gap. `print` writes values.
 */
export function chart(
  series: readonly Charted[],
  { from, to, stepSeconds }: Axis,
  print: (value?: number) => string = short,
): string {
  const all = series.flatMap(({ points }) => points.map(([, value]) => value)).filter(Number.isFinite);
  const [least, greatest] = [minOf(all), maxOf(all)];
  const width = Math.max(0, ...series.map(({ name }) => name.length));
  const steps = Math.floor((to.getTime() - from.getTime()) / 1000 / stepSeconds) + 1;
  return series
    .map(({ marked = [], name, note, points }) => {
      const values = points.map(([, value]) => value).filter(Number.isFinite);
      const start = from.getTime() / 1000;
      const at = new Map(points.map(([seconds, value]) => [Math.round((seconds - start) / stepSeconds), value]));
      const line = Array.from({ length: steps }, (_, index) => level(at.get(index), least, greatest)).join('');
      const said = `min ${print(minOf(values))}  max ${print(maxOf(values))}  last ${print(points.at(-1)?.[1])}`;
      const noted = note === undefined ? '' : `  ${note}`;
      const below = marks(marked, steps, (seconds) => Math.floor((seconds - start) / stepSeconds));
      return `${name.padEnd(width)}  ${line}  ${values.length === 0 ? 'no value' : said}${noted}\n${below && `${' '.repeat(width)}  ${below}\n`}`;
    })
    .join('');
}

function marks(marked: NonNullable<Charted['marked']>, steps: number, columnOf: (seconds: number) => number): string {
  const isMarked = (at: number) => marked.some(([from, to]) => columnOf(from) <= at && at <= columnOf(to));
  return Array.from({ length: steps }, (_, at) => (isMarked(at) ? MARK : GAP))
    .join('')
    .trimEnd();
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
