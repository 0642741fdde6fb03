import type { AskedServers, Upgrade } from '../../program.ts';
import type { CommandKind, Invocation } from '../command.ts';
import { directoryOf } from '../command.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { json } from '../print.ts';
import { buildProject, printed } from '../project.ts';
import { refuse, unknownName } from '../refuse.ts';

/** What another version of a server changes, before anything is touched. */
export const upgradeCommand: CommandKind = {
  name: 'upgrade',
  summary: 'show what another version of a server changes in generated/, and what is to be done by hand; writes nothing',
  configure: (command) =>
    command
      .requiredOption('--to <versions>', 'servers and their versions: prometheus=3.15,loki=3.7')
      .option('--environment <name>', 'only there (otherwise: in every environment that has the server)')
      .option('--diff', 'the lines that change in each file too')
      .option('--detailed-exit-code', 'end with 10 when there is something to change')
      .option('--json', 'print it as JSON'),
  run: async (invocation) => {
    const { parseVersions } = await import('../../program.ts');
    const asked = parseVersions(String(invocation.options['to']));
    if (typeof asked === 'string') return refuse(invocation, asked);
    return compared(invocation, asked);
  },
};

async function compared(invocation: Invocation, servers: AskedServers): Promise<ExitCode> {
  const { environment } = invocation.options;
  const { build, upgradeOf } = await import('../../program.ts');
  const was = await buildProject(invocation);
  if (was.failed) return EXIT.diagnostics;
  const { environments } = was.derived.estate;
  const names = environments.map(({ name }) => name);
  const only = environment === undefined ? undefined : String(environment);
  if (only !== undefined && !names.includes(only)) return refuse(invocation, await unknownName('environment', only, names));
  const meant = environments.filter(({ name }) => only === undefined || name === only);
  const nowhere = Object.keys(servers).find((server) => meant.every((one) => !(server in one.servers) || hasNo(one, server)));
  if (nowhere !== undefined)
    return refuse(invocation, `${only ?? 'No environment'} has ${only === undefined ? 'a' : 'no'} ${nowhere}.`);
  const now = await build(directoryOf(invocation), invocation.io.today, { environment: only, servers });
  const of = ({ artifacts, derived, diagnostics }: typeof was) => ({
    environments: derived.estate.environments,
    artifacts,
    diagnostics,
  });
  return shown(invocation, upgradeOf(of(was), of(now)));
}

function hasNo({ servers }: { readonly servers: object }, server: string): boolean {
  return (servers as Readonly<Record<string, unknown>>)[server] === undefined; // a key of the table of servers
}

async function shown(invocation: Invocation, upgrade: Upgrade): Promise<ExitCode> {
  const { io, options } = invocation;
  const { printUpgrade, upgradeToJson } = await import('../../program.ts');
  const wrong = upgrade.found.filter(({ severity }) => severity !== 'info');
  if (wrong.length > 0) io.err(`${printed(io, wrong)}\n`);
  io.out(options['json'] === true ? json(upgradeToJson(upgrade)) : printUpgrade(upgrade, options['diff'] === true));
  if (wrong.some(({ severity }) => severity === 'error')) return EXIT.diagnostics;
  return options['detailedExitCode'] === true && upgrade.files.length > 0 ? EXIT.changes : EXIT.done;
}
