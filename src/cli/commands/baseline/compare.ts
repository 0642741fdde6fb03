import type { Baseline, Comparison } from '../../../program.ts';
import { asking, askingOptions, type Question } from '../../ask/asking.ts';
import { lasting, percent, short } from '../../ask/numbers.ts';
import type { Column } from '../../ask/output.ts';
import type { CommandKind } from '../../command.ts';
import { count } from '../../print.ts';
import { unknownName } from '../../refuse.ts';
import { folderIn, folderOption, NO_NAME } from './folder.ts';

/** https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries */
const MOST_STEPS = 11_000;
const NEEDS = { engines: ['prometheus'], definitions: false, since: '1h' } as const;

export const compareCommand: CommandKind = {
  name: 'compare',
  summary: 'what is higher or lower than it was, more than chance would have it',
  configure: (command) =>
    folderOption(askingOptions(command.argument('<name>', 'the baseline'), NEEDS))
      .option('--least <percent>', 'a change below this share of what it was is none', '5')
      .option('--chance <percent>', 'take it for a change where chance has at most this share', '5')
      .option('--all', 'show what stayed the same too'),
  run: asking(NEEDS, async (question) => {
    const { compareBaseline, isKeptName, keptNames, measureBaseline, readBaseline } = await import('../../../program.ts');
    const { invocation, servers, span, show, refuse, progress } = question;
    const [name = ''] = invocation.args;
    const { least, chance, all } = invocation.options;
    const judgement = { leastShare: Number(least) / 100, mostChance: Number(chance) / 100 };
    if (!(judgement.leastShare >= 0)) return refuse(`\`--least ${least}\` is no share in percent. Write 5.`);
    if (!(judgement.mostChance >= 0 && judgement.mostChance <= 1))
      return refuse(`\`--chance ${chance}\` is no share in percent. Write 5.`);
    if (!isKeptName(name)) return refuse(NO_NAME);
    const folder = folderIn(invocation);
    const names = await keptNames(folder);
    if (!names.includes(name)) return refuse(await unknownName('baseline', name, names));
    const then = await readBaseline(folder, name);
    const most = MOST_STEPS * then.stepSeconds;
    if (span.seconds > most)
      return refuse(
        `${name} has a value each ${lasting(then.stepSeconds)}, and Prometheus gives ${MOST_STEPS} at most: look at ${lasting(most)} or less.`,
      );
    const told = (done: number) => progress(`${done} of ${then.measurements.length} measurements …`);
    const now = await measureBaseline(servers.prometheus, then.measurements, { ...span, stepSeconds: then.stepSeconds }, told);
    const compared = compareBaseline(then.measurements, now, judgement);
    const rows = compared.filter(({ verdict }) => all === true || verdict !== 'same');
    return show({
      json: { name, from: span.from.toISOString(), to: span.to.toISOString(), comparisons: compared },
      columns: COLUMNS,
      rows,
      summary: summaryOf(question, { name, then, compared }),
    });
  }),
};

const STYLE = { higher: 'yellow', lower: 'yellow', gone: 'red', new: 'blue', same: 'dim' } as const;

const COLUMNS: readonly Column<Comparison>[] = [
  { name: 'measurement', value: ({ name }) => name },
  { name: 'verdict', value: ({ verdict }) => verdict, style: ({ verdict }) => STYLE[verdict] },
  {
    name: 'change',
    value: ({ change }) => change,
    text: ({ change }) => (change !== null && change > 0 ? '+' : '') + percent(change, 1),
    side: 'right',
  },
  number('mean_before', ({ before }) => before?.mean),
  number('mean_now', ({ now }) => now?.mean),
  number('p95_before', ({ before }) => before?.p95),
  number('p95_now', ({ now }) => now?.p95),
  { name: 'chance', value: (row) => row.falseDiscovery, text: (row) => percent(row.falseDiscovery, 2), side: 'right' },
];

function number(name: string, read: (row: Comparison) => number | undefined): Column<Comparison> {
  return { name, value: (row) => read(row) ?? null, text: (row) => short(read(row)), side: 'right' };
}

interface Compared {
  readonly name: string;
  readonly then: Baseline;
  readonly compared: readonly Comparison[];
}

function summaryOf({ span }: Question<'prometheus'>, { name, then, compared }: Compared): string {
  const of = (verdict: Comparison['verdict']) => compared.filter((one) => one.verdict === verdict).length;
  const parts = (['higher', 'lower', 'gone', 'new', 'same'] as const).flatMap((verdict) =>
    of(verdict) > 0 ? [`${of(verdict)} ${verdict}`] : [],
  );
  const when = `${span.print(new Date(then.from))} to ${span.print(new Date(then.to))}`;
  return `${count(compared.length, 'measurement')} of the last ${lasting(span.seconds)} against ${name} (${when}): ${parts.join(', ')}.`;
}
