import type { OptionNames } from '../../../authored/option-names.ts';
import type { events } from '../../../sli/events.ts';
import type { freshness } from '../../../sli/freshness.ts';
import type { fromLogs } from '../../../sli/from-logs.ts';
import type { fromSpans } from '../../../sli/from-spans.ts';
import type { latency } from '../../../sli/latency.ts';
import type { level } from '../../../sli/level.ts';
import type { probe } from '../../../sli/probe.ts';
import type { rawRatio } from '../../../sli/raw-ratio.ts';
import type { throughput } from '../../../sli/throughput.ts';
import type { timeSlices } from '../../../sli/time-slices.ts';
import type { weighted } from '../../../sli/weighted.ts';
import type { budgetPolicy, state } from '../../budget-policy.ts';
import type { maintenance } from '../../maintenance.ts';
import type { slo, tier } from '../../slo.ts';
import type { Given } from './given.ts';

/** Objectives, what they count, and what follows from them. */
export const OBJECTIVES = {
  slo: {
    service: true,
    name: true,
    objective: true,
    window: true,
    sli: true,
    alerts: true,
    lowTraffic: { minFailures: true, budgetShare: true, confidence: true },
    also: { name: true, objective: true, window: true, alerts: true, lowTraffic: true },
    grades: { good: true, warning: true, critical: true },
    title: true,
    description: true,
    category: true,
    priority: true,
    labels: true,
    dependsOn: true,
    runbook: { steps: true },
  } satisfies OptionNames<Given<typeof slo>>,
  tier: {
    severity: true,
    spend: true,
    within: true,
    short: true,
    name: true,
    for: true,
    keepFiringFor: true,
    labels: true,
  } satisfies OptionNames<Given<typeof tier>>,
  'budget-policy': { for: true, states: true } satisfies OptionNames<Given<typeof budgetPolicy>>,
  state: { below: true, burnAbove: true, do: true } satisfies OptionNames<Given<typeof state>>,
  maintenance: {
    name: true,
    from: true,
    to: true,
    reason: true,
    reviewedBy: true,
    services: true,
    slos: true,
  } satisfies OptionNames<Given<typeof maintenance>>,
  events: { total: true, groupBy: true, bad: true, good: true } satisfies OptionNames<Given<typeof events>>,
  freshness: { of: true, under: true, groupBy: true, missing: true } satisfies OptionNames<Given<typeof freshness>>,
  'from-logs': { total: true, bad: true, groupBy: true } satisfies OptionNames<Given<typeof fromLogs>>,
  'from-spans': { of: true, name: true, spanKind: true, under: true, groupBy: true } satisfies OptionNames<
    Given<typeof fromSpans>
  >,
  latency: { of: true, good: true, groupBy: true, under: true, interpolate: true } satisfies OptionNames<Given<typeof latency>>,
  level: { missing: true, of: true, groupBy: true, under: true, over: true } satisfies OptionNames<Given<typeof level>>,
  probe: { of: true, groupBy: true } satisfies OptionNames<Given<typeof probe>>,
  'raw-ratio': { good: true, groupBy: true } satisfies OptionNames<Given<typeof rawRatio>>,
  throughput: { of: true, atLeast: true, within: true, groupBy: true, missing: true } satisfies OptionNames<
    Given<typeof throughput>
  >,
  'time-slices': { slice: true, good: true, groupBy: true, missing: true } satisfies OptionNames<Given<typeof timeSlices>>,
  weighted: { of: { slo: true, weight: true } } satisfies OptionNames<Given<typeof weighted>>,
};
