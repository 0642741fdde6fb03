import type { AlertmanagerReader, Incident, PrometheusReader } from '../../program.ts';
import { missing, readerIn, serverOptions, type Where, whereIn } from '../ask/servers.ts';
import type { CommandKind, Invocation } from '../command.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { json } from '../print.ts';
import { printIncident, printIncidents } from '../print-incidents.ts';
import { refuse, unknownName, withHint } from '../refuse.ts';

/** Silences are told of where there is an Alertmanager. */
const NEEDS = { engines: ['prometheus'], definitions: false } as const;

/** What fired, who took it and when it ended: read back from the servers, kept nowhere else. */
export const incidentsCommand: CommandKind = {
  name: 'incidents',
  summary: 'alert groups read back as incidents: opened, acknowledged, resolved, with times and means',
  configure: (command) =>
    serverOptions(command, ['prometheus', 'alertmanager'])
      .argument('[id]', 'show this one with its timeline')
      .option('--since <duration>', 'how far to look back', '24h')
      .option('--step <duration>', 'how closely (default: 15s, more for long spans)')
      .option('--quiet <duration>', 'firing again within it is the same incident', '5m')
      .option('--service <name>', 'only of this service')
      .option('--format <form>', 'text or csv', 'text')
      .option('--json', 'print the incidents as JSON'),
  run: async (invocation) => {
    const spans = await spansIn(invocation);
    if (typeof spans === 'number') return spans;
    const sources = await sourcesIn(invocation);
    if (typeof sources === 'number') return sources;
    const { groupOf, peopleRoute, readIncidents } = await import('../../program.ts');
    const { prometheus, alertmanager, aimed } = sources;
    const all = await readIncidents(prometheus, alertmanager, {
      ...spans,
      now: new Date(),
      external: aimed?.target.environment.labels ?? {},
      groupOf: (labels) => groupOf(aimed && peopleRoute(aimed.built.derived), labels),
    });
    const { service } = invocation.options;
    return say(
      invocation,
      all.filter((one) => service === undefined || one.service === service),
    );
  },
};

interface Sources extends Where {
  readonly prometheus: PrometheusReader;
  readonly alertmanager: AlertmanagerReader | undefined;
}

async function sourcesIn(invocation: Invocation): Promise<Sources | ExitCode> {
  const where = await whereIn(invocation, NEEDS);
  if (typeof where === 'number') return where;
  const unknown = await unknownService(invocation, where);
  if (unknown !== undefined) return refuse(invocation, unknown);
  const prometheus = await readerIn(invocation, 'prometheus', where);
  if (!prometheus) return refuse(invocation, missing('prometheus', where));
  return { ...where, prometheus, alertmanager: await readerIn(invocation, 'alertmanager', where) };
}

/** With definitions at hand, a name they do not know is a slip. */
async function unknownService({ options }: Invocation, { aimed }: Where): Promise<string | undefined> {
  const { service } = options;
  const services = aimed?.built.derived.estate.services.map(({ name }) => name) ?? [];
  if (!aimed || service === undefined || services.includes(String(service))) return undefined;
  return unknownName('service', String(service), services);
}

async function spansIn(invocation: Invocation) {
  const { MOST_STEPS, parseDuration } = await import('../../program.ts');
  const { options } = invocation;
  for (const name of ['since', 'step', 'quiet']) {
    const written = options[name];
    if (written !== undefined && !parseDuration(String(written)))
      return refuse(invocation, `\`--${name} ${written}\` is no duration. Write '30m' or '7d'.`);
  }
  const form = String(options['format']);
  if (form !== 'text' && form !== 'csv')
    return refuse(invocation, `There is no format ${form}. There are: text, csv; and --json.`);
  const at = (name: string) => parseDuration(String(options[name])) ?? 0;
  const stepSeconds = options['step'] === undefined ? undefined : Math.ceil(at('step') / 1000);
  if (stepSeconds !== undefined && at('since') / 1000 / stepSeconds > MOST_STEPS)
    return refuse(
      invocation,
      `\`--step ${options['step']}\` is too close for ${options['since']}: Prometheus would not answer. Take a longer step.`,
    );
  return { sinceMs: at('since'), quietMs: at('quiet'), stepSeconds };
}

async function say(invocation: Invocation, incidents: readonly Incident[]): Promise<ExitCode> {
  const { didYouMean, incidentMeans, incidentsCsv } = await import('../../program.ts');
  const { io, options, args } = invocation;
  const [id] = args;
  const means = incidentMeans(incidents);
  const one = incidents.find((incident) => incident.id === id);
  if (id !== undefined && !one) {
    const near = didYouMean(
      id,
      incidents.map((incident) => incident.id),
    );
    return refuse(invocation, withHint(`There is no incident ${id} in that time.`, near));
  }
  const shown = one ? [one] : incidents;
  if (options['json'] === true) io.out(json(one ? { incident: one } : { incidents, means }));
  else if (options['format'] === 'csv') io.out(incidentsCsv(shown));
  else io.out(one ? printIncident(one) : printIncidents(io, incidents, means));
  return EXIT.done;
}
