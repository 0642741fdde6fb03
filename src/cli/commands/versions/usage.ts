import type { VersionUsage } from '../../../program.ts';
import { asking } from '../../ask/asking.ts';
import type { CommandKind } from '../../command.ts';
import { count } from '../../print.ts';
import { knownTo, NEEDS, readRunsOf, retiredIn, retiredOptions, servicesOptions, versionedIn } from './asked.ts';

type Row = VersionUsage & { readonly service: string; readonly retired: boolean; readonly stepSeconds: number };

export const usageCommand: CommandKind = {
  name: 'usage',
  summary: 'which versions ran, on how many instances, since when; which of them should not',
  configure: (command) => retiredOptions(servicesOptions(command)),
  run: asking(NEEDS, async (question) => {
    const { retired, usageOf } = await import('../../../program.ts');
    const services = await versionedIn(question);
    if (typeof services === 'string') return question.refuse(services);
    const { show, span } = question;
    const rows: Row[] = [];
    for (const one of services) {
      const { last, runs, stepSeconds } = await readRunsOf(question, one);
      const usage = usageOf(runs, last);
      const old = retired(usage, retiredIn(question, one.service));
      rows.push(...usage.map((row) => ({ ...row, service: one.service.name, retired: old.includes(row), stepSeconds })));
    }
    const old = rows.filter((row) => row.retired).length;
    const since = `since ${span.print(span.from)}`;
    return show({
      json: { from: span.from.toISOString(), to: span.to.toISOString(), versions: rows.map(jsonOf) },
      columns: [
        { name: 'service', value: ({ service }) => service },
        { name: 'version', value: ({ version }) => version, style: (row) => (row.retired ? 'red' : undefined) },
        { name: 'instances', value: ({ instances }) => instances.length, side: 'right' },
        { name: 'most', value: ({ most }) => most, side: 'right' },
        {
          name: 'first_seen',
          value: ({ firstSeen }) => firstSeen.toISOString(),
          text: (row) => span.print(knownTo(row.firstSeen, row.stepSeconds)),
        },
        {
          name: 'last_seen',
          value: ({ lastSeen }) => lastSeen.toISOString(),
          text: (row) => span.print(knownTo(row.lastSeen, row.stepSeconds)),
        },
        { name: 'retired', value: (row) => (row.retired ? 'yes' : 'no'), text: (row) => (row.retired ? 'should not run' : '') },
      ],
      rows,
      summary:
        rows.length === 0
          ? `No instance told its version ${since}.`
          : `${count(rows.length, 'version')} ${since}${old > 0 ? `, ${old} of them should not run` : ''}.`,
    });
  }),
};

function jsonOf({ firstSeen, lastSeen, stepSeconds: _, ...row }: Row): object {
  return { ...row, firstSeen: firstSeen.toISOString(), lastSeen: lastSeen.toISOString() };
}
