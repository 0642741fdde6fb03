import type { Inhibition } from '../../model/routing.ts';
import { type Labels, matches } from './match.ts';

/**
 * Whether a firing source keeps a target quiet: each matches its side and the labels compared are equal (missing is empty). A target that is
 * a source too is not kept quiet by one that is a target too, so no alert silences itself.
 * https://github.com/prometheus/alertmanager/blob/main/inhibit/inhibit.go
 */
export function inhibits(rule: Inhibition, source: Labels, target: Labels): boolean {
  if (!matches(rule.target, target) || !matches(rule.source, source)) return false;
  if (rule.equal.some((label) => textOf(source, label) !== textOf(target, label))) return false;
  return !(matches(rule.source, target) && matches(rule.target, source));
}

/** What keeps an alert quiet: the first rule that does, with every firing alert it does it by. */
export interface Inhibited<A> {
  readonly rule: Inhibition;
  readonly by: readonly A[];
}

/** Alertmanager names one of `by`, whichever it finds first. */
export function inhibitedBy<A extends { readonly labels: Labels }>(
  rules: readonly Inhibition[],
  target: Labels,
  firing: readonly A[],
): Inhibited<A> | undefined {
  for (const rule of rules) {
    const by = firing.filter(({ labels }) => inhibits(rule, labels, target));
    if (by.length > 0) return { rule, by };
  }
  return undefined;
}

function textOf(labels: Labels, label: string): string {
  return Object.hasOwn(labels, label) ? (labels[label] ?? '') : '';
}
