import type { QueryContext, Site } from '../../authored/context.ts';
import { multiply, toNumber } from '../../kernel/decimal.ts';
import type { ExpectedValues, RuleTest } from '../../model/rule-test.ts';
import { type Slo, sloKey, type Tier } from '../../model/slo.ts';
import type { SliSample } from '../../sli/kind.ts';
import { sliKinds } from '../../sli/kinds.ts';
import { BASE_MS, errorRatio, REMAINING } from './recordings.ts';
import { inputSeries, type Stretch } from './test-series.ts';
import { groupIntervalMs } from './timing.ts';

const MINUTE = 60_000;
/** Events a second in tests: enough that the smallest number of failures is no obstacle. */
const BUSY = 100;
/** An incident this much faster than a tier's threshold fires it in a fifth of its long window. */
const INCIDENT = 5;
const JUST_BELOW = 0.95;
/** Of the time to detect: the long window has seen half of what it takes. */
const HALFWAY = 0.5;

/** What promtool proves about an SLO: it fires on time and resets, stays quiet just below, and survives gaps and missing series. */
export function sloTests(slo: Slo, context: QueryContext): RuleTest[] {
  const site: Site = { at: slo.address, origin: slo.origin };
  const samples = sliKinds.get(slo.sli.type)?.samples(slo.sli.settings, context, site) ?? [];
  if (samples.length === 0 || slo.sli.groupBy.length > 0) return [];
  const [quickest] = [...slo.tiers].sort((a, b) => a.longMs - b.longMs);
  if (!quickest) return [];
  return [firesAndResets(slo, quickest, samples), staysQuiet(slo, quickest, samples), ...gaps(slo, samples), noTraffic(slo)];
}

function test(slo: Slo, what: string, series: RuleTest['series'], rest: Partial<Pick<RuleTest, 'alerts' | 'values'>>): RuleTest {
  return {
    name: `${sloKey(slo)}: ${what}`,
    scope: slo.service.name,
    intervalMs: groupIntervalMs(slo),
    series,
    alerts: [],
    values: [],
    ...rest,
  };
}

/** Detection takes θ·W/e from the first bad event; recorded windows add at most one base window and two evaluations. */
function firesAndResets(slo: Slo, tier: Tier, samples: readonly SliSample[]): RuleTest {
  const interval = groupIntervalMs(slo);
  const threshold = toNumber(multiply(tier.factor, slo.budget));
  const bad = Math.min(1, threshold * INCIDENT);
  const calm = tier.longMs;
  const detect = (threshold * tier.longMs) / bad;
  const fires = up(calm + detect + BASE_MS + 2 * interval, interval);
  const ends = fires + interval;
  const clears = up(ends + tier.shortMs + BASE_MS + 2 * interval, interval);
  const stretches = [stretch(calm, 0), stretch(ends - calm, bad), stretch(clears - ends, 0)];
  return test(slo, `${tier.name} fires on time and resets`, inputSeries(samples, stretches, interval), {
    values: [
      firing(slo, tier, calm, 0),
      firing(slo, tier, up(calm + detect * HALFWAY, interval), 0), // the short window alone would have fired
      firing(slo, tier, fires, 1),
      firing(slo, tier, clears, 0),
    ],
  });
}

function staysQuiet(slo: Slo, tier: Tier, samples: readonly SliSample[]): RuleTest {
  const interval = groupIntervalMs(slo);
  const share = toNumber(multiply(tier.factor, slo.budget)) * JUST_BELOW;
  const length = up(tier.longMs * 1.5, interval);
  return test(
    slo,
    `${tier.name} stays quiet just below its threshold`,
    inputSeries(samples, [stretch(length, share)], interval),
    {
      values: [firing(slo, tier, up(length / 2, interval), 0), firing(slo, tier, length, 0)],
    },
  );
}

/** Traffic that stops for an hour, and an error series that was never created. */
function gaps(slo: Slo, samples: readonly SliSample[]): RuleTest[] {
  const interval = groupIntervalMs(slo);
  const hour = 60 * MINUTE;
  const share = toNumber(slo.budget) / 2;
  const idle: Stretch[] = [stretch(hour, share), { forMs: hour, perSecond: 0, badShare: 0 }, stretch(10 * MINUTE, share)];
  const where = `{slo=${JSON.stringify(sloKey(slo))}}`;
  const good = samples.filter((sample) => sample.perGood > 0);
  const whole = { expr: `${REMAINING}${where}`, evalMs: hour, samples: [{ labels: `${REMAINING}${where}`, value: 1 }] };
  return [
    test(slo, 'an idle hour leaves the period a number', inputSeries(samples, idle, interval), {
      values: [
        exists(`${errorRatio(slo.windowMs)}${where} >= 0`, 2 * hour),
        exists(`${errorRatio(slo.windowMs)}${where} >= 0`, 2 * hour + 5 * MINUTE),
      ],
    }),
    test(slo, 'errors that never happened count as none', inputSeries(good, [stretch(hour, 0)], interval), {
      values: [whole, noData(slo, hour, 0)],
    }),
  ];
}

function noTraffic(slo: Slo): RuleTest {
  return test(slo, 'a missing total is told', [], { values: [noData(slo, 15 * MINUTE, 1)] });
}

function noData(slo: Slo, evalMs: number, value: 0 | 1): ExpectedValues {
  const { service } = slo;
  const labels = `alertname="SloNoData",slo=${JSON.stringify(sloKey(slo))},service=${JSON.stringify(service.name)},owner=${JSON.stringify(service.owner.name)},alertstate="firing"`;
  return { expr: `count(ALERTS{${labels}}) or vector(0)`, evalMs, samples: [{ labels: '{}', value }] };
}

function stretch(forMs: number, badShare: number): Stretch {
  return { forMs, perSecond: BUSY, badShare };
}

function firing(slo: Slo, tier: Tier, evalMs: number, value: 0 | 1): ExpectedValues {
  const labels = `alertname="SloBurn",slo=${JSON.stringify(sloKey(slo))},slo_tier=${JSON.stringify(tier.name)},severity=${JSON.stringify(tier.severity)},alertstate="firing"`;
  return { expr: `count(ALERTS{${labels}}) or vector(0)`, evalMs, samples: [{ labels: '{}', value }] };
}

function exists(query: string, evalMs: number): ExpectedValues {
  return { expr: `count(${query})`, evalMs, samples: [{ labels: '{}', value: 1 }] };
}

function up(milliseconds: number, step: number): number {
  return Math.ceil(milliseconds / step) * step;
}
