import type { Facts } from '../../../src/query/promql/facts.ts';
import { canHave } from '../../../src/query/promql/labels.ts';
import type { Answer, Sample } from './query.ts';

/** Sums of floats differ from their bounds in the last digits. */
const ROUNDING = 1e-9;

/** Where an answer is not as the analysis says. */
export function contradictions(facts: Facts, { result, samples }: Answer): readonly string[] {
  const { empty, series, because } = facts;
  const seen = result.length;
  return [
    ...(empty === 'never' && seen === 0 ? ['is empty, although it never is'] : []),
    ...(empty === 'always' && seen > 0 ? [`has ${seen} series, although it is always empty: ${because?.why}`] : []),
    ...(seen > series ? [`has ${seen} series, more than ${series}`] : []),
    ...(samples > facts.samples ? [`touches ${samples} samples, more than ${facts.samples}`] : []),
    ...new Set(result.flatMap((sample) => [...labelContradictions(facts, sample), ...valueContradictions(facts, sample)])),
  ];
}

function labelContradictions({ labels, name }: Facts, { metric }: Sample): string[] {
  const { __name__, ...own } = metric;
  const names = Object.keys(own);
  const must = [...labels.exact].filter((label) => !labels.optional.has(label));
  return [
    ...names.filter((label) => !canHave(labels, label)).map((label) => `has the label ${label}, which it cannot have`),
    ...must.filter((label) => !names.includes(label)).map((label) => `lacks the label ${label}, which is always there`),
    ...(name === 'always' && __name__ === undefined ? ['lacks the metric name'] : []),
    ...(name === 'never' && __name__ !== undefined ? ['has a metric name'] : []),
  ];
}

function valueContradictions({ bounds: { min, max, nonZero, nan } }: Facts, { value: [, text] }: Sample): string[] {
  const value = Number(text.replace('Inf', 'Infinity'));
  if (Number.isNaN(value)) return nan ? [] : ['is NaN, although it never is'];
  const slack = ROUNDING * Math.max(1, Math.abs(value));
  if (value < min - slack || value > max + slack) return [`is ${text}, outside of ${min} to ${max}`];
  return nonZero && value === 0 ? ['is 0, although it never is'] : [];
}
