import type { Correlation } from '../../program.ts';
import { asking, askingOptions } from '../ask/asking.ts';
import { measurementsIn } from '../ask/measurements.ts';
import { lasting, percent } from '../ask/numbers.ts';
import type { Column } from '../ask/output.ts';
import { subjectIn } from '../ask/subject.ts';
import type { CommandKind } from '../command.ts';
import { count } from '../print.ts';
import { unknownName } from '../refuse.ts';

const NEEDS = { engines: ['prometheus'], definitions: false, since: '2h' } as const;
const POINTS = 240;

/** What moved when this moved: where to look first in an incident. */
export const correlateCommand: CommandKind = {
  name: 'correlate',
  summary: 'which measurements moved with one, before or after it, around an incident; with the share that is chance',
  configure: (command) =>
    askingOptions(command.argument('[metric]', "what is asked about: a metric, or a query: 'sum(rate(errors_total[1m]))'"), NEEDS)
      .option('--metric <text>', 'compare only with metrics whose name holds this')
      .option('--around <time>', 'an incident: half of --since before it, half after')
      .option('--lag <duration>', 'the furthest one may run ahead of the other', '10m')
      .option('--of <what>', 'compare changes from step to step, or levels', 'changes')
      .option('--least <r>', 'show only what is at least so alike, 0 to 1', '0.5')
      .option('--chance <percent>', 'show only what is chance with at most this share', '5'),
  run: asking(NEEDS, async (question) => {
    const { CORRELATE_OF, correlate, parseDuration } = await import('../../program.ts');
    const { invocation, servers, span, show, refuse, scrapeSeconds } = question;
    const { lag, least, chance } = invocation.options;
    const of = CORRELATE_OF.find((one) => one === invocation.options['of']);
    if (!of) return refuse(await unknownName('comparison', String(invocation.options['of']), CORRELATE_OF));
    const lagMs = parseDuration(String(lag));
    if (lagMs === undefined) return refuse(`\`--lag ${lag}\` is no duration. Write '10m'.`);
    if (!(Number(least) >= 0 && Number(least) <= 1)) return refuse(`\`--least ${least}\` is no correlation. Write 0.5.`);
    if (!(Number(chance) >= 0 && Number(chance) <= 100)) return refuse(`\`--chance ${chance}\` is no share in percent. Write 5.`);
    const stepSeconds = span.step(POINTS, scrapeSeconds);
    const windowMs = 4 * Math.max(stepSeconds, scrapeSeconds) * 1000;
    const subject = await subjectIn(question, windowMs);
    if (typeof subject === 'string') return refuse(subject);
    const all = await measurementsIn(question, windowMs);
    if (typeof all === 'string') return refuse(all);
    const others = all.filter(({ promql }) => promql !== subject.promql);
    const progress = (done: number) => question.progress(`${done} of ${others.length} measurements …`);
    const asked = { from: span.from, to: span.to, stepSeconds, lagSeconds: lagMs / 1000, of, progress };
    const found = await correlate(servers.prometheus, subject, others, asked);
    const rows = found.filter((one) => Math.abs(one.r) >= Number(least) && one.falseDiscovery <= Number(chance) / 100);
    return show({
      json: { subject, compared: others.length, correlations: rows },
      columns: COLUMNS,
      rows,
      summary: `${count(rows.length, 'measurement')} of ${others.length} moved with ${subject.name} from ${span.print(span.from)} to ${span.print(span.to)}. What moves together need not cause each other.`,
    });
  }),
};

const COLUMNS: readonly Column<Correlation>[] = [
  { name: 'measurement', value: ({ measurement }) => measurement.name },
  { name: 'r', value: ({ r }) => r, text: ({ r }) => r.toFixed(2), side: 'right' },
  { name: 'lag_seconds', value: ({ lagSeconds }) => lagSeconds, text: lagText },
  {
    name: 'chance',
    value: ({ falseDiscovery }) => falseDiscovery,
    text: ({ falseDiscovery }) => percent(falseDiscovery, 2),
    side: 'right',
  },
  { name: 'points', value: ({ points }) => points, side: 'right' },
];

function lagText({ lagSeconds }: Correlation): string {
  if (lagSeconds === 0) return 'together';
  return lagSeconds > 0 ? `${lasting(lagSeconds)} after` : `${lasting(-lagSeconds)} before`;
}
