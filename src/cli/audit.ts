import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Audit } from '../program.ts';
import { directoryOf, type Invocation } from './command.ts';
import { type Aimed, targetIo } from './target.ts';

/** `--by` and `--audit`: what every command takes that changes or decides something. */
export function auditOptions(command: Command): Command {
  return command
    .option('--by <name>', 'who does it (default: the user of this machine)')
    .option('--audit <file>', 'append a line of JSON to this file', join('.signalbox', 'audit.jsonl'));
}

/** Who it is; undefined where nobody is named anywhere. */
export function whoIn({ io, options }: Invocation): string | undefined {
  const { env } = io;
  return [options['by'], env['SIGNALBOX_USER'], env['USER'], env['LOGNAME'], env['USERNAME']]
    .map((one) => (typeof one === 'string' ? one.trim() : ''))
    .find((one) => one !== '');
}

export const NOBODY = 'Nobody is named: write --by NAME.';

/** The file in the project, and what the target declares. A sink that takes nothing is told, and gets it next time. */
export async function auditIn(invocation: Invocation, aimed: Aimed | undefined): Promise<Audit> {
  const { auditFile, sendAudit } = await import('../program.ts');
  const path = resolve(directoryOf(invocation), String(invocation.options['audit']));
  const io = await targetIo(invocation);
  const { signal: _, ...steady } = io; // also of what was interrupted
  return auditFile(
    path,
    () => new Date(),
    async (line) => {
      for (const warning of await sendAudit(aimed?.target.audit ?? [], line, steady, new Date())) {
        invocation.io.err(`${warning}.\n`);
      }
    },
  );
}
