import type { KnownMetric } from '../../program.ts';
import { asking, askingOptions, type Question } from '../ask/asking.ts';
import type { Column } from '../ask/output.ts';
import { choiceOption } from '../choices.ts';
import type { CommandKind } from '../command.ts';
import type { ExitCode } from '../exit.ts';
import { count } from '../print.ts';
import { unknownName } from '../refuse.ts';
import { aggregated } from './metrics/aggregated.ts';

const NEEDS = { engines: ['prometheus'], definitions: false, since: '1h' } as const;
const DEFAULT = 'avg,min,max,p95';
type Asked = Question<'prometheus'>;

/** What is measured, and what it comes to. */
const TYPES = ['counter', 'gauge', 'histogram', 'summary', 'info', 'stateset', 'unknown'];

export const metricsCommand: CommandKind = {
  name: 'metrics',
  summary:
    'the metrics a server has, with type and number of series; or what one comes to: avg, sum, min, max, count, rate, p50, p95, p99',
  configure: (command) =>
    askingOptions(
      command.argument('[metric]', 'this one, aggregated over the time (also flow.execution.duration); else all are listed'),
      NEEDS,
    )
      .addOption(choiceOption('--type <type>', 'list only these', TYPES))
      .option('--match <text>', 'list only names that hold this')
      .option('--aggregate <names>', 'which numbers, separated by commas', DEFAULT)
      .option('--by <labels>', 'a row for each value of these labels, separated by commas')
      .option('--where <label=value...>', 'only series with this label; also !=, =~ and !~')
      .option('--series', 'over time, as a chart (table) or a row for each step (csv, json)'),
  run: asking(NEEDS, async (question) => {
    const { knownMetrics, metricByName } = await import('../../program.ts');
    const metrics = await knownMetrics(question.servers.prometheus, question.span.to, question.derived);
    const [name] = question.invocation.args;
    if (name === undefined) return list(question, metrics);
    const metric = metricByName(name, metrics);
    if (metric) return aggregated(question, metric);
    if (metrics.length === 0) return question.refuse(`There is no metric ${name}: the server has no series at that time.`);
    return question.refuse(
      await unknownName(
        'metric',
        name,
        metrics.map((one) => one.name),
      ),
    );
  }),
};

const COLUMNS: readonly Column<KnownMetric>[] = [
  { name: 'metric', value: ({ name }) => name },
  { name: 'type', value: ({ type }) => type },
  { name: 'unit', value: ({ unit }) => unit },
  { name: 'series', value: ({ series }) => series, side: 'right' },
  { name: 'services', value: ({ services }) => services.join(' ') },
  { name: 'help', value: ({ help }) => help },
];

async function list({ invocation, show, refuse }: Asked, all: readonly KnownMetric[]): Promise<ExitCode> {
  const { type, match = '' } = invocation.options;
  if (type !== undefined && !TYPES.includes(String(type))) return refuse(await unknownName('type', String(type), TYPES));
  const rows = all.filter((one) => (type === undefined || one.type === type) && one.name.includes(String(match)));
  const series = rows.reduce((sum, one) => sum + one.series, 0);
  const summary = rows.length === 0 ? 'No metric is like that.' : `${count(rows.length, 'metric')} with ${series} series.`;
  return show({ json: { metrics: rows }, columns: COLUMNS, rows, summary });
}
