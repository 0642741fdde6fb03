import type { AlertFilter, ListedAlert } from '../../../program.ts';
import { asking, askingOptions, type Question } from '../../ask/asking.ts';
import type { Column } from '../../ask/output.ts';
import type { Clock } from '../../ask/span.ts';
import { CHOICES, choiceOption } from '../../choices.ts';
import type { CommandKind, Invocation } from '../../command.ts';
import { ALERT_STYLE, printAlerts, printLabels, quietOf, restOf, totals } from '../../print-alerts.ts';
import { unknownName, withHint } from '../../refuse.ts';

/** Alertmanager remembers nothing: it is always asked about now. */
const NEEDS = { engines: ['alertmanager'], definitions: false, since: 'now' } as const;
type Asked = Question<'alertmanager'>;

export const listCommand: CommandKind = {
  name: 'list',
  summary: 'the alerts Alertmanager holds: firing, silenced (with who acknowledged), inhibited, muted',
  configure: (command) =>
    askingOptions(command, NEEDS)
      .option('--service <name>', 'only of this service')
      .option('--owner <team>', 'only of this team')
      .option('--severity <name>', 'only of this severity')
      .option('--receiver <name>', 'only what this receiver gets')
      .addOption(choiceOption('--state <state>', 'only these', CHOICES.alertState)),
  run: asking(NEEDS, async (question) => {
    const { ALERT_STATES, listAlerts } = await import('../../../program.ts');
    const { invocation, refuse, servers, show, span } = question;
    const filter = filterOf(invocation);
    if (filter.state !== undefined && !ALERT_STATES.includes(filter.state))
      return refuse(await unknownName('state', filter.state, ALERT_STATES));
    const stranger = await unknownIn(filter, question);
    if (stranger !== undefined) return refuse(stranger);
    const { alertmanager } = servers;
    const alerts = listAlerts(await alertmanager.groups(), await alertmanager.silences(), filter);
    return show({
      json: { alerts },
      columns: columnsFor(span),
      rows: alerts,
      chart: printAlerts(invocation.io, alerts, span),
      summary: totals(alerts),
    });
  }),
};

function columnsFor(clock: Clock): Column<ListedAlert>[] {
  const label = (name: string): Column<ListedAlert> => ({ name, value: ({ labels }) => labels[name] ?? '' });
  return [
    { name: 'state', value: ({ state }) => state, style: ({ state }) => ALERT_STYLE[state] },
    { name: 'alert', value: ({ alert }) => alert },
    ...['severity', 'service', 'owner'].map(label),
    { name: 'since', value: ({ since }) => since, text: ({ since }) => clock.print(new Date(since)) },
    { name: 'receivers', value: ({ receivers }) => receivers.join(' ') },
    { name: 'fingerprint', value: ({ fingerprint }) => fingerprint },
    { name: 'labels', value: (one) => printLabels(restOf(one)) },
    { name: 'quiet', value: (one) => quietOf(one, clock) },
    { name: 'summary', value: ({ summary }) => summary },
  ];
}

function filterOf({ options }: Invocation): AlertFilter {
  const text = (name: string) => (options[name] === undefined ? undefined : String(options[name]));
  const state = text('state') as AlertFilter['state']; // looked up in the list of states before it is used
  return { service: text('service'), owner: text('owner'), severity: text('severity'), receiver: text('receiver'), state };
}

/** With definitions at hand, a name they do not know is a slip, not an empty answer. */
async function unknownIn({ service, owner, receiver }: AlertFilter, { derived }: Asked): Promise<string | undefined> {
  if (!derived) return undefined;
  const { didYouMean } = await import('../../../program.ts');
  const { services, teams, receivers } = derived.estate;
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
