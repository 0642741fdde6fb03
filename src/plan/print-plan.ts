import picocolors from 'picocolors';
import { type Action, type Change, countActions, type Diff, type Hazard, type Plan } from './change.ts';
import { planHash, shortHash } from './plan-hash.ts';
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
const HAZARDS: Readonly<Record<Exclude<Hazard, 'none'>, string>> = {
  alerting: 'alerts stop being watched or told',
  data: 'what the server keeps with it is lost',
  restart: 'takes effect when the server is restarted',
};
const MAX_DIFFERENCES = 20;

/** The plan for people: one line per change, what differs below it, and one line of sums at the end. */
export function printPlan(plan: Plan, options: PrintPlanOptions): string {
  const colors = picocolors.createColors(options.color);
  const shown = plan.changes.filter((change) => change.action !== 'keep');
  return [
    `${plan.target} (${plan.environment}), plan ${shortHash(planHash(plan))}`,
    ...shown.flatMap((change) => changeLines(change, colors)),
    ...plan.left.map(({ path, reason }) => colors.dim(`  ? ${path}: ${reason}`)),
    planSummary(plan),
    '',
  ].join('\n');
}

/** `3 to create, 1 to update, 0 to delete, 12 unchanged`; moves and refusals are named only where there are some. */
export function planSummary(plan: Plan): string {
  const counts = countActions(plan);
  return [
    `${counts.create} to create`,
    `${counts.update} to update`,
    ...(counts.move > 0 ? [`${counts.move} to move`] : []),
    `${counts.delete} to delete`,
    `${counts.keep} unchanged`,
    ...(counts.refuse > 0 ? [`${counts.refuse} refused`] : []),
  ].join(', ');
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
    ...(change.hazard === 'none' ? [] : [HAZARDS[change.hazard]]),
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

function difference({ path, action, was, now }: Difference): string {
  const name = path.join(' › ');
  if (action === 'add') return `+ ${name}: ${now}`;
  if (action === 'remove') return `- ${name}: ${was}`;
  return `~ ${name}: ${was} → ${now}`;
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
