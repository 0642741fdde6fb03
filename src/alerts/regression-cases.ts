import { metricOf } from '../authored/query.ts';
import { duration as milliseconds } from '../kernel/duration.ts';
import type { AlertCase, CaseSeries } from '../model/alert-case.ts';
import { sampleSeries } from '../sli/sample.ts';
import { inBaseUnit } from './in-base-unit.ts';
import type { AlertScope } from './kind.ts';
import type { Regression, VersionSettings } from './version-options.ts';

interface Compared {
  readonly options: VersionSettings;
  readonly regression: Required<Regression>;
  readonly scope: AlertScope;
  readonly label: string;
}
/** One instance with its version. */
interface Running {
  readonly version: string;
  readonly fromMs: number;
  readonly perSecond: number;
  readonly badShare: number;
}

const HALF_MINUTE = 30_000;

/** An old version for as long as one is new, then a new one beside it: that fails too often, nearly too often, and too seldom to tell. */
export function regressionCases(one: Compared): AlertCase[] {
  const { times, atLeast, window, minCount, newFor } = one.regression;
  const [windowMs, newMs] = [milliseconds(window), milliseconds(newFor)];
  const least = Number(inBaseUnit(atLeast));
  const share = Math.max(least, 0.001);
  const bound = Math.max(share * times, least);
  if (windowMs < 10 * HALF_MINUTE || newMs > 2 * 86_400_000 || newMs < windowMs || bound > 0.9) return [];
  const everyMs = Math.max(1, Math.floor(windowMs / 10 / HALF_MINUTE)) * HALF_MINUTE;
  const busy = (10 * minCount * 1000) / windowMs;
  const fromMs = Math.ceil((newMs + windowMs) / everyMs) * everyMs;
  const old: Running = { version: '1.0.0', fromMs: 0, perSecond: busy, badShare: share };
  const fresh = { version: '1.1.0', fromMs, perSecond: busy };
  const play = (...all: Running[]) => all.flatMap((running, index) => seriesOf(one, running, String(index)));
  const quiet = { everyMs, holds: undefined, warmMs: newMs + windowMs, lastsMs: fromMs + windowMs } as const;
  return [
    {
      name: 'fires where the new version fails too often',
      everyMs,
      series: play(old, { ...fresh, badShare: bound * 1.01 }),
      holds: { fromMs: fromMs + everyMs, byMs: fromMs + windowMs / 2 },
    },
    { name: 'stays quiet where it fails just not too often', series: play(old, { ...fresh, badShare: bound * 0.99 }), ...quiet },
    { name: 'stays quiet with too few events', series: play(old, { ...fresh, perSecond: busy / 20, badShare: 1 }), ...quiet },
    {
      name: 'stays quiet where an old version fails',
      series: play(old, { ...old, version: '0.9.0', badShare: Math.min(1, bound * 2) }),
      ...quiet,
    },
  ];
}

function seriesOf({ options, regression, scope, label }: Compared, running: Running, instance: string): CaseSeries[] {
  const { version, fromMs, perSecond, badShare } = running;
  const { bad, total } = regression;
  const { context, site } = scope;
  const [badOnes, all] = [context.selector(bad, site), context.selector(total, site)];
  const part = metricOf(bad) === metricOf(total);
  const grows = (share: number) => (ms: number) =>
    ms < fromMs ? undefined : Number(((perSecond * share * (ms - fromMs)) / 1000).toPrecision(12));
  const extra = { instance };
  return [
    {
      series: sampleSeries(options.of, context.selector(options.of, site), { extra: { ...extra, [label]: version } }),
      at: (ms) => (ms < fromMs ? undefined : 1),
    },
    { series: sampleSeries(bad, badOnes, { extra }), at: grows(badShare) },
    { series: sampleSeries(total, all, { extra, unlike: part ? badOnes : undefined }), at: grows(part ? 1 - badShare : 1) },
  ];
}
