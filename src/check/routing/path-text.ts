import { printDuration } from '../../kernel/duration.ts';
import type { LabelMatch, Route } from '../../model/routing.ts';
import type { AlertPath, PathEnd, Silencing } from './alert-path.ts';

/** The way of an alert, as lines to read. */
export function pathText(path: AlertPath): string[] {
  const { alert } = path.labels;
  return [
    `When ${alert.name} fires (${alert.severity}: ${path.means})`,
    ...drawTree(path.ends),
    '',
    ...path.ends.flatMap((end) => [...endText(end, path), '']),
    ...(path.silencedBy.length === 0 ? ['Nothing keeps it quiet but a silence.'] : path.silencedBy.map(silencingText)),
    ...(path.escalation
      ? [`Open for ${printDuration(path.escalation.afterMs)}, it escalates to ${path.escalation.to.name}.`]
      : ['It does not escalate.']),
  ];
}

interface Branch {
  readonly route: Route;
  readonly end: PathEnd | undefined;
  readonly below: readonly Branch[];
}

/** The nodes it passes, and no others. */
function drawTree(ends: readonly PathEnd[]): string[] {
  return branchesOf(ends, 0).flatMap((branch) => [nodeText(branch), ...drawBelow(branch.below, '')]);
}

function branchesOf(ends: readonly PathEnd[], depth: number): Branch[] {
  const routes = new Set(ends.flatMap(({ path }) => path[depth] ?? []));
  return [...routes].map((route) => {
    const through = ends.filter(({ path }) => path[depth] === route);
    return {
      route,
      end: through.find(({ path }) => path.length === depth + 1),
      below: branchesOf(through, depth + 1),
    };
  });
}

function drawBelow(branches: readonly Branch[], indent: string): string[] {
  return branches.flatMap((branch, index) => {
    const isLast = index === branches.length - 1;
    const inner = `${indent}${isLast ? '   ' : '│  '}`;
    return [`${indent}${isLast ? '└─ ' : '├─ '}${nodeText(branch)}`, ...drawBelow(branch.below, inner)];
  });
}

function nodeText({ route, end }: Branch): string {
  const asked = route.matchers.length === 0 ? 'every alert' : `{${route.matchers.map(matcherText).join(', ')}}`;
  const goesOn = route.continue ? ', and goes on' : '';
  return `${asked}${end ? ` → ${route.receiver.name}${end.sure ? '' : ', some of its instances'}` : ''}${goesOn}`;
}

function endText({ path, groupBy, sure, timing }: PathEnd, { labels }: AlertPath): string[] {
  const node = path.at(-1);
  if (!node) return [];
  const ways = node.receiver.integrations.map(({ type }) => type).join(', ');
  const after =
    labels.alert.forMs === 0 ? '' : `, ${printDuration(labels.alert.forMs + timing.waitMs)} after its condition began`;
  return [
    `${node.receiver.name} (${ways === '' ? 'delivers to nobody' : ways})${sure ? '' : ', if its series say so'}: ${node.because}`,
    `  grouped by ${groupText(groupBy, labels.known)}`,
    `  first told ${printDuration(timing.waitMs)} after it fires${after}`,
    `  told of what joins every ${printDuration(timing.intervalMs)}, told again every ${printDuration(timing.repeatsAfterMs)}`,
    `  ${mutedText(node)}`,
  ];
}

function groupText(groupBy: PathEnd['groupBy'], known: Readonly<Record<string, string>>): string {
  if (groupBy === 'all') return 'every label: each instance comes alone';
  if (groupBy.length === 0) return 'nothing: it comes with every alert of this node';
  return groupBy.map((label) => (known[label] === undefined ? label : `${label}=${JSON.stringify(known[label])}`)).join(', ');
}

function mutedText({ active, mute }: Route): string {
  const names = (intervals: Route['active']) => intervals.map(({ name }) => name).join(' and ');
  const muted = [
    ...(active.length > 0 ? [`outside ${names(active)}`] : []),
    ...(mute.length > 0 ? [`during ${names(mute)}`] : []),
  ];
  return muted.length === 0 ? 'muted never' : `muted ${muted.join(', and ')}`;
}

function silencingText({ rule, by }: Silencing): string {
  const names = [...new Set(by.map(({ alert }) => alert.address))];
  const shown = names.slice(0, 3).join(', ') + (names.length > 3 ? ` and ${names.length - 3} others` : '');
  const agree = rule.equal.length === 0 ? '' : ` with the same ${rule.equal.join(', ')}`;
  return `Quiet while ${shown} fires${agree}${rule.because === 'written' ? '' : `: ${rule.because}`}.`;
}

function matcherText({ label, op, value }: LabelMatch): string {
  return `${label}${op}${JSON.stringify(value)}`;
}
