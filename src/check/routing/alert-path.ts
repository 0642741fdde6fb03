import type { Derived } from '../../model/derived.ts';
import { escalationsOf } from '../../model/escalation.ts';
import type { Inhibition, Receiver, Route } from '../../model/routing.ts';
import { levelNamed } from '../../model/severity.ts';
import { type AlertLabels, canCarry, meets } from './alert-labels.ts';
import { type Timing, timingOf } from './timing.ts';

/** A node at which an alert ends, and how it is told there. */
export interface PathEnd {
  /** From the root to the node. */
  readonly path: readonly Route[];
  /** Whatever its series carry; otherwise some of its instances only. */
  readonly sure: boolean;
  /** Of these labels, those the alert can have. */
  readonly groupBy: readonly string[] | 'all';
  readonly timing: Timing;
}

export interface Silencing {
  readonly rule: Inhibition;
  /** The alerts that keep it quiet while they fire. */
  readonly by: readonly AlertLabels[];
}

/** What happens to an alert between the condition and the people. Plain data: `explain` prints it, a page can draw it. */
export interface AlertPath {
  readonly labels: AlertLabels;
  /** What its severity asks of whoever is told. */
  readonly means: string;
  readonly ends: readonly PathEnd[];
  readonly silencedBy: readonly Silencing[];
  readonly escalation: { readonly afterMs: number; readonly to: Receiver } | undefined;
}

/** The way of one alert through the tree; undefined where no routing is written. `all`: every alert, which may silence it. */
export function alertPath(
  { route, inhibitions, estate }: Derived,
  labels: AlertLabels,
  all: readonly AlertLabels[],
): AlertPath | undefined {
  if (!route) return undefined;
  const { alert } = labels;
  const level = levelNamed(estate.severities, alert.severity);
  const escalated = alert.labels['escalated_to'] !== undefined;
  return {
    labels,
    means: level?.means ?? '',
    ends: endsOf([route], true, labels).map(({ path, sure }) => ({
      path,
      sure,
      groupBy: groupingOf(path, labels),
      timing: timingOf(path),
    })),
    silencedBy: inhibitions.flatMap((rule) => silencing(rule, labels, all)),
    escalation: escalated
      ? undefined
      : escalationsOf(alert.service.owner, estate.severities).find(({ levels }) =>
          levels.some(({ name }) => name === alert.severity),
        ),
  };
}

interface End {
  readonly path: readonly Route[];
  readonly sure: boolean;
}

/** Every node at which some instance may end, in Alertmanager's order. */
function endsOf(path: readonly Route[], sure: boolean, labels: AlertLabels): End[] {
  const found: End[] = [];
  let open = sure; // nothing before has perhaps taken it
  for (const child of path.at(-1)?.routes ?? []) {
    const meeting = meets(child.matchers, labels);
    if (meeting === 'never') continue;
    found.push(...endsOf([...path, child], open && meeting === 'always', labels));
    if (meeting === 'always' && !child.continue) return found;
    if (meeting === 'maybe' && !child.continue) open = false;
  }
  const children = (path.at(-1)?.routes ?? []).map((child) => meets(child.matchers, labels));
  if (children.includes('always')) return found;
  return [...found, { path, sure: sure && !children.includes('maybe') }];
}

function groupingOf(path: readonly Route[], labels: AlertLabels): readonly string[] | 'all' {
  const groupBy = path.findLast((node) => node.groupBy !== undefined)?.groupBy ?? [];
  return groupBy.includes('...') ? 'all' : groupBy.filter((label) => canCarry(labels, label));
}

function silencing(rule: Inhibition, target: AlertLabels, all: readonly AlertLabels[]): Silencing[] {
  if (meets(rule.target, target) === 'never') return [];
  const by = all.filter((source) => source !== target && silences(rule, source, target));
  return by.length === 0 ? [] : [{ rule, by }];
}

/** Whether an instance of one can keep an instance of the other quiet. */
export function silences({ source, target, equal }: Inhibition, one: AlertLabels, other: AlertLabels): boolean {
  if (meets(source, one) === 'never' || meets(target, other) === 'never') return false;
  if (meets(source, other) === 'always' && meets(target, one) === 'always') return false; // two that are both never silence each other
  return equal.every((label) => canAgree(label, one, other));
}

/** A label that is missing is empty, and equal to another that is missing. */
function canAgree(label: string, one: AlertLabels, other: AlertLabels): boolean {
  const textOf = (labels: AlertLabels) => {
    if (Object.hasOwn(labels.known, label)) return labels.known[label];
    return canCarry(labels, label) ? undefined : '';
  };
  const [a, b] = [textOf(one), textOf(other)];
  return a === undefined || b === undefined || a === b;
}
