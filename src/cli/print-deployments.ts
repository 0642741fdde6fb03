import type { Deployment } from '../program.ts';
import { count } from './print.ts';

/** The deployments of a target, newest first, with what each changed and how it ended. */
export function printDeployments(target: string, all: readonly Deployment[]): string {
  if (all.length === 0) return `${target}: nothing is written down yet.\n`;
  const rows = all.toReversed().map(rowOf);
  const widths = [0, 1, 2, 3, 4].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows
    .map((row) => `${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd())
    .join('\n')
    .concat('\n');
}

function rowOf({ record, result }: Deployment): string[] {
  const { id, at, who, command, changes } = record;
  return [
    id,
    at.replace('T', ' ').slice(0, 16),
    who,
    `${command}, ${count(changes.length, 'change')}`,
    result?.status ?? 'did not end',
  ];
}
