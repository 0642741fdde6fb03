import { Command, CommanderError } from 'commander';
import type { CommandGroup, CommandKind } from './command.ts';
import { alertsCommand } from './commands/alerts.ts';
import { anomaliesCommand } from './commands/anomalies.ts';
import { baselineCommand } from './commands/baseline.ts';
import { capacityCommand } from './commands/capacity.ts';
import { checkCommand } from './commands/check.ts';
import { correlateCommand } from './commands/correlate.ts';
import { costCommand } from './commands/cost.ts';
import { deployCommand } from './commands/deploy.ts';
import { destroyCommand } from './commands/destroy.ts';
import { driftCommand } from './commands/drift.ts';
import { explainCommand } from './commands/explain.ts';
import { gateCommand } from './commands/gate.ts';
import { generateCommand } from './commands/generate.ts';
import { healthCommand } from './commands/health.ts';
import { incidentsCommand } from './commands/incidents.ts';
import { initCommand } from './commands/init.ts';
import { inventoryCommand } from './commands/inventory.ts';
import { logsCommand } from './commands/logs.ts';
import { metricsCommand } from './commands/metrics.ts';
import { planCommand } from './commands/plan.ts';
import { previewCommand } from './commands/preview.ts';
import { queryCommand } from './commands/query.ts';
import { recommendCommand } from './commands/recommend.ts';
import { reportCommand } from './commands/report.ts';
import { rollbackCommand } from './commands/rollback.ts';
import { samplingCommand } from './commands/sampling.ts';
import { simulateCommand } from './commands/simulate.ts';
import { sloCommand } from './commands/slo.ts';
import { suggestRecordingsCommand } from './commands/suggest-recordings.ts';
import { testCommand } from './commands/test.ts';
import { tracesCommand } from './commands/traces.ts';
import { upgradeCommand } from './commands/upgrade.ts';
import { versionsCommand } from './commands/versions.ts';
import { workflowsCommand } from './commands/workflows.ts';
import { EXIT, type ExitCode } from './exit.ts';
import type { Io } from './io.ts';
import { guarded } from './printable.ts';
import { shapesOf } from './shapes.ts';
import { exitOf } from './target.ts';
import { version } from './version.ts';

/** Every command, in the order of the help. */
const commands: readonly (CommandKind | CommandGroup)[] = [
  initCommand,
  generateCommand,
  checkCommand,
  testCommand,
  explainCommand,
  simulateCommand,
  previewCommand,
  inventoryCommand,
  costCommand,
  suggestRecordingsCommand,
  planCommand,
  deployCommand,
  driftCommand,
  rollbackCommand,
  destroyCommand,
  upgradeCommand,
  gateCommand,
  alertsCommand,
  incidentsCommand,
  sloCommand,
  logsCommand,
  tracesCommand,
  workflowsCommand,
  versionsCommand,
  reportCommand,
  recommendCommand,
  samplingCommand,
  metricsCommand,
  queryCommand,
  anomaliesCommand,
  capacityCommand,
  correlateCommand,
  healthCommand,
  baselineCommand,
];

/** Runs one command line and says what the process should end with. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  const program = new Command('signalbox')
    .description('Observability as typed code: definitions in TypeScript become checked, deployed and proved configuration.')
    .version(version())
    .option('-C, --directory <path>', 'the project', '.')
    .configureOutput({ writeOut: io.out, writeErr: guarded(io, {}).err })
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError()
    .showHelpAfterError('(--help says what there is)')
    .exitOverride();
  const add = (parent: Command, kind: CommandKind): void => {
    const command = kind.configure(parent.command(kind.name).description(kind.summary)).exitOverride();
    const repeated = writtenTwice(command);
    command.copyInheritedSettings(program).action(async (...args: unknown[]) => {
      const positional = args
        .slice(0, -2)
        .flat()
        .filter((one) => one !== undefined) as string[]; // commander passes arguments, options, command
      const options = command.optsWithGlobals();
      const [twice] = repeated;
      if (twice !== undefined) command.error(`error: --${twice} was written twice: which one is meant?`);
      code = await kind.run({ io: guarded(io, options), options, args: positional, commands: () => shapesOf(program) });
    });
  };
  for (const kind of commands) {
    if (!('commands' in kind)) add(program, kind);
    else {
      const group = program.command(kind.name).description(kind.summary).exitOverride().copyInheritedSettings(program);
      for (const one of kind.commands) add(group, one);
    }
  }
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) return sayFailure(thrown, guarded(io, {}));
    return thrown.exitCode === 0 || thrown.code === 'commander.help' ? EXIT.done : EXIT.usage;
  }
}

/** Whose servers and whose data: of two of them the last would win without a word. */
const ONE_ONLY = ['target', 'environment', 'tenant'];

/** Options of which there can be one only, and that were given again; known when the command line is read. */
function writtenTwice(command: Command): ReadonlySet<string> {
  const [seen, twice] = [new Set<string>(), new Set<string>()];
  for (const name of ONE_ONLY)
    command.on(`option:${name}`, () => {
      if (seen.has(name)) twice.add(name);
      seen.add(name);
    });
  return twice;
}

/** A file or server that said no is a message and an exit code; anything else is our mistake and keeps its stack. */
async function sayFailure(thrown: unknown, io: Io): Promise<ExitCode> {
  const { OutsideFailure, describeFailure } = await import('../program.ts');
  if (thrown instanceof OutsideFailure) {
    io.err(`${describeFailure(thrown)}.\n`);
    return exitOf(thrown);
  }
  const { code, path, syscall } = thrown as NodeJS.ErrnoException; // absent on all but errors of the system
  if (!(thrown instanceof Error) || code === undefined || syscall === undefined || path === undefined) throw thrown;
  io.err(`cannot ${syscall} ${path}: ${code}.\n`);
  return EXIT.usage;
}
