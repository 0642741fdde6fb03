import { resolve } from 'node:path';
import type { Journal, Recovered } from '../program.ts';
import { directoryOf, type Invocation } from './command.ts';
import { deployerIn } from './deployer.ts';
import { EXIT, type ExitCode } from './exit.ts';
import { count } from './print.ts';
import type { Aimed } from './target.ts';

export const JOURNAL_OPTION = [
  '--journal <folder>',
  'where deployments are written down, to be put back and gone back to',
  '.signalbox/deployments',
] as const;

export async function journalOf(invocation: Invocation, { target }: Aimed): Promise<Journal> {
  const { openJournal } = await import('../program.ts');
  const directory = resolve(directoryOf(invocation), String(invocation.options['journal']));
  return openJournal({ directory, target: target.name, deployer: deployerIn(invocation) });
}

/** Says what did not end, or still runs; changes nothing. */
export async function sayUnfinished(invocation: Invocation, aimed: Aimed): Promise<void> {
  const { openDeployments } = await import('../program.ts');
  const journal = await journalOf(invocation, aimed);
  const holder = await journal.holder();
  if (holder !== undefined) {
    invocation.io.err(`${aimed.target.name} is being deployed by ${holder}: what is seen now may change.\n`);
    return;
  }
  for (const { record } of await openDeployments(journal)) {
    invocation.io.err(
      `The ${record.command} ${record.id} by ${record.who} did not end: the next deploy puts back what it began.\n`,
    );
  }
}

/** Puts back what did not end. Gives the exit code where that cannot be done, and nothing else should. */
export async function recoverFirst(invocation: Invocation, aimed: Aimed): Promise<ExitCode | undefined> {
  const { recoverTarget } = await import('../program.ts');
  const recovered = await recoverTarget(aimed.target, await journalOf(invocation, aimed), aimed.io);
  for (const one of recovered) say(invocation, one);
  return recovered.some(({ unrestored }) => unrestored.length > 0) ? EXIT.partly : undefined;
}

function say({ io }: Invocation, { id, restored, left, unrestored, why }: Recovered): void {
  io.err(`The deployment ${id} did not end: ${count(restored.length, 'change')} put back.\n`);
  for (const reason of why) io.err(`  ${reason}\n`);
  for (const key of left) io.err(`  changed by somebody else since, so left as it is: ${key}\n`);
  for (const key of unrestored) io.err(`  could not be put back: ${key}\n`);
  if (unrestored.length > 0) io.err('Nothing else was done. Run it again when the server can be reached.\n');
}
