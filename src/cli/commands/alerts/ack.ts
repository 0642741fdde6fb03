import { randomBytes } from 'node:crypto';
import type { AckGroup } from '../../../program.ts';
import { alertmanagerOptions, type Reached, reachAlertmanager } from '../../alertmanager.ts';
import { auditIn, auditOptions, NOBODY, whoIn } from '../../audit.ts';
import type { CommandKind, Invocation } from '../../command.ts';
import { EXIT, type ExitCode } from '../../exit.ts';
import { count, json } from '../../print.ts';
import { printLabels, printTime } from '../../print-alerts.ts';
import { refuse } from '../../refuse.ts';
import { nothingFound, selectionIn, selectionOptions } from './selection.ts';

/** An acknowledgement is a promise to look at it today; longer quiet is maintenance, which is defined and reviewed. */
const LONGEST = '24h';

export const ackCommand: CommandKind = {
  name: 'ack',
  summary: 'take an alert: silence its group and its escalation for a while, with who and why',
  configure: (command) =>
    auditOptions(alertmanagerOptions(selectionOptions(command)))
      .option('--reason <text>', 'what is being done about it (required)')
      .option('--for <duration>', `how long, at most ${LONGEST}`, '2h')
      .option('--all', 'acknowledge every group that is meant, where there are several')
      .option('--json', 'print what was silenced as JSON'),
  run: async (invocation) => {
    const asked = await askedIn(invocation);
    if (typeof asked === 'number') return asked;
    const meant = selectionIn(invocation);
    if (typeof meant === 'number') return meant;
    const reached = await reachAlertmanager(invocation);
    if (typeof reached === 'number') return reached;
    const { ackGroups } = await import('../../../program.ts');
    const groups = ackGroups(await reached.alertmanager.groups(), meant, asked, new Date());
    if (groups.length === 0) return refuse(invocation, await nothingFound(meant, reached));
    if (groups.length > 1 && invocation.options['all'] !== true) return refuse(invocation, severalGroups(groups));
    return silenceAll(invocation, reached, asked, groups);
  },
};

interface Asked {
  readonly by: string;
  readonly reason: string;
  readonly forMs: number;
  readonly id: string;
}

async function askedIn(invocation: Invocation): Promise<Asked | ExitCode> {
  const { options } = invocation;
  const reason = String(options['reason'] ?? '').trim();
  if (reason === '') return refuse(invocation, 'Why? Write --reason "what is being done about it".');
  const by = whoIn(invocation);
  if (by === undefined) return refuse(invocation, NOBODY);
  const { parseDuration } = await import('../../../program.ts');
  const forMs = parseDuration(String(options['for']));
  if (forMs === undefined || forMs === 0)
    return refuse(invocation, `\`--for ${String(options['for'])}\` is no duration. Write '30m' or '2h'.`);
  if (forMs > (parseDuration(LONGEST) ?? 0))
    return refuse(
      invocation,
      `An acknowledgement lasts ${LONGEST} at most. Longer quiet is planned work: define a \`maintenance\`.`,
    );
  return { by, reason, forMs, id: randomBytes(4).toString('hex') };
}

function severalGroups(groups: readonly AckGroup[]): string {
  const lines = groups.map(({ labels }) => `  ${printLabels(labels)}`);
  return [
    `That is ${groups.length} groups of alerts:`,
    ...lines,
    'Say which with --matcher or --fingerprint, or write --all.',
  ].join('\n');
}

async function silenceAll(
  invocation: Invocation,
  reached: Reached,
  { by, reason }: Asked,
  groups: readonly AckGroup[],
): Promise<ExitCode> {
  const { audited } = await import('../../../program.ts');
  const { io, options } = invocation;
  const { alertmanager, url } = reached;
  const subject = groups.map(({ labels }) => printLabels(labels)).join('; ');
  const until = groups[0]?.silences[0]?.endsAt ?? '';
  const { silences } = await audited(
    await auditIn(invocation, reached.aimed),
    { who: by, command: 'alerts ack', subject, server: url },
    async () => {
      const made: string[] = [];
      for (const silence of groups.flatMap((group) => group.silences)) made.push(await alertmanager.silence(silence));
      return { reason, until, silences: made };
    },
  );
  const ofSome = Object.keys(reached.tenantLabels).length > 0;
  const escalation = `Its escalation is silent too${ofSome ? ', where it tells of this tenant alone' : ''}.`;
  const lines = groups.map(({ labels, alerts }) => `${printLabels(labels)}  ${count(alerts.length, 'alert')}\n`);
  if (options['json'] === true) io.out(json({ by, reason, until, groups: groups.map(({ labels }) => labels), silences }));
  else io.out(`${lines.join('')}${by} has it until ${printTime(until)}. ${escalation}\n`);
  return EXIT.done;
}
