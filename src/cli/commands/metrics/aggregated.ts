import type { AggregationName, KnownMetric, Series, TrendClass, TrendDirection } from '../../../program.ts';
import type { Question } from '../../ask/asking.ts';
import { chart } from '../../ask/chart.ts';
import { type LabelMatcher, matchersIn } from '../../ask/matchers.ts';
import { lasting, short } from '../../ask/numbers.ts';
import type { Column } from '../../ask/output.ts';
import { seriesName } from '../../ask/series-name.ts';
import type { ExitCode } from '../../exit.ts';
import { unknownName } from '../../refuse.ts';

const CHART_POINTS = 60;
type Asked = Question<'prometheus'>;

interface Wanted {
  readonly metric: KnownMetric;
  readonly aggregations: readonly AggregationName[];
  readonly by: readonly string[];
  readonly matchers: readonly LabelMatcher[];
}

/** What one metric comes to: a row for each group, or over time. */
export async function aggregated(question: Asked, metric: KnownMetric): Promise<ExitCode> {
  const wanted = await wantedIn(question, metric);
  if (typeof wanted === 'string') return question.refuse(wanted);
  return question.invocation.options['series'] === true ? overTime(question, wanted) : atOnce(question, wanted);
}

async function wantedIn({ invocation }: Asked, metric: KnownMetric): Promise<Wanted | string> {
  const { AGGREGATIONS, isAggregation } = await import('../../../program.ts');
  const { aggregate, by, where } = invocation.options;
  const names = listed(aggregate);
  const wrong = names.find((name) => !isAggregation(name));
  if (wrong !== undefined || names.length === 0) return unknownName('aggregation', wrong ?? '', AGGREGATIONS);
  const labels = listed(by);
  const noLabel = labels.find((label) => !/^[A-Za-z_]\w*$/.test(label));
  if (noLabel !== undefined) return `\`--by ${noLabel}\` is no name of a label.`;
  const matchers = matchersIn(where);
  return typeof matchers === 'string' ? matchers : { metric, aggregations: names.filter(isAggregation), by: labels, matchers };
}

function listed(written: unknown): string[] {
  const parts = typeof written === 'string' ? written.split(',') : [];
  return parts.map((one) => one.trim()).filter((one) => one !== '');
}

interface Row {
  readonly labels: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, number | null>>;
}

async function atOnce({ servers, span, show }: Asked, wanted: Wanted): Promise<ExitCode> {
  const { aggregationQuery, printPromql } = await import('../../../program.ts');
  const { metric, aggregations, by } = wanted;
  const rows = new Map<string, Row>();
  const without: string[] = [];
  for (const aggregation of aggregations) {
    const query = aggregationQuery({ ...wanted, aggregation, windowMs: span.seconds * 1000 });
    if (typeof query === 'string') {
      without.push(`${query}.\n`);
      continue;
    }
    for (const { labels, value } of await servers.prometheus.instant(printPromql(query), span.to)) {
      const key = JSON.stringify(by.map((label) => labels[label] ?? ''));
      const row = rows.get(key) ?? { labels, values: {} };
      rows.set(key, { ...row, values: { ...row.values, [aggregation]: value } });
    }
  }
  const found = [...rows.values()];
  const columns: Column<Row>[] = [
    ...by.map((label): Column<Row> => ({ name: label, value: ({ labels }) => labels[label] ?? '' })),
    ...aggregations.map((name): Column<Row> => {
      const value = ({ values }: Row) => values[name] ?? null;
      return { name, value, text: (row) => short(value(row)), side: 'right' };
    }),
  ];
  const summary =
    found.length === 0
      ? `${metric.name} has no sample like that in ${lasting(span.seconds)}.`
      : `${titleOf(metric)} over ${lasting(span.seconds)} until ${span.print(span.to)}.`;
  const json = { metric, from: span.from.toISOString(), to: span.to.toISOString(), groups: found };
  return show({ json, columns, rows: found, more: without.join(''), summary });
}

interface Aggregated extends Series {
  readonly aggregation: string;
  readonly trend: TrendClass | TrendDirection | null;
}

async function overTime({ derived, servers, span, show, refuse, scrapeSeconds }: Asked, wanted: Wanted): Promise<ExitCode> {
  const { aggregationQuery, betterOf, gridOf, printPromql, trendClass } = await import('../../../program.ts');
  const { metric, aggregations } = wanted;
  const stepSeconds = span.step(CHART_POINTS, scrapeSeconds);
  const axis = { from: span.from, to: span.to, stepSeconds };
  const all: Aggregated[] = [];
  for (const aggregation of aggregations) {
    const windowMs = Math.max(stepSeconds, 4 * scrapeSeconds) * 1000; // four scrapes, so that a rate is one
    const query = aggregationQuery({ ...wanted, aggregation, windowMs });
    if (typeof query === 'string') return refuse(`${query}.`);
    const found = await servers.prometheus.range(printPromql(query), axis);
    const better = betterOf(metric.name, aggregation, derived);
    for (const { labels, points } of found)
      all.push({ aggregation, labels, trend: trendClass(gridOf(points, axis).values, better) ?? null, points });
  }
  const charted = all.map(({ aggregation, labels, points, trend }) => ({
    name: seriesName(labels, aggregation),
    points,
    note: trend ?? undefined,
  }));
  const named = charted.map((one, at) =>
    aggregations.length > 1 ? { ...one, name: `${all[at]?.aggregation} ${one.name}` } : one,
  );
  const rows = all.flatMap(({ aggregation, labels, points }) =>
    points.map(([at, value]) => ({ at, aggregation, labels, value })),
  );
  return show({
    json: { metric, stepSeconds, series: all },
    columns: [
      { name: 'time', value: ({ at }) => new Date(at * 1000).toISOString() },
      { name: 'aggregation', value: ({ aggregation }) => aggregation },
      ...wanted.by.map((label): Column<(typeof rows)[number]> => ({ name: label, value: ({ labels }) => labels[label] ?? '' })),
      { name: 'value', value: ({ value }) => value },
    ],
    rows,
    chart: chart(named, axis),
    summary:
      rows.length === 0
        ? `${metric.name} has no sample like that in ${lasting(span.seconds)}.`
        : `${titleOf(metric)} from ${span.print(span.from)} to ${span.print(span.to)}, ${lasting(stepSeconds)} a step.`,
  });
}

function titleOf({ name, type, unit }: KnownMetric): string {
  const counted = type === 'counter' ? '; sum and count are what it counted, the rest is its rate a second' : '';
  return `${name} (${type}${unit === '' || unit === 'count' ? '' : `, ${unit}`}${counted})`;
}
