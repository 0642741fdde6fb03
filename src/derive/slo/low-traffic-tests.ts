import type { RuleTest } from '../../model/rule-test.ts';
import { burning, busy, failures, idle, type SloCase, sloTest, thresholdOf, up } from './test-case.ts';
import { inputSeries, type Traffic } from './test-series.ts';
import { BASE_MS } from './timing.ts';

/** Above this a handful of failures is no incident, however bad. */
const LOW_THRESHOLD = 1 / 15;
const MINUTE = 60_000;
/** Failures, one an evaluation, of which a rate over five minutes has shown more than one at the last. */
const ENOUGH_OF_A_RATE = 5;

/** Traffic that the guard of the quickest tier keeps quiet for, and what then makes it fire. */
interface Story {
  readonly what: string;
  readonly quiet: readonly Traffic[];
  readonly loud: Traffic;
}

/** The quickest tier stays quiet where its ratios alone would fire, and fires once its guard lets it. */
export function lowTrafficTests(one: SloCase): RuleTest[] {
  const { quickest: tier, intervalMs, samples } = one;
  const story = thresholdOf(one, tier) > LOW_THRESHOLD ? undefined : storyOf(one);
  if (!story) return [];
  const quiet = story.quiet.reduce((sum, { forMs }) => sum + forMs, 0);
  const fires = quiet + story.loud.forMs + intervalMs;
  const traffic = [...story.quiet, story.loud, uneventful(one, intervalMs)];
  return [
    sloTest(
      one,
      `${tier.name} needs ${story.what}`,
      () => inputSeries(samples, traffic, intervalMs),
      () => [burning(one, tier, quiet, false), burning(one, tier, fires, true)],
    ),
  ];
}

function storyOf(one: SloCase): Story | undefined {
  const guard = one.slo.lowTraffic;
  if (guard.kind === 'failures') return guard.atLeast < 2 ? undefined : fewFailures(one, guard.atLeast);
  return guard.kind === 'budget' ? afterTraffic(one) : oneOfFew(one);
}

/** One failure less than it needs, all there was; then some more. */
function fewFailures(one: SloCase, atLeast: number): Story {
  const { quickest: tier, intervalMs } = one;
  // a gauge shows one more: it is there when the test begins
  const first = failures(one.counts ? atLeast - 1 : Math.max(1, atLeast - 2), one);
  const few = up(Math.max(first.forMs + intervalMs, thresholdOf(one, tier) * tier.longMs * 1.25), one);
  return {
    what: 'its failures',
    // a rate that has only begun shows more than there was
    quiet: [...(one.lagMs > 0 ? [idle(BASE_MS)] : []), first, uneventful(one, few - first.forMs)],
    loud: failures(one.lagMs > 0 ? ENOUGH_OF_A_RATE : 2, one),
  };
}

/** Where missing answers count, nothing may be missing. */
function uneventful({ missing }: SloCase, forMs: number): Traffic {
  return missing === 'ignored' ? idle(forMs) : busy(forMs, 0);
}

/** An evaluation counts what was stored before it, so a failure shows at the next. */
function seenFailure(one: SloCase): Traffic[] {
  return [failures(1, one), uneventful(one, one.intervalMs)];
}

/** Busy minutes, then a night with one failure; then a minute in which much fails. */
function afterTraffic(one: SloCase): Story {
  const night = idle(up(one.quickest.longMs * 1.1, one));
  return {
    what: 'its share of the budget',
    quiet: [busy(5 * MINUTE, 0), night, ...seenFailure(one)],
    loud: busy(up(MINUTE, one), 1),
  };
}

/** A failure among so few events that it is twice the threshold; then five more. */
function oneOfFew(one: SloCase): Story | undefined {
  const { quickest: tier, intervalMs, counts } = one;
  const events = Math.floor(1 / (2 * thresholdOf(one, tier)));
  const spell = up(tier.longMs / 2, one);
  const each = Math.ceil((events * intervalMs) / spell);
  if (!counts || events < 20) return undefined;
  const good: Traffic = { forMs: Math.floor(events / each) * intervalMs, perSecond: (each * 1000) / intervalMs, badShare: 0 };
  const pause = idle(up(tier.longMs * 0.9, one) - good.forMs);
  return { what: 'to be sure', quiet: [good, pause, ...seenFailure(one)], loud: failures(5, one) };
}
