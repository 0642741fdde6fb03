import type { Incident } from '../../program.ts';
import { asking, askingOptions, type Question } from '../ask/asking.ts';
import { namesIn, unknownService } from '../ask/service-names.ts';
import type { CommandKind, Invocation } from '../command.ts';
import type { ExitCode } from '../exit.ts';
import { incidentColumns, printIncident, stateLine, totalOf } from '../print-incidents.ts';
import { withHint } from '../refuse.ts';

/** Silences are told of where there is an Alertmanager. */
const NEEDS = { engines: ['prometheus'], also: ['alertmanager'], definitions: false, since: '24h' } as const;

/** What fired, who took it and when it ended: read back from the servers, kept nowhere else. */
export const incidentsCommand: CommandKind = {
  name: 'incidents',
  summary: 'alert groups read back as incidents: opened, acknowledged, resolved, with times and means',
  configure: (command) =>
    askingOptions(command.argument('[id]', 'show this one with its timeline'), NEEDS)
      .option('--step <duration>', 'how closely (default: 15s, more for long spans)')
      .option('--quiet <duration>', 'firing again within it is the same incident', '5m')
      .option('--service <name>', 'only of this service'),
  run: (invocation) => asking(NEEDS, answered)(withTable(invocation)),
};

/** `--format text` was its name once. */
function withTable(invocation: Invocation): Invocation {
  const { options } = invocation;
  return options['format'] === 'text' ? { ...invocation, options: { ...options, format: 'table' } } : invocation;
}

async function answered(question: Question<'prometheus'>): Promise<ExitCode> {
  const { also, derived, environment, invocation, refuse, servers, span } = question;
  const { service } = invocation.options;
  const unknown = await unknownService(derived, namesIn(service));
  if (unknown !== undefined) return refuse(unknown);
  const steps = await stepsIn(question);
  if (typeof steps === 'string') return refuse(steps);
  const { groupOf, peopleRoute, readIncidents } = await import('../../program.ts');
  const all = await readIncidents(servers.prometheus, also.alertmanager, {
    ...steps,
    sinceMs: span.seconds * 1000,
    now: span.to,
    external: environment?.labels ?? {},
    groupOf: (labels) => groupOf(derived && peopleRoute(derived), labels),
  });
  const incidents = all.filter((one) => service === undefined || one.service === service);
  const [id] = invocation.args;
  return id === undefined ? several(question, incidents) : showOne(question, id, incidents);
}

async function stepsIn({ invocation, span }: Question<'prometheus'>) {
  const { MOST_STEPS, parseDuration } = await import('../../program.ts');
  const { options } = invocation;
  const at = (name: string) => (options[name] === undefined ? undefined : parseDuration(String(options[name])));
  const wrong = ['step', 'quiet'].find((name) => options[name] !== undefined && !at(name));
  if (wrong !== undefined) return `\`--${wrong} ${options[wrong]}\` is no duration. Write '30m' or '7d'.`;
  const [stepMs, quietMs = 0] = [at('step'), at('quiet')];
  const stepSeconds = stepMs === undefined ? undefined : Math.ceil(stepMs / 1000);
  if (stepSeconds !== undefined && span.seconds / stepSeconds > MOST_STEPS)
    return `\`--step ${options['step']}\` is too close for ${lengthOf(options)}: Prometheus would not answer. Take a longer step.`;
  return { quietMs, stepSeconds };
}

function lengthOf({ from, since }: Invocation['options']): string {
  return from === undefined ? String(since) : 'that time';
}

async function several({ invocation, show, span }: Question<'prometheus'>, rows: readonly Incident[]): Promise<ExitCode> {
  const { INCIDENT_COLUMNS, incidentMeans } = await import('../../program.ts');
  const means = incidentMeans(rows);
  const columns = invocation.options['format'] === 'csv' ? INCIDENT_COLUMNS : incidentColumns(span);
  return show({ json: { incidents: rows, means }, columns, rows, summary: totalOf(means) });
}

async function showOne(question: Question<'prometheus'>, id: string, all: readonly Incident[]): Promise<ExitCode> {
  const { didYouMean, INCIDENT_COLUMNS } = await import('../../program.ts');
  const incident = all.find((one) => one.id === id);
  const ids = all.map((one) => one.id);
  if (!incident) return question.refuse(withHint(`There is no incident ${id} in that time.`, didYouMean(id, ids)));
  const { show, span } = question;
  const chart = printIncident(incident, span);
  return show({ json: { incident }, columns: INCIDENT_COLUMNS, rows: [incident], chart, summary: stateLine(incident, span) });
}
