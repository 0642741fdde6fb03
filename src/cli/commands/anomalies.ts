import type { Anomaly, AnomalySeverity } from '../../program.ts';
import { asking, askingOptions, type Question } from '../ask/asking.ts';
import { measurementsIn } from '../ask/measurements.ts';
import { lasting, percent, short } from '../ask/numbers.ts';
import type { Column } from '../ask/output.ts';
import { countIn } from '../ask/service-names.ts';
import { TREND_STYLE } from '../ask/trend.ts';
import { CHOICES, choiceOption } from '../choices.ts';
import type { CommandKind } from '../command.ts';
import { count } from '../print.ts';
import { unknownName } from '../refuse.ts';
import { isCharted, jsonSeries, oddCharts, oddSeries, type Row, trendsOf } from './anomalies/odd-series.ts';

const NEEDS = { engines: ['prometheus'], definitions: false, since: '24h' } as const;
const POINTS = 360;
/** Of 11,000 that Prometheus gives. */
const MOST_POINTS = 10_000;
type Asked = Question<'prometheus'>;

/** When measurements were not as before, how clearly, and by which rule. */
export const anomaliesCommand: CommandKind = {
  name: 'anomalies',
  summary:
    'when measurements were not as before: z-score, IQR, seasonal, level shift or all together, with confidence and reasons',
  configure: (command) =>
    askingOptions(command, NEEDS)
      .option('--metric <text>', 'only metrics whose name holds this')
      .option('--query <promql>', 'look at this instead')
      .addOption(choiceOption('--method <name>', 'how they are looked at; composite is all', CHOICES.method).default('composite'))
      .addOption(choiceOption('--severity <name>', 'at least', CHOICES.severity).default('low'))
      .option('--limit <count>', 'the most unusual so many', '1000')
      .option('--history <duration>', 'what is learnt from, before the time looked at', '7d')
      .option('--season <duration>', 'how long a season is', '1d')
      .option('--least <percent>', 'a change below this share of what is expected is none', '10')
      .option('--series', 'the measurements that are odd over time, as a chart with the odd times marked, or in the JSON')
      .option('--explain', 'say of each by which rules it is odd'),
  run: asking(NEEDS, async (question) => {
    const wanted = await wantedIn(question);
    if (typeof wanted === 'string') return question.refuse(wanted);
    const { findAnomalies, SEVERITIES } = await import('../../program.ts');
    const measurements = await measurementsIn(question, Math.max(wanted.stepSeconds, 4 * question.scrapeSeconds) * 1000);
    if (typeof measurements === 'string') return question.refuse(measurements);
    const { servers, span, show, invocation } = question;
    const progress = (done: number) => question.progress(`${done} of ${measurements.length} measurements …`);
    const found = await findAnomalies(servers.prometheus, measurements, { ...wanted, from: span.from, to: span.to, progress });
    if (
      invocation.options['series'] === true &&
      (invocation.options['format'] === 'csv' || invocation.options['format'] === 'summary')
    )
      return question.refuse('`--series` is a chart of the table, or in the JSON: leave it out with --format csv and summary.');
    const least = SEVERITIES.indexOf(wanted.severity);
    const trends = await trendsOf(question, found);
    const rows = found.flatMap(({ measurement, series }) =>
      series.flatMap((one) => one.anomalies.map((anomaly) => ({ measurement, trend: trends.get(one), series: one, ...anomaly }))),
    );
    const ofSeverity = rows.filter(({ severity }) => SEVERITIES.indexOf(severity) >= least);
    const shown = ofSeverity.sort((a, b) => b.oddness - a.oddness).slice(0, wanted.limit);
    return show({
      json: {
        from: span.from.toISOString(),
        to: span.to.toISOString(),
        measurements: measurements.length,
        anomalies: shown.map(jsonOf),
        ...(invocation.options['series'] === true ? { series: oddSeries(shown).map(jsonSeries) } : {}),
      },
      columns: columnsFor(question),
      rows: shown,
      more: `${isCharted(question) ? oddCharts(question, shown) : ''}${invocation.options['explain'] === true ? await explained(question, shown, wanted) : ''}`,
      summary: summaryOf(
        question,
        shown,
        found.map(({ judged }) => judged),
      ),
    });
  }),
};

type Wanted = Awaited<ReturnType<typeof read>>;

const STYLE = { high: 'red', medium: 'yellow', low: 'dim' } as const;

function columnsFor({ span }: Asked): Column<Row>[] {
  return [
    { name: 'severity', value: ({ severity }) => severity, style: ({ severity }) => STYLE[severity] },
    { name: 'measurement', value: ({ measurement }) => measurement.name },
    { name: 'from', value: ({ from }) => from.toISOString(), text: ({ from }) => span.print(from) },
    { name: 'seconds', value: secondsOf, text: (row) => lasting(secondsOf(row)), side: 'right' },
    { name: 'direction', value: ({ direction }) => direction },
    { name: 'measured', value: ({ measured }) => measured, text: ({ measured }) => short(measured), side: 'right' },
    { name: 'expected', value: ({ expected }) => expected, text: ({ expected }) => short(expected), side: 'right' },
    {
      name: 'confidence',
      value: ({ confidence }) => confidence,
      text: ({ confidence }) => percent(confidence, 0),
      side: 'right',
    },
    { name: 'trend', value: ({ trend }) => trend ?? null, style: ({ trend }) => trend && TREND_STYLE[trend] },
    { name: 'methods', value: ({ methods }) => methods.join(' ') },
  ];
}

function secondsOf({ from, to }: Anomaly): number {
  return (to.getTime() - from.getTime()) / 1000;
}

function jsonOf({ measurement, series: _, trend, ...anomaly }: Row): object {
  return { measurement: measurement.name, promql: measurement.promql, trend: trend ?? null, ...anomaly };
}

async function wantedIn({ invocation, span, scrapeSeconds }: Asked): Promise<Wanted | string> {
  const { COMPOSITE, METHOD_NAMES, parseDuration, SEVERITIES } = await import('../../program.ts');
  const { method, severity, history, season, least } = invocation.options;
  const limit = countIn(invocation.options, 'limit');
  if (typeof limit === 'string') return limit;
  const methods: readonly string[] = [...METHOD_NAMES, COMPOSITE];
  if (!methods.includes(String(method))) return unknownName('method', String(method), methods);
  const severities: readonly string[] = SEVERITIES;
  if (!severities.includes(String(severity))) return unknownName('severity', String(severity), severities);
  const [historyMs, seasonMs] = [parseDuration(String(history)), parseDuration(String(season))];
  if (!historyMs) return `\`--history ${history}\` is no duration. Write '7d'.`;
  if (!seasonMs) return `\`--season ${season}\` is no duration. Write '1d' or '1w'.`;
  const leastShare = Number(least) / 100;
  if (!(leastShare >= 0)) return `\`--least ${least}\` is no share in percent. Write 10.`;
  const stepSeconds = Math.max(span.step(POINTS, scrapeSeconds), Math.ceil((historyMs / 1000 + span.seconds) / MOST_POINTS));
  return read({ method: String(method), severity: String(severity) }, { historyMs, seasonMs, leastShare, stepSeconds, limit });
}

interface Lengths {
  readonly historyMs: number;
  readonly seasonMs: number;
  readonly leastShare: number;
  readonly stepSeconds: number;
  readonly limit: number;
}

function read(names: { readonly method: string; readonly severity: string }, lengths: Lengths) {
  type Method = NonNullable<Parameters<typeof import('../../program.ts').findAnomalies>[2]>['method'];
  return { ...lengths, method: names.method as Method, severity: names.severity as AnomalySeverity }; // looked up in their lists
}

async function explained({ span }: Asked, rows: readonly Row[], wanted: Wanted): Promise<string> {
  const { explainAnomaly } = await import('../../program.ts');
  return rows.map((row) => `${row.measurement.name}, ${span.print(row.at)}: ${explainAnomaly(row, wanted)}\n`).join('');
}

function summaryOf({ span }: Asked, rows: readonly Row[], judged: readonly boolean[]): string {
  const blind = judged.filter((one) => !one).length;
  const without = blind === 0 ? '' : ` ${count(blind, 'measurement')} with too little history to tell.`;
  const measured = count(judged.length, 'measurement');
  if (judged.length === 0) return 'Nothing is measured there at that time.';
  if (blind === judged.length)
    return `Nothing can be judged: ${measured} with too little history before ${span.print(span.from)}.`;
  if (rows.length === 0) return `Nothing unusual in ${measured} since ${span.print(span.from)}.${without}`;
  return `${count(rows.length, 'anomaly', 'anomalies')} in ${measured} since ${span.print(span.from)}.${without}`;
}
