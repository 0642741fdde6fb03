import type { AnyHistogram, Of } from '../authored/metric.ts';
import { metricOf } from '../authored/query.ts';
import type { AlertCase, CaseSeries } from '../model/alert-case.ts';
import { sampleSeries } from '../sli/sample.ts';
import type { AlertScope } from './kind.ts';

interface Percentile {
  readonly options: { readonly of: Of<AnyHistogram> };
  readonly scope: AlertScope;
  readonly by: readonly string[];
  readonly bound: number;
  readonly share: number;
  readonly seconds: number;
  readonly minCount: number;
}

const EVERY_MS = 30_000;
/** What is observed a second, and how many of it are slow before and after a moment. */
interface Traffic {
  readonly perSecond: number;
  readonly before: number;
  readonly after: number;
  readonly fromMs: number;
}

/** As many slow ones as just pass the percentile, once the window sees nothing else; as many as just do not; all of too few. */
export function percentileCases(one: Percentile): AlertCase[] {
  const { share, seconds, minCount } = one;
  const windowMs = seconds * 1000;
  if (windowMs % EVERY_MS !== 0 || windowMs < 2 * EVERY_MS || windowMs > 500 * EVERY_MS) return [];
  const busy = Math.ceil((100 * minCount) / seconds);
  const slow = 1 - share;
  const fromMs = 2 * windowMs;
  const warm = { holds: undefined, warmMs: windowMs, lastsMs: 3 * windowMs } as const;
  return [
    {
      name: 'fires when just too many are slow',
      series: seriesOf(one, { perSecond: busy, before: 0, after: slow * 1.001, fromMs }),
      holds: { fromMs: fromMs + windowMs - EVERY_MS },
    },
    {
      name: 'stays quiet when just not too many are',
      series: seriesOf(one, { perSecond: busy, before: slow * 0.999, after: 0, fromMs: 1e12 }),
      ...warm,
    },
    {
      name: 'stays quiet with too few',
      series: seriesOf(one, { perSecond: (0.9 * minCount) / seconds, before: 1, after: 1, fromMs: 0 }),
      ...warm,
    },
  ];
}

function seriesOf({ options, scope, by, bound }: Percentile, { perSecond, before, after, fromMs }: Traffic): CaseSeries[] {
  const { of } = options;
  const { buckets } = metricOf(of) as AnyHistogram; // the kind takes no other
  const all = (ms: number) => tidy(perSecond * (DAY_S + ms / 1000));
  const slow = (ms: number) => (perSecond * (Math.min(ms, fromMs) * before + Math.max(0, ms - fromMs) * after)) / 1000;
  const fast = (ms: number) => tidy(all(ms) - slow(ms));
  if (buckets.length === 0) {
    const series = sampleSeries(of, scope.context.selector(of, scope.site), { groupBy: by });
    return [{ series, at: (ms) => nativeSample(fast(ms), tidy(all(ms) - fast(ms)), bound) }];
  }
  const bucket = (le: string, at: CaseSeries['at']) => ({
    series: sampleSeries(of, scope.context.selector(of, scope.site, '_bucket'), { groupBy: by, extra: { le } }),
    at,
  });
  const below = buckets.filter((one) => one <= bound).at(-1);
  const beyond = buckets.find((one) => one > bound);
  return [
    ...(below === undefined ? [] : [bucket(printLe(below), fast)]),
    // of a bound between two buckets the next one holds none of the slow ones either
    ...(beyond === undefined ? [] : [bucket(printLe(beyond), below === bound ? all : fast)]),
    bucket('+Inf', all),
    { series: sampleSeries(of, scope.context.selector(of, scope.site, '_count'), { groupBy: by }), at: all },
  ];
}

const DAY_S = 86_400;

/** Buckets whose bounds are powers of two: one below the bound, one above. */
function nativeSample(fast: number, slow: number, bound: number): string {
  const [low, high] = [Math.floor(Math.log2(bound)), Math.ceil(Math.log2(bound)) + 1];
  const between = Array.from({ length: high - low - 1 }, () => 0);
  return `{{schema:0 sum:1 count:${tidy(fast + slow)} offset:${low} buckets:[${[fast, ...between, slow].join(' ')}]}}`;
}

/** As Prometheus 3 stores it: `1.0`. */
function printLe(bound: number): string {
  return Number.isInteger(bound) ? `${bound}.0` : String(bound);
}

function tidy(value: number): number {
  return Number(value.toPrecision(14));
}
