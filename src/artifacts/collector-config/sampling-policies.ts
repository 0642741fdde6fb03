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

function tailed(sampling: TailSampling): Component[] {
  const { otherwise } = sampling;
  return [...always(sampling), ...(otherwise.n === 0n ? [] : [probabilistic('rest', otherwise)])];
}

/** What is kept whatever the others say. */
function always({ keepErrors, keepSlowerThanMs }: TailSampling | ImportanceSampling): Component[] {
  return [
    ...(keepErrors ? [{ name: 'errors', type: 'status_code', status_code: { status_codes: ['ERROR'] } }] : []),
    ...(keepSlowerThanMs === undefined ? [] : [{ name: 'slow', type: 'latency', latency: { threshold_ms: keepSlowerThanMs } }]),
  ];
}

/** The first rule that fits decides, so each says that none before it does. */
function important(sampling: ImportanceSampling): Component[] {
  const { rules, otherwise } = sampling;
  const all = [...rules, { name: 'rest', where: [], keep: otherwise }];
  const shares = all.flatMap((rule, index) => {
    if (rule.keep.n === 0n) return [];
    const share = probabilistic('share', rule.keep);
    return unless(rules.slice(0, index)).map((none, at) =>
      and(at === 0 ? rule.name : `${rule.name}-${at + 1}`, [...when(rule), ...none, share]),
    );
  });
  return [...always(sampling), ...shares];
}

/** Each value is looked for in all spans of the trace, and in their resources. */
function when({ name, where }: SamplingRule): Component[] {
  return where.map(([key, values]) => ({
    name: `${name}-${key}`,
    type: 'string_attribute',
    string_attribute: { key: literal(key), values: values.map(literal) },
  }));
}

/**
 * Every way in which none of the rules fits: one attribute of each does not hold. A policy inside of `not` cannot be an `and`: the
 * collector validates that and does not start.
 */
function unless(rules: readonly SamplingRule[]): readonly (readonly Component[])[] {
  return rules.reduce<readonly (readonly Component[])[]>(
    (ways, rule) => ways.flatMap((way) => when(rule).map((one) => [...way, not(one)])),
    [[]],
  );
}

function not(policy: Component): Component {
  return { name: `not-${String(policy['name'])}`, type: 'not', not: { not_sub_policy: policy } };
}

function limited({ decideAfterMs, spansPerSecond }: RateLimitedSampling): CollectorSampling | undefined {
  if (spansPerSecond === undefined) return undefined;
  const policy = { name: 'limit', type: 'rate_limiting', rate_limiting: { spans_per_second: spansPerSecond } };
  return { decideAfterMs, policies: [policy] };
}

/** One of one policy is that policy, and one inside of another is part of it: the collector knows none inside of another. */
export function and(name: string, policies: readonly Component[]): Component {
  const flat = policies.flatMap((policy) => partsOf(policy) ?? [policy]);
  const [only] = flat;
  return flat.length === 1 && only ? { ...only, name } : { name, type: 'and', and: { and_sub_policy: flat } };
}

function partsOf(policy: Component): readonly Component[] | undefined {
  const { and_sub_policy: parts } = (policy['and'] ?? {}) as { readonly and_sub_policy?: readonly Component[] }; // made by `and`
  return parts;
}

function probabilistic(name: string, share: Rational): Component {
  return { name, type: 'probabilistic', probabilistic: { sampling_percentage: toNumber(multiply(share, HUNDRED)) } };
}
