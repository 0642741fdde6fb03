import type { AlertFilter } from '../../../program.ts';
import { alertmanagerOptions, type Reached, reachAlertmanager } from '../../alertmanager.ts';
import type { CommandKind, Invocation } from '../../command.ts';
import { EXIT, type ExitCode } from '../../exit.ts';
import { json } from '../../print.ts';
import { printAlerts } from '../../print-alerts.ts';
import { refuse, unknownName, withHint } from '../../refuse.ts';

export const listCommand: CommandKind = {
  name: 'list',
  summary: 'the alerts Alertmanager holds: firing, silenced (with who acknowledged), inhibited, muted',
  configure: (command) =>
    alertmanagerOptions(command)
      .option('--service <name>', 'only of this service')
      .option('--owner <team>', 'only of this team')
      .option('--severity <name>', 'only of this severity')
      .option('--receiver <name>', 'only what this receiver gets')
      .option('--state <state>', 'only firing, silenced, inhibited or muted')
      .option('--json', 'print the alerts as JSON'),
  run: async (invocation) => {
    const { ALERT_STATES, listAlerts } = await import('../../../program.ts');
    const filter = filterOf(invocation);
    if (filter.state !== undefined && !ALERT_STATES.includes(filter.state))
      return refuse(invocation, await unknownName('state', filter.state, ALERT_STATES));
    const reached = await reachAlertmanager(invocation);
    if (typeof reached === 'number') return reached;
    const stranger = await unknownIn(filter, reached);
    if (stranger !== undefined) return refuse(invocation, stranger);
    const { alertmanager } = reached;
    const alerts = listAlerts(await alertmanager.groups(), await alertmanager.silences(), filter);
    const { io, options } = invocation;
    io.out(options['json'] === true ? json({ alerts }) : printAlerts(io, alerts));
    return EXIT.done satisfies ExitCode;
  },
};

function filterOf({ options }: Invocation): AlertFilter {
  const text = (name: string) => (options[name] === undefined ? undefined : String(options[name]));
  const state = text('state') as AlertFilter['state']; // looked up in the list of states before it is used
  return { service: text('service'), owner: text('owner'), severity: text('severity'), receiver: text('receiver'), state };
}

/** With definitions at hand, a name they do not know is a slip, not an empty answer. */
async function unknownIn({ service, owner, receiver }: AlertFilter, { aimed }: Reached): Promise<string | undefined> {
  if (!aimed) return undefined;
  const { didYouMean } = await import('../../../program.ts');
  const { services, teams, receivers } = aimed.built.derived.estate;
  const asked = [
    ['service', service, services],
    ['team', owner, teams],
    ['receiver', receiver, receivers],
  ] as const;
  for (const [kind, name, known] of asked) {
    const names = known.map((one) => one.name);
    if (name === undefined || names.includes(name)) continue;
    return withHint(`There is no ${kind} ${name}.`, didYouMean(name, names));
  }
  return undefined;
}
