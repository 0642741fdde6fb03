import { literal } from '../../exporters/literal.ts';
import { fromNumber, multiply, type Rational, toNumber } from '../../kernel/decimal.ts';
import type {
  ImportanceSampling,
  RateLimitedSampling,
  SamplingRule,
  TailSampling,
  TraceSampling,
} from '../../model/telemetry.ts';
import type { Component } from './wire.ts';

export interface CollectorSampling {
  readonly decideAfterMs: number;
  /** Joined by "or". */
  readonly policies: readonly Component[];
}

const HUNDRED = fromNumber(100);

/** What the collector decides of a sampling; undefined where it is the process that does. */
export function collectorSampling(sampling: TraceSampling): CollectorSampling | undefined {
  if (sampling.type === 'tail') return { decideAfterMs: sampling.decideAfterMs, policies: tailed(sampling) };
  if (sampling.type === 'importance') return { decideAfterMs: sampling.decideAfterMs, policies: important(sampling) };
  if (sampling.type === 'rate-limited') return limited(sampling);
  return undefined;
}

function tailed({ keepErrors, keepSlowerThanMs, otherwise }: TailSampling): Component[] {
  return [
    ...(keepErrors ? [{ name: 'errors', type: 'status_code', status_code: { status_codes: ['ERROR'] } }] : []),
    ...(keepSlowerThanMs === undefined ? [] : [{ name: 'slow', type: 'latency', latency: { threshold_ms: keepSlowerThanMs } }]),
    ...(otherwise.n === 0n ? [] : [probabilistic('rest', otherwise)]),
  ];
}

/** The first rule that fits decides, so each says that none before it does. */
function important({ rules, otherwise }: ImportanceSampling): Component[] {
  const policies = rules.map((rule, index) => [rule.keep, rule.name, [...unless(rules.slice(0, index)), ...when(rule)]] as const);
  const all = [...policies, [otherwise, 'rest', unless(rules)] as const];
  return all.flatMap(([keep, name, conditions]) =>
    keep.n === 0n ? [] : [and(literal(name), [...conditions, probabilistic('share', keep)])],
  );
}

/** Each value is looked for in all spans of the trace, and in their resources. */
function when({ where }: SamplingRule): Component[] {
  return where.map(([key, values]) => ({
    name: `has-${key}`,
    type: 'string_attribute',
    string_attribute: { key: literal(key), values: values.map(literal) },
  }));
}

function unless(rules: readonly SamplingRule[]): Component[] {
  return rules.map((rule) => ({
    name: `not-${rule.name}`,
    type: 'not',
    not: { not_sub_policy: and('fits', when(rule)) },
  }));
}

function limited({ decideAfterMs, spansPerSecond }: RateLimitedSampling): CollectorSampling | undefined {
  if (spansPerSecond === undefined) return undefined;
  const policy = { name: 'limit', type: 'rate_limiting', rate_limiting: { spans_per_second: spansPerSecond } };
  return { decideAfterMs, policies: [policy] };
}

/** An `and` of one policy is that policy. */
export function and(name: string, policies: readonly Component[]): Component {
  const [only] = policies;
  return policies.length === 1 && only ? { ...only, name } : { name, type: 'and', and: { and_sub_policy: policies } };
}

function probabilistic(name: string, share: Rational): Component {
  return { name, type: 'probabilistic', probabilistic: { sampling_percentage: toNumber(multiply(share, HUNDRED)) } };
}
