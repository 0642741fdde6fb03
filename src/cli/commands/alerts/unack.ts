import { alertmanagerOptions, reachAlertmanager } from '../../alertmanager.ts';
import { auditIn, auditOptions, NOBODY, whoIn } from '../../audit.ts';
import type { CommandKind } from '../../command.ts';
import { EXIT } from '../../exit.ts';
import { count, json } from '../../print.ts';
import { refuse } from '../../refuse.ts';
import { selectionIn, selectionOptions } from './selection.ts';

export const unackCommand: CommandKind = {
  name: 'unack',
  summary: 'give an alert back: end the silences `alerts ack` made for it, and no others',
  configure: (command) =>
    auditOptions(alertmanagerOptions(selectionOptions(command))).option('--json', 'print what was ended as JSON'),
  run: async (invocation) => {
    const { io, options } = invocation;
    const meant = selectionIn(invocation);
    if (typeof meant === 'number') return meant;
    const by = whoIn(invocation);
    if (by === undefined) return refuse(invocation, NOBODY);
    const reached = await reachAlertmanager(invocation);
    if (typeof reached === 'number') return reached;
    const { audited, unackOf } = await import('../../../program.ts');
    const { alertmanager, url } = reached;
    const { ours, others } = unackOf(await alertmanager.silences(), await alertmanager.groups(), meant);
    for (const { id, createdBy } of others) io.err(`${id} of ${createdBy} was not made by \`alerts ack\`: left alone.\n`);
    const silences = ours.map(({ id }) => id);
    const subject = meant.alert ?? meant.fingerprint ?? JSON.stringify(meant.labels);
    if (silences.length > 0)
      await audited(
        await auditIn(invocation, reached.aimed),
        { who: by, command: 'alerts unack', subject, server: url },
        async () => {
          for (const id of silences) await alertmanager.expire(id);
          return { silences };
        },
      );
    if (options['json'] === true) io.out(json({ by, silences, leftAlone: others.map(({ id }) => id) }));
    else io.out(silences.length === 0 ? 'Nobody has acknowledged it.\n' : `${count(silences.length, 'silence')} ended.\n`);
    return EXIT.done;
  },
};
