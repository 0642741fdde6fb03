import type { GeneratedFile } from '../../targets/generated.ts';
import { type CommandKind, directoryOf, type Invocation } from '../command.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { count, json, styled, summary } from '../print.ts';
import { buildProject } from '../project.ts';

/** Definitions → `generated/`. */
export const generateCommand: CommandKind = {
  name: 'generate',
  summary: 'write what the definitions compile to into generated/',
  configure: (command) =>
    command
      .option('--check', 'write nothing; fail where generated/ differs')
      .option('--watch', 'generate again whenever a definition changes')
      .option('--json', 'print the files as JSON'),
  run: async (invocation) => {
    if (invocation.options['watch'] !== true) return once(invocation);
    const { watch } = await import('../watch.ts');
    return watch(invocation, () => once(invocation));
  },
};

async function once(invocation: Invocation): Promise<ExitCode> {
  const { io, options } = invocation;
  const built = await buildProject(invocation);
  if (built.failed) {
    io.err(`Nothing was written: ${summary(built.diagnostics)}.\n`);
    return EXIT.diagnostics;
  }
  const checking = options['check'] === true;
  const { compareGenerated, writeGenerated } = await import('../../program.ts');
  const files = await (checking ? compareGenerated : writeGenerated)(directoryOf(invocation), built.generated);
  const changed = files.filter((file) => file.state !== 'same');
  if (options['json'] === true) io.out(json({ files }));
  else for (const file of changed) io.out(line(invocation, file, checking));
  if (checking) return verdict(invocation, files.length, changed.length);
  if (built.derived.estate.environments.length === 0)
    io.err('There is no environment, so no server gets any configuration: export const live = environment({ … }).\n');
  io.err(`${count(files.length, 'file')}: ${changed.length} changed, ${summary(built.diagnostics)}.\n`);
  return EXIT.done;
}

/** What was done with a file; with `--check`, what is wrong with it. */
const WRITTEN = { same: 'same', missing: 'created', different: 'changed', stale: 'removed' } as const;

function line({ io }: Invocation, { path, state }: GeneratedFile, checking: boolean): string {
  const word = checking ? state : WRITTEN[state];
  return `${styled(io, state === 'stale' ? 'red' : 'green', word.padEnd(9))} generated/${path}\n`;
}

function verdict({ io }: Invocation, files: number, changed: number): ExitCode {
  if (changed === 0) {
    io.err(`generated/ is up to date (${count(files, 'file')}).\n`);
    return EXIT.done;
  }
  const what = `generated/ is not what the definitions say: ${count(changed, 'file')}`;
  io.err(`${what}. Run \`signalbox generate\` and commit the result.\n`);
  return EXIT.diagnostics;
}
