import { detectionMs, fewestFailures, resetMs, thresholdOf } from '../../derive/slo/tier-numbers.ts';
import { BASE_MS, groupIntervalMs } from '../../derive/slo/timing.ts';
import { toNumber } from '../../kernel/decimal.ts';
import type { Slo, Tier } from '../../model/slo.ts';
import { AlertState, type Firing } from './alert-state.ts';
import { eventCounts } from './event-counts.ts';
import type { Incident } from './incident.ts';
import { type WindowReader, windowReader } from './window-reader.ts';

export interface SimulateOptions {
  /** Usual events a second. undefined: so many that failures are never too few. */
  readonly perSecond?: number | undefined;
  /** How long the service was measured, without an error, when the incident begins. undefined: longer than any window. */
  readonly measuredMs?: number | undefined;
}

/** What an incident does to an SLO. */
export interface SimulatedIncident {
  readonly incident: Incident;
  readonly durationMs: number;
  /** The share of the period's budget it spends. */
  readonly spent: number;
  readonly badEvents: number;
  readonly tiers: readonly SimulatedTier[];
  /** Of the simulation, for pictures: moments count from the beginning of the measuring. */
  readonly beginsMs: number;
  readonly reader: WindowReader;
}

export interface SimulatedTier {
  readonly tier: Tier;
  /** After the beginning of the incident. undefined: it does not fire. */
  readonly firesMs: number | undefined;
  /** After the end of the incident. */
  readonly resetsMs: number | undefined;
  /** The share of the period's budget that is spent when it fires. */
  readonly spent: number | undefined;
  /** What the closed formulas say, for a full past and events without gaps. */
  readonly formula: { readonly firesMs: number | undefined; readonly resetsMs: number | undefined };
  readonly firings: readonly Firing[];
}

const BUSY = 1000;
const CLEARLY = 1.1;
const HOUR = 3_600_000;

/** Runs an incident through the rules of an SLO, evaluation by evaluation. */
export function simulate(slo: Slo, incident: Incident, options: SimulateOptions = {}): SimulatedIncident {
  const interval = groupIntervalMs(slo);
  const perSecond = options.perSecond ?? BUSY;
  const beginsMs = up(options.measuredMs ?? longestOf(slo) + 2 * HOUR, interval);
  const durationMs = incident.durationMs ?? up(longEnough(slo, incident, options), interval);
  const endsMs = beginsMs + durationMs;
  const counts = eventCounts({ perSecond, beginsMs, endsMs, errorRatio: incident.errorRatio, times: incident.times });
  const reader = windowReader(slo, counts);
  const states = slo.tiers.map((tier) => ({
    tier,
    state: new AlertState(tier),
    holds: conditionOf(slo, tier, reader, perSecond),
  }));
  const calmMs = endsMs + Math.max(...slo.tiers.map(({ shortMs }) => shortMs)) + BASE_MS;
  const lastMs = calmMs + 2 * longestOf(slo);
  for (let at = beginsMs; at <= lastMs; at += interval) {
    for (const { state, holds } of states) state.evaluate(at, holds(at));
    if (at > calmMs && states.every(({ state }) => !state.active)) break;
  }
  const spentBy = (atMs: number) => (counts.bad(atMs) * 1000) / (toNumber(slo.budget) * perSecond * slo.windowMs);
  const tiers = states.map(({ tier, state }) => {
    state.close(lastMs);
    return {
      tier,
      ...told(state.firings, beginsMs, endsMs, spentBy),
      formula: formulaOf(slo, tier, incident, durationMs, options),
    };
  });
  return { incident, durationMs, spent: spentBy(endsMs), badEvents: counts.bad(endsMs), tiers, beginsMs, reader };
}

/** The condition of a tier's alert: `derive/slo/alerts.ts` writes the same as PromQL. */
function conditionOf(slo: Slo, tier: Tier, reader: WindowReader, perSecond: number): (atMs: number) => boolean {
  const threshold = toNumber(thresholdOf(slo, tier));
  return (at) =>
    reader.ratio(tier.shortMs, at) > threshold &&
    reader.ratio(tier.longMs, at) * reader.filled(tier.longMs, at) > threshold &&
    enoughEvents(slo, tier, reader, at, perSecond);
}

/** The guard for low traffic: `derive/slo/low-traffic.ts` writes the same as PromQL. */
function enoughEvents(slo: Slo, tier: Tier, reader: WindowReader, at: number, perSecond: number): boolean {
  const bad = reader.bad(tier.longMs, at);
  if (slo.lowTraffic.kind !== 'confidence') return bad > fewestFailures(slo, tier, perSecond) - 0.5;
  const square = toNumber(slo.lowTraffic.z) ** 2;
  const ratio = reader.ratio(tier.longMs, at);
  const spread = Math.sqrt(square) * Math.sqrt(Math.max(0, bad * (1 - ratio)) + square / 4);
  return (bad + square / 2 - spread) / (bad / ratio + square) > toNumber(thresholdOf(slo, tier));
}

type Told = Pick<SimulatedTier, 'firesMs' | 'resetsMs' | 'spent' | 'firings'>;

function told(firings: readonly Firing[], beginsMs: number, endsMs: number, spentBy: (atMs: number) => number): Told {
  const [first, last] = [firings[0], firings.at(-1)];
  if (!first || !last) return { firesMs: undefined, resetsMs: undefined, spent: undefined, firings };
  return { firesMs: first.fromMs - beginsMs, resetsMs: last.untilMs - endsMs, spent: spentBy(first.fromMs), firings };
}

function formulaOf(
  slo: Slo,
  tier: Tier,
  incident: Incident,
  durationMs: number,
  options: SimulateOptions,
): SimulatedTier['formula'] {
  const burn = { ...incident, perSecond: options.perSecond };
  const firesMs = detectionMs(slo, tier, burn);
  if (firesMs === undefined || firesMs - tier.forMs > durationMs) return { firesMs: undefined, resetsMs: undefined };
  const resetsMs = resetMs(slo, tier, burn);
  // an incident that is over may still be waited for
  return firesMs > durationMs + resetsMs - tier.keepFiringForMs
    ? { firesMs: undefined, resetsMs: undefined }
    : { firesMs, resetsMs };
}

/** Until the last tier that can fire has fired and a tenth longer, clear of the edge; where none can, as long as the longest window. */
function longEnough(slo: Slo, incident: Incident, { perSecond }: SimulateOptions): number {
  const found = slo.tiers.flatMap((tier) => detectionMs(slo, tier, { ...incident, perSecond }) ?? []);
  return found.length === 0 ? longestOf(slo) : Math.max(...found) * CLEARLY;
}

function longestOf({ tiers }: Slo): number {
  return Math.max(HOUR, ...tiers.flatMap(({ longMs, shortMs }) => [longMs, shortMs]));
}

function up(milliseconds: number, interval: number): number {
  return Math.ceil(milliseconds / interval) * interval;
}
