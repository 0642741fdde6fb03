import picocolors from 'picocolors';
import type { Action, Change, Diff, Plan } from './change.ts';
import { hazardsOf } from './hazards-of.ts';
import { leftLines } from './left-lines.ts';
import { planHash, shortHash } from './plan-hash.ts';
import { planSummary } from './plan-summary.ts';
import { saidLine, sayDifference } from './say-difference.ts';
import type { Difference } from './structural-diff.ts';

export interface PrintPlanOptions {
  readonly color: boolean;
}

type Colors = ReturnType<typeof picocolors.createColors>;

const SYMBOLS: Readonly<Record<Action, string>> = { create: '+', update: '~', move: '>', delete: '-', keep: '=', refuse: '!' };
const COLORS: Readonly<Record<Action, 'green' | 'yellow' | 'red' | 'dim'>> = {
  create: 'green',
  update: 'yellow',
  move: 'yellow',
  delete: 'red',
  keep: 'dim',
  refuse: 'red',
};
const MAX_DIFFERENCES = 20;

/** The plan for people: one line per change, what differs below it, and one line of sums at the end. */
export function printPlan(plan: Plan, options: PrintPlanOptions): string {
  const colors = picocolors.createColors(options.color);
  const shown = plan.changes.filter((change) => change.action !== 'keep');
  return [
    `${plan.target} (${plan.environment}), plan ${shortHash(planHash(plan))}`,
    ...shown.flatMap((change) => changeLines(change, colors)),
    ...leftLines(plan).map(({ what, reason }) => colors.dim(`  ? ${what}: ${reason}`)),
    planSummary(plan),
    '',
  ].join('\n');
}

function changeLines(change: Change, colors: Colors): string[] {
  const paint = colors[COLORS[change.action]];
  const head = paint(`  ${SYMBOLS[change.action]} ${change.server} ${change.id}`);
  return [`${head}${colors.dim(notesOf(change))}`, ...diffOf(change, colors)];
}

function notesOf(change: Change): string {
  const notes = [
    ...(change.action === 'refuse' ? [change.reason] : []),
    ...(change.action === 'move' ? [`from ${change.before.place || 'the root'} to ${change.after.place || 'the root'}`] : []),
    ...((change.action === 'update' || change.action === 'delete') && change.before.drifted
      ? ['changed by somebody else since we wrote it']
      : []),
    ...hazardsOf(change),
    ...(change.because.length > 0 ? [`because of ${few(change.because)}`] : []),
  ];
  return notes.length === 0 ? '' : `  (${notes.join('; ')})`;
}

function few(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}

function diffOf(change: Change, colors: Colors): string[] {
  if (change.action !== 'update' && change.action !== 'move') return [];
  return [...differenceLines(change.diff), ...textLines(change.diff, colors)];
}

function differenceLines({ differences }: Diff): string[] {
  const lines = differences.slice(0, MAX_DIFFERENCES).map((one) => `      ${difference(one)}`);
  const more = differences.length - MAX_DIFFERENCES;
  return more > 0 ? [...lines, `      and ${more} more differences`] : lines;
}

const MARKS: Readonly<Record<Difference['action'], string>> = { add: '+', remove: '-', change: '~' };

function difference(one: Difference): string {
  return `${MARKS[one.action]} ${saidLine(sayDifference(one))}`;
}

function textLines({ lines, more }: Diff, colors: Colors): string[] {
  const painted = lines.map((line) => `        ${paintLine(line, colors)}`);
  return more > 0 ? [...painted, colors.dim(`        and ${more} more lines`)] : painted;
}

function paintLine(line: string, colors: Colors): string {
  if (line.startsWith('+')) return colors.green(line);
  if (line.startsWith('-')) return colors.red(line);
  return colors.dim(line);
}
