import type { ColorRole } from '../check/report/format.ts';
import { formats } from '../check/report/formats.ts';
import type { Diagnostic } from '../kernel/diagnostic.ts';
import { type Built, build, folderStore } from '../program.ts';
import { directoryOf, type Invocation } from './command.ts';
import type { Io } from './io.ts';
import { styled, summary } from './print.ts';
import { progress } from './progress.ts';

/** Builds the project. Errors are printed in full on stderr; the rest is counted, and `signalbox check` shows it. */
export async function buildProject(invocation: Invocation): Promise<Built> {
  const { io } = invocation;
  const built = await buildToAsk(invocation);
  if (!built.diagnostics.some(({ severity }) => severity === 'error') && built.diagnostics.length > 0)
    io.err(
      `${styled(io, 'dim', `${summary(built.diagnostics)}: \`signalbox check\` shows ${built.diagnostics.length === 1 ? 'it' : 'them'}.`)}\n`,
    );
  return built;
}

/** Builds the project for a question to servers: of what is no error nothing is said, which is not what was asked. */
export async function buildToAsk(invocation: Invocation): Promise<Built> {
  const { io } = invocation;
  const built = await buildQuietly(invocation);
  const errors = built.diagnostics.filter((one) => one.severity === 'error');
  if (errors.length > 0) io.err(`${printed(io, errors)}\n`);
  return built;
}

/** Builds the project and prints nothing of what is wrong. */
export async function buildQuietly(invocation: Invocation): Promise<Built> {
  const line = progress(invocation.io);
  line.say('Reading definitions …');
  const directory = directoryOf(invocation);
  const store = folderStore(directory);
  const built = await build(directory, invocation.io.today, undefined, store);
  store.tidy();
  line.clear();
  return built;
}

const STYLES = {
  error: 'red',
  warning: 'yellow',
  info: 'blue',
  dim: 'dim',
  caret: 'red',
  fix: 'green',
} as const satisfies Record<ColorRole, Parameters<typeof styled>[1]>;

/** Diagnostics as text for people. */
export function printed(io: Io, diagnostics: readonly Diagnostic[]): string {
  return formats.text(diagnostics, { color: (role, text) => styled(io, STYLES[role], text) });
}
