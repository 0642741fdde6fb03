import type { Transition } from '../../../program.ts';
import { asking } from '../../ask/asking.ts';
import type { CommandKind } from '../../command.ts';
import { count } from '../../print.ts';
import { knownTo, NEEDS, readRunsOf, servicesOptions, versionedIn } from './asked.ts';

export const transitionsCommand: CommandKind = {
  name: 'transitions',
  summary: 'which instance went from which version to which, when, and whether that was a way back',
  configure: servicesOptions,
  run: asking(NEEDS, async (question) => {
    const { transitionsOf } = await import('../../../program.ts');
    const services = await versionedIn(question);
    if (typeof services === 'string') return question.refuse(services);
    const { show, span } = question;
    const rows: (Transition & { readonly service: string; readonly stepSeconds: number })[] = [];
    for (const one of services) {
      const { runs, stepSeconds } = await readRunsOf(question, one);
      rows.push(...transitionsOf(runs).map((row) => ({ ...row, service: one.service.name, stepSeconds })));
    }
    const back = rows.filter((row) => row.back).length;
    const since = `since ${span.print(span.from)}`;
    return show({
      json: {
        from: span.from.toISOString(),
        to: span.to.toISOString(),
        transitions: rows.map(({ at, stepSeconds: _, ...row }) => ({ at: at.toISOString(), ...row })),
      },
      columns: [
        { name: 'time', value: ({ at }) => at.toISOString(), text: (row) => span.print(knownTo(row.at, row.stepSeconds)) },
        { name: 'service', value: ({ service }) => service },
        { name: 'instance', value: ({ instance }) => instance },
        { name: 'from', value: ({ from }) => from },
        { name: 'to', value: ({ to }) => to },
        {
          name: 'back',
          value: (row) => (row.back ? 'yes' : 'no'),
          text: (row) => (row.back ? 'a way back' : ''),
          style: (row) => (row.back ? 'yellow' : undefined),
        },
      ],
      rows,
      summary:
        rows.length === 0
          ? `No instance changed its version ${since}.`
          : `${count(rows.length, 'change')} ${since}, ${back} of them back.`,
    });
  }),
};
