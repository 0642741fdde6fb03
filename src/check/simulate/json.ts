import { thresholdOf } from '../../derive/slo/tier-numbers.ts';
import { groupIntervalMs } from '../../derive/slo/timing.ts';
import { printDecimal } from '../../kernel/decimal.ts';
import { printDuration } from '../../kernel/duration.ts';
import type { Slo, Tier } from '../../model/slo.ts';
import { guardSays } from '../low-traffic-says.ts';
import type { SimulatedIncident, SimulatedTier } from './simulate.ts';

/** A simulation for programs: times in seconds, shares from 0 to 1, exact numbers as text, null where nothing happens. */
export function simulationJson(slo: Slo, incidents: readonly SimulatedIncident[], perSecond: number | undefined): object {
  return {
    slo: slo.address,
    objective: printDecimal(slo.objective),
    budget: printDecimal(slo.budget),
    window: printDuration(slo.windowMs),
    interval_seconds: groupIntervalMs(slo) / 1000,
    events_per_second: perSecond ?? null,
    low_traffic: guardSays(slo.lowTraffic),
    tiers: slo.tiers.map((tier) => tierJson(slo, tier)),
    incidents: incidents.map((one) => incidentJson(one, perSecond !== undefined)),
  };
}

function tierJson(slo: Slo, tier: Tier): object {
  return {
    name: tier.name,
    severity: tier.severity,
    long: printDuration(tier.longMs),
    short: printDuration(tier.shortMs),
    factor: printDecimal(tier.factor),
    threshold: printDecimal(thresholdOf(slo, tier)),
    for_seconds: tier.forMs / 1000,
    keep_firing_for_seconds: tier.keepFiringForMs / 1000,
  };
}

function incidentJson(one: SimulatedIncident, counted: boolean): object {
  const { incident, durationMs, spent, badEvents, tiers, beginsMs } = one;
  return {
    error_ratio: incident.errorRatio,
    traffic: incident.times,
    duration_seconds: durationMs / 1000,
    budget_spent: spent,
    bad_events: counted ? badEvents : null,
    tiers: tiers.map((tier) => simulatedJson(tier, beginsMs)),
  };
}

function simulatedJson({ tier, firesMs, resetsMs, spent, formula, firings }: SimulatedTier, beginsMs: number): object {
  return {
    name: tier.name,
    fires_after_seconds: seconds(firesMs),
    resets_after_seconds: seconds(resetsMs),
    budget_spent_when_firing: spent ?? null,
    formula: { fires_after_seconds: seconds(formula.firesMs), resets_after_seconds: seconds(formula.resetsMs) },
    firing: firings.map(({ fromMs, untilMs }) => ({
      from_seconds: seconds(fromMs - beginsMs),
      until_seconds: seconds(untilMs - beginsMs),
    })),
  };
}

function seconds(milliseconds: number | undefined): number | null {
  return milliseconds === undefined ? null : milliseconds / 1000;
}
