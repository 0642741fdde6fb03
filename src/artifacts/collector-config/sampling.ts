import { literal } from '../../exporters/literal.ts';
import { sortedBy } from '../../kernel/canonical.ts';
import { grouped } from '../../kernel/grouped.ts';
import type { Estate } from '../../model/estate.ts';
import type { Tracing } from '../../model/telemetry.ts';
import { goDuration } from '../go-duration.ts';
import { and, type CollectorSampling, collectorSampling } from './sampling-policies.ts';
import type { Component, Components } from './wire.ts';

/** Traces held while they wait for a decision: the component's own default. */
const NUM_TRACES = 50_000;
/** Ten times as many decisions are remembered, so that a late span follows its trace. */
const REMEMBERED = NUM_TRACES * 10;

interface Sampled extends CollectorSampling {
  readonly tracing: Tracing;
}

/**
 * One decision per trace, after its spans have come. Policies are joined by "or": errors, slow ones, rules, a share of the rest. What one tenant
 * declares decides about its own services only, also where the others declare nothing.
 * https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/tailsamplingprocessor
 */
export function samplingProcessors({ tenants, tracings }: Pick<Estate, 'tenants' | 'tracings'>): Components {
  const sampled = sortedBy(tracings, (tracing) => tracing.address).flatMap((tracing) => {
    const decided = collectorSampling(tracing.sampling);
    return decided ? [{ tracing, ...decided }] : [];
  });
  if (sampled.length === 0) return {};
  const groups = [...grouped(sampled, ({ policies }) => JSON.stringify(policies)).values()]; // how long to wait is one number for all
  const alike = groups.length === 1 && sampled.length === tracings.length && tenants.length < 2;
  const policies = alike ? sampled[0]?.policies : [...groups.flatMap(groupPolicies), others(sampled)];
  return {
    tail_sampling: {
      decision_wait: goDuration(Math.max(...sampled.map(({ decideAfterMs }) => decideAfterMs))),
      num_traces: NUM_TRACES,
      decision_cache: { sampled_cache_size: REMEMBERED, non_sampled_cache_size: REMEMBERED },
      policies,
    },
  };
}

/** The same policies, for traces with a span of these services. */
function groupPolicies(group: readonly Sampled[]): Component[] {
  const [first] = group;
  const prefix = first?.tracing.service.name ?? '';
  return (first?.policies ?? []).map((policy) => and(`${prefix}-${String(policy['name'])}`, [services(group), policy]));
}

/** Whoever declares no sampling of the collector's is sampled elsewhere, or not at all: what arrives is kept. */
function others(sampled: readonly Sampled[]): Component {
  return { name: 'others', type: 'not', not: { not_sub_policy: services(sampled) } };
}

function services(sampled: readonly Sampled[]): Component {
  const values = sampled.map(({ tracing }) => literal(tracing.service.name));
  return { name: 'services', type: 'string_attribute', string_attribute: { key: 'service.name', values } };
}
