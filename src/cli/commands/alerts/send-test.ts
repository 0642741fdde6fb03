import type { TestAlert } from '../../../program.ts';
import { alertmanagerOptions, reachAlertmanager } from '../../alertmanager.ts';
import { auditIn, auditOptions, NOBODY, whoIn } from '../../audit.ts';
import type { CommandKind } from '../../command.ts';
import { EXIT } from '../../exit.ts';
import { json } from '../../print.ts';
import { printLabels } from '../../print-alerts.ts';
import { refuse, withHint } from '../../refuse.ts';

const LONGEST_MS = 3_600_000;

export const sendTestCommand: CommandKind = {
  name: 'send-test',
  summary: 'send a marked test alert that the route tree leads to one receiver; it resolves by itself',
  configure: (command) =>
    auditOptions(alertmanagerOptions(command.argument('<receiver-or-alert>', 'whom to tell, or which alert to imitate')))
      .option('--lasts <duration>', 'when it resolves, at most 1h; longer than the group waits', '2m')
      .option('--yes', 'send it also where others are told, or real alerts fall silent')
      .option('--json', 'print what was sent as JSON'),
  run: async (invocation) => {
    const { io, options, args } = invocation;
    const { audited, isUntestable, parseDuration, postedTest, testAlertFor } = await import('../../../program.ts');
    const by = whoIn(invocation);
    if (by === undefined) return refuse(invocation, NOBODY);
    const lastsMs = parseDuration(String(options['lasts'])) ?? 0;
    if (lastsMs === 0 || lastsMs > LONGEST_MS)
      return refuse(invocation, `\`--lasts ${String(options['lasts'])}\` is no duration up to 1h. Write '2m'.`);
    if (options['alertmanager'] !== undefined)
      return refuse(invocation, 'send-test asks the route tree of the definitions: give it a --target instead of a server.');
    const reached = await reachAlertmanager(invocation);
    if (typeof reached === 'number') return reached;
    const { aimed, alertmanager, tenantLabels, url } = reached;
    if (!aimed) return refuse(invocation, 'send-test needs the definitions.');
    const name = args[0] ?? '';
    const external = { ...aimed.target.environment.labels, ...tenantLabels };
    const test = testAlertFor(aimed.built.derived, name, external, new Date());
    if (isUntestable(test)) return refuse(invocation, withHint(test.why, test.suggestion));
    const reservations = reservationsOf(test);
    for (const text of reservations) io.err(`${text}\n`);
    if (reservations.length > 0 && options['yes'] !== true)
      return refuse(invocation, 'Nothing was sent. Write --yes if that is meant.');
    await audited(
      await auditIn(invocation, reached.aimed),
      { who: by, command: 'alerts send-test', subject: name, server: url },
      async () => {
        await alertmanager.post([postedTest(test, by, new Date(), lastsMs)]);
        return { labels: test.labels, receivers: test.receivers };
      },
    );
    const { labels, receivers, muted } = test;
    io.out(options['json'] === true ? json({ by, labels, receivers, muted }) : printTest(test, String(options['lasts'])));
    return EXIT.done;
  },
};

function reservationsOf({ others, silences }: TestAlert): string[] {
  return [
    ...(others.length === 0 ? [] : [`It also reaches ${others.join(', ')}.`]),
    ...silences.map(({ because }) => `While it fires, real alerts may fall silent: ${because}.`),
  ];
}

function printTest({ labels, receivers, muted }: TestAlert, lasts: string): string {
  const when =
    muted.length === 0
      ? ''
      : `A time interval mutes it now: ${muted.join(', ')} will not be told.
`;
  return `Sent ${printLabels(labels)}\n→ ${receivers.join(', ')}, after the wait of its group; it resolves after ${lasts}.\n${when}`;
}
