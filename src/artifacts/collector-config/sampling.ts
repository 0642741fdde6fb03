import { literal } from '../../exporters/literal.ts';
import { sortedBy } from '../../kernel/canonical.ts';
import { fromNumber, multiply, printDecimal, type Rational, toNumber } from '../../kernel/decimal.ts';
import type { TailSampling, Tracing } from '../../model/telemetry.ts';
import { goDuration } from '../go-duration.ts';
import type { Component, Components } from './wire.ts';

/** Traces held while they wait for a decision: the component's own default. */
const NUM_TRACES = 50_000;
/** Ten times as many decisions are remembered, so that a late span follows its trace. */
const REMEMBERED = NUM_TRACES * 10;
const HUNDRED = fromNumber(100);

interface Tailed extends Tracing {
  readonly sampling: TailSampling;
}

/**
 * One decision per trace, after its spans have come. Policies are joined by "or": errors, slow ones, a share of the rest.
 * https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/tailsamplingprocessor
 */
export function samplingProcessors(tracings: readonly Tracing[]): Components {
  const tailed = sortedBy(tracings, (tracing) => tracing.address).filter(isTailed);
  if (tailed.length === 0) return {};
  const keys = new Set(tailed.map(({ sampling }) => keyOf(sampling)));
  const groups = [...keys].map((key) => tailed.filter(({ sampling }) => keyOf(sampling) === key));
  const alike = groups.length === 1 && tailed.length === tracings.length;
  const policies = alike ? policiesOf(tailed[0]?.sampling) : [...groups.flatMap(groupPolicies), others(tailed)];
  return {
    tail_sampling: {
      decision_wait: goDuration(Math.max(...tailed.map(({ sampling }) => sampling.decideAfterMs))),
      num_traces: NUM_TRACES,
      decision_cache: { sampled_cache_size: REMEMBERED, non_sampled_cache_size: REMEMBERED },
      policies,
    },
  };
}

function isTailed(tracing: Tracing): tracing is Tailed {
  return tracing.sampling.type === 'tail';
}

/** What decides; how long to wait is one number for the whole processor. */
function keyOf({ keepErrors, keepSlowerThanMs, otherwise }: TailSampling): string {
  return `${keepErrors} ${keepSlowerThanMs} ${printDecimal(otherwise)}`;
}

function policiesOf(sampling: TailSampling | undefined): Component[] {
  if (!sampling) return [];
  const { keepErrors, keepSlowerThanMs, otherwise } = sampling;
  return [
    ...(keepErrors ? [{ name: 'errors', type: 'status_code', status_code: { status_codes: ['ERROR'] } }] : []),
    ...(keepSlowerThanMs === undefined ? [] : [{ name: 'slow', type: 'latency', latency: { threshold_ms: keepSlowerThanMs } }]),
    ...(otherwise.n === 0n
      ? []
      : [{ name: 'rest', type: 'probabilistic', probabilistic: { sampling_percentage: percentage(otherwise) } }]),
  ];
}

/** The same policies, for traces with a span of these services. */
function groupPolicies(group: readonly Tailed[]): Component[] {
  const [first] = group;
  const prefix = first?.service.name ?? '';
  return policiesOf(first?.sampling).map((policy) => ({
    name: `${prefix}-${String(policy['name'])}`,
    type: 'and',
    and: { and_sub_policy: [services(group), policy] },
  }));
}

/** Whoever declares no tail sampling is sampled elsewhere, or not at all: what arrives is kept. */
function others(tailed: readonly Tailed[]): Component {
  return { name: 'others', type: 'not', not: { not_sub_policy: services(tailed) } };
}

function services(tracings: readonly Tracing[]): Component {
  const values = tracings.map((tracing) => literal(tracing.service.name));
  return { name: 'services', type: 'string_attribute', string_attribute: { key: 'service.name', values } };
}

function percentage(share: Rational): number {
  return toNumber(multiply(share, HUNDRED));
}
