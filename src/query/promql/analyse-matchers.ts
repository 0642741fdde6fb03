import { didYouMean } from '../../kernel/nearest.ts';
import type { MetricShape } from '../shape.ts';
import { impossibleValue, isTemplated, regexTest } from './label-values.ts';
import { canHave, type Labels, listLabels } from './labels.ts';
import { closedValues } from './selector-extent.ts';
import { partOf } from './series.ts';
import type { Matcher, VectorSelector } from './tree.ts';
import { problem, type Walk } from './walk.ts';

/** Labels the series do not have, and values their labels never take. */
export function checkMatchers(
  walk: Walk,
  selector: VectorSelector,
  seriesName: string,
  metrics: readonly MetricShape[],
  labels: Labels,
): void {
  for (const matcher of selector.matchers) {
    if (!checkLabel(walk, matcher, seriesName, labels)) continue;
    if (matcher.label === 'le') checkBucket(walk, matcher, seriesName, metrics);
    else checkValue(walk, matcher, seriesName, metrics);
  }
}

/** `label=""` asks for series without it, which is no mistake. */
export function checkLabel(walk: Walk, matcher: Matcher, seriesName: string, labels: Labels): boolean {
  const { label, op, value } = matcher;
  if (label === '__name__' || canHave(labels, label)) return label !== '__name__';
  if (op === '=' && value === '') return false;
  if (walk.catalogue.externalLabels?.has(label)) {
    problem(
      walk,
      'unknown-label',
      matcher.span,
      ...outside(label, 'leave the matcher out: the series of a Prometheus are all its own'),
    );
    return false;
  }
  const message = `\`${seriesName}\` has no label \`${label}\`: it has ${listLabels(labels)}`;
  const fix = didYouMean(label, labels.exact) ?? `use one of those, or declare ${label} where the metric is defined`;
  problem(walk, 'unknown-label', matcher.span, message, fix);
  return false;
}

/** What is said of a label that is there only outside of Prometheus, and the fix. */
export function outside(label: string, fix: string): [message: string, fix: string] {
  return [`\`${label}\` is an external label: Prometheus adds it to what it sends, no series inside has it`, fix];
}

function checkValue(walk: Walk, matcher: Matcher, seriesName: string, metrics: readonly MetricShape[]): void {
  const values = closedValues(metrics, matcher.label);
  const wrong = values && impossibleValue(matcher, values);
  if (values === undefined || wrong === undefined) return;
  const message = `\`${matcher.label}\` of \`${seriesName}\` is never \`${wrong}\`: it is ${values.join(', ')}`;
  // To exclude what never comes is needless, not wrong.
  const severity = matcher.op.startsWith('!') ? 'warning' : 'error';
  problem(walk, 'label-value', matcher.span, message, didYouMean(wrong, values), severity);
}

function checkBucket(walk: Walk, matcher: Matcher, seriesName: string, metrics: readonly MetricShape[]): void {
  const sets = metrics.map((metric) => (partOf(metric, seriesName) === '_bucket' ? metric.buckets : undefined));
  if (!sets.every((set) => set !== undefined)) return;
  const bounds = [...new Set(sets.flat())].filter((bound) => Number.isFinite(bound)).sort((a, b) => a - b);
  if (isBound(matcher, bounds)) {
    checkSpelling(walk, matcher, seriesName);
    return;
  }
  const message = `\`${seriesName}\` has no bucket \`le${matcher.op}"${matcher.value}"\`: its bounds are ${[...bounds, '+Inf'].join(', ')}`;
  problem(walk, 'bucket-not-declared', matcher.span, message, 'use a declared bound, or declare this one');
}

/** Prometheus 3 writes whole bounds as `1.0`, older ones as `1`. https://prometheus.io/docs/prometheus/latest/migration/#le-and-quantile-label-values */
function checkSpelling(walk: Walk, { op, value, span }: Matcher, seriesName: string): void {
  if (!/^\d+$/.test(value)) return;
  const message = `Prometheus 3 stores this bucket of \`${seriesName}\` as le="${value}.0", which le${op}"${value}" does not mean`;
  const fix = `write le${op.startsWith('!') ? '!' : '='}~"${value}(\\\\.0)?", which fits both spellings`;
  problem(walk, 'whole-bucket', span, message, fix, 'warning');
}

function isBound({ op, value }: Matcher, bounds: readonly number[]): boolean {
  if (isTemplated(value)) return true;
  if (op === '=' || op === '!=') return value === '' || value === '+Inf' || bounds.includes(Number(value));
  const test = regexTest(value);
  const spellings = bounds.flatMap((bound) => (Number.isInteger(bound) ? [`${bound}`, `${bound}.0`] : [`${bound}`]));
  return test === undefined || [...spellings, '+Inf'].some(test);
}
