import type { AlertmanagerReader, Derived, Incident } from '../../program.ts';
import type { HttpReader } from '../../targets/http.ts';
import type { CommandKind, Invocation } from '../command.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { json } from '../print.ts';
import { printIncident, printIncidents } from '../print-incidents.ts';
import { refuse, withHint } from '../refuse.ts';
import { aim, ENVIRONMENT_OPTION, TARGET_OPTION, targetIo } from '../target.ts';

/** What fired, who took it and when it ended: read back from the servers, kept nowhere else. */
export const incidentsCommand: CommandKind = {
  name: 'incidents',
  summary: 'alert groups read back as incidents: opened, acknowledged, resolved, with times and means',
  configure: (command) =>
    command
      .argument('[id]', 'show this one with its timeline')
      .option('--since <duration>', 'how far to look back', '24h')
      .option('--step <duration>', 'how closely (default: 15s, more for long spans)')
      .option('--quiet <duration>', 'firing again within it is the same incident', '5m')
      .option('--service <name>', 'only of this service')
      .option(...TARGET_OPTION)
      .option(...ENVIRONMENT_OPTION)
      .option('--prometheus <url>', 'ask this server, without reading definitions')
      .option('--alertmanager <url>', 'whose silences tell who acknowledged, beside --prometheus')
      .option('--format <form>', 'text or csv', 'text')
      .option('--json', 'print the incidents as JSON'),
  run: async (invocation) => {
    const spans = await spansIn(invocation);
    if (typeof spans === 'number') return spans;
    const sources = await (invocation.options['prometheus'] === undefined ? byTarget(invocation) : byUrl(invocation));
    if (typeof sources === 'number') return sources;
    const { groupOf, peopleRoute, readIncidents } = await import('../../program.ts');
    const { prometheus, alertmanager, external, derived } = sources;
    const all = await readIncidents(prometheus, alertmanager, {
      ...spans,
      now: new Date(),
      external,
      groupOf: (labels) => groupOf(derived && peopleRoute(derived), labels),
    });
    const { service } = invocation.options;
    return say(
      invocation,
      all.filter((one) => service === undefined || one.service === service),
    );
  },
};

interface Sources {
  readonly prometheus: HttpReader;
  readonly alertmanager: AlertmanagerReader | undefined;
  readonly external: Readonly<Record<string, string>>;
  readonly derived: Derived | undefined;
}

async function byUrl(invocation: Invocation): Promise<Sources | ExitCode> {
  const { alertmanagerReaderAt, connectionTo, httpReader } = await import('../../program.ts');
  const { options } = invocation;
  for (const name of ['prometheus', 'alertmanager'] as const) {
    const url = options[name];
    if (url !== undefined && (!/^https?:\/\//.test(String(url)) || !URL.canParse(String(url))))
      return refuse(invocation, `\`--${name}\` is no address of a server. Write 'https://host:port'.`);
  }
  const io = await targetIo(invocation);
  const at = (name: string) => (options[name] === undefined ? undefined : httpReader(connectionTo(String(options[name])), io));
  const [prometheus, second] = [at('prometheus'), at('alertmanager')];
  if (!prometheus) return refuse(invocation, 'Write --prometheus URL.');
  return { prometheus, alertmanager: second && alertmanagerReaderAt(second), external: {}, derived: undefined };
}

async function byTarget(invocation: Invocation): Promise<Sources | ExitCode> {
  const aimed = await aim(invocation);
  if (typeof aimed === 'number') return aimed;
  const { alertmanagerReaderAt, alertmanagerOf, didYouMean, httpReader, prometheusOf } = await import('../../program.ts');
  const { target, io, built } = aimed;
  const { service } = invocation.options;
  const services = built.derived.estate.services.map(({ name }) => name);
  if (service !== undefined && !services.includes(String(service)))
    return refuse(invocation, withHint(`There is no service ${service}.`, didYouMean(String(service), services)));
  const [first, second] = [prometheusOf(target), alertmanagerOf(target)];
  if (!first) return refuse(invocation, `${target.name} has no Prometheus to ask.`);
  const clientOf = (at: NonNullable<typeof first>) => httpReader(at, io);
  return {
    prometheus: clientOf(first),
    alertmanager: second && alertmanagerReaderAt(clientOf(second)),
    external: target.environment.labels,
    derived: built.derived,
  };
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
