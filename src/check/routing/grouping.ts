import type { LabelMatch, Route } from '../../model/routing.ts';
import type { Labels } from './match.ts';

/** Alertmanager's word for every label there is. */
export const EVERY_LABEL = '...';

/** The labels of the group an alert is told in; a node inherits its parents' grouping, and a label the alert lacks is no part of it. */
export function groupOf(path: readonly Route[], labels: Labels): Labels {
  const groupBy = path.findLast((node) => node.groupBy !== undefined)?.groupBy ?? [];
  const names = groupBy.includes(EVERY_LABEL) ? Object.keys(labels) : groupBy.filter((name) => Object.hasOwn(labels, name));
  return Object.fromEntries(names.filter((name) => labels[name] !== '').map((name) => [name, labels[name] ?? '']));
}

/** Alertmanager's `groupKey`, as webhooks get it: the matchers on the path, then the labels of the group. */
export function groupKey(path: readonly Route[], group: Labels): string {
  const route = path.map(({ matchers }) => `{${matchers.toSorted(byMatcher).map(printMatcher).join(',')}}`).join('/');
  const labels = Object.keys(group)
    .sort()
    .map((name) => `${name}=${quoted(group[name] ?? '')}`);
  return `${route}:{${labels.join(', ')}}`;
}

const OPS = ['=', '!=', '=~', '!~'];

/** As Alertmanager sorts them: by name, value, operator. */
function byMatcher(a: LabelMatch, b: LabelMatch): number {
  const order = (x: string, y: string) => (x < y ? -1 : x > y ? 1 : 0);
  return order(a.label, b.label) || order(a.value, b.value) || OPS.indexOf(a.op) - OPS.indexOf(b.op);
}

function printMatcher({ label, op, value }: LabelMatch): string {
  return `${label}${op}${quoted(value)}`;
}

function quoted(value: string): string {
  return `"${value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"')}"`;
}
