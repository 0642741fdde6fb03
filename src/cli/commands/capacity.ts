import type { Capacity, CapacityQuestion, WhatIf } from '../../program.ts';
import { asking, askingOptions, type Question } from '../ask/asking.ts';
import { chart } from '../ask/chart.ts';
import { percent, short } from '../ask/numbers.ts';
import type { Column } from '../ask/output.ts';
import { quantity } from '../ask/quantity.ts';
import { subjectIn } from '../ask/subject.ts';
import type { CommandKind } from '../command.ts';

const NEEDS = { engines: ['prometheus'], definitions: false, since: '30d' } as const;
const POINTS = 2000;
const CHART_POINTS = 60;
type Asked = Question<'prometheus'>;

/** Where something that can be full is going, and when it gets there. */
export const capacityCommand: CommandKind = {
  name: 'capacity',
  summary: 'when a measurement reaches its limit: trend of its peaks, date with interval, headroom, what if load or limit changed',
  configure: (command) =>
    askingOptions(command.argument('[metric]', "a metric, or a query: 'sum(disk_used_bytes)'"), NEEDS)
      .option('--limit <value>', "what it must stay below: 500, '80GB', '90%'; or a query that gives it")
      .option('--within <duration>', 'how far ahead to look', '90d')
      .option('--level <percent>', 'how surely the interval holds', '95')
      .option('--what-if <change...>', "also with this changed: 'load+30%', 'limit+50%', 'load-10%'"),
  run: asking(NEEDS, async (question) => {
    const { changed, gridOf } = await import('../../program.ts');
    const { servers, span, show, refuse } = question;
    const stepSeconds = span.step(POINTS, question.scrapeSeconds);
    const subject = await subjectIn(question, Math.max(stepSeconds, 4 * question.scrapeSeconds) * 1000);
    if (typeof subject === 'string') return refuse(subject);
    const asked = await askedIn(question);
    if (typeof asked === 'string') return refuse(asked);
    const changes = changesIn(question);
    if (typeof changes === 'string') return refuse(changes);
    const steps = { from: span.from, to: span.to, stepSeconds };
    const series = await servers.prometheus.range(subject.promql, steps);
    if (series.length > 1)
      return refuse(`${subject.name} has ${series.length} series: add them up, or take the greatest: 'max(${subject.promql})'.`);
    const grid = gridOf(series[0]?.points ?? [], steps);
    const rows = changes.flatMap(({ name, change }): Row[] => {
      const found = changed(grid, asked, change);
      return found ? [{ name, limit: asked.limit * change.limit, ...found }] : [];
    });
    const [now] = rows;
    const axis = { ...steps, stepSeconds: Math.ceil(span.seconds / CHART_POINTS / stepSeconds) * stepSeconds };
    return show({
      json: { measurement: subject.name, promql: subject.promql, horizonSeconds: asked.horizonSeconds, level: asked.level, cases: rows },
      columns: columnsFor(question),
      rows,
      more: now ? chart([{ name: subject.name, points: thinned(series[0]?.points ?? [], axis) }], axis) : '',
      summary: summaryOf(question, subject.name, now, asked),
    });
  }),
};

type Row = Capacity & { readonly name: string; readonly limit: number };

function columnsFor({ span }: Asked): Column<Row>[] {
  const date = (name: string, read: (row: Row) => Date | undefined): Column<Row> => ({
    name,
    value: (row) => read(row)?.toISOString() ?? null,
    text: (row) => read(row) ? span.print(read(row) ?? span.to).slice(0, 10) : 'not within',
  });
  const number = (name: string, read: (row: Row) => number): Column<Row> => ({
    name,
    value: read,
    text: (row) => short(read(row)),
    side: 'right',
  });
  return [
    { name: 'case', value: ({ name }) => name },
    number('now', ({ current }) => current),
    number('limit', ({ limit }) => limit),
    { name: 'headroom', value: ({ headroom }) => headroom, text: ({ headroom }) => percent(headroom, 1), side: 'right' },
    number('growth_per_day', ({ growthPerDay }) => growthPerDay),
    date('full_on', ({ saturation }) => saturation.expected),
    date('earliest', ({ saturation }) => saturation.earliest),
    date('latest', ({ saturation }) => saturation.latest),
    number('peak', ({ peak }) => peak.value),
    number('forecast', ({ forecast }) => forecast.expected),
    number('forecast_low', ({ forecast }) => forecast.low),
    number('forecast_high', ({ forecast }) => forecast.high),
  ];
}

async function askedIn({ invocation, servers, span }: Asked): Promise<CapacityQuestion | string> {
  const { LANGUAGES, parseDuration } = await import('../../program.ts');
  const { limit, within, level } = invocation.options;
  if (limit === undefined) return "What must it stay below? Write --limit 500, --limit 80GB, or a query: --limit 'sum(disk_size_bytes)'.";
  const horizonMs = parseDuration(String(within));
  if (!horizonMs) return `\`--within ${within}\` is no duration. Write '90d'.`;
  const share = Number(level) / 100;
  if (!(share > 0 && share < 1)) return `\`--level ${level}\` is no share in percent. Write 95.`;
  const known = await quantity(String(limit));
  const asked = { horizonSeconds: horizonMs / 1000, level: share };
  if (known !== undefined) return known > 0 ? { ...asked, limit: known } : `\`--limit ${limit}\` is not above 0.`;
  const [problem] = LANGUAGES.promql.check(String(limit)).problems;
  if (problem) return `\`--limit ${limit}\` is no number and no PromQL: ${problem.message}`;
  const samples = await servers.prometheus.instant(String(limit), span.to);
  const [only] = samples;
  if (!only || samples.length > 1) return `\`--limit ${limit}\` gives ${samples.length} series: it must be one number.`;
  return only.value > 0 ? { ...asked, limit: only.value } : `\`--limit ${limit}\` gives ${only.value}, which is not above 0.`;
}

const CHANGE = /^(load|limit)([+-])(\d+(?:\.\d+)?)%$/;

function changesIn({ invocation }: Asked): readonly { readonly name: string; readonly change: WhatIf }[] | string {
  const { whatIf } = invocation.options;
  const written = Array.isArray(whatIf) ? whatIf.map(String) : [];
  const wrong = written.find((one) => !CHANGE.test(one));
  if (wrong !== undefined) return `\`--what-if ${wrong}\` is no change. Write 'load+30%' or 'limit+50%'.`;
  const changes = written.map((name) => {
    const [, what, sign, amount] = CHANGE.exec(name) ?? [];
    const factor = Math.max(0, 1 + ((sign === '-' ? -1 : 1) * Number(amount)) / 100);
    return { name, change: { load: what === 'load' ? factor : 1, limit: what === 'limit' ? factor : 1 } };
  });
  return [{ name: 'as it is', change: { load: 1, limit: 1 } }, ...changes];
}

/** The greatest of each step of the chart. */
function thinned(points: readonly (readonly [number, number])[], axis: { readonly from: Date; readonly stepSeconds: number }) {
  const start = axis.from.getTime() / 1000;
  const found = new Map<number, number>();
  for (const [at, value] of points) {
    const step = start + Math.floor((at - start) / axis.stepSeconds) * axis.stepSeconds;
    found.set(step, Math.max(found.get(step) ?? Number.NEGATIVE_INFINITY, value));
  }
  return [...found];
}

function summaryOf({ span }: Asked, name: string, now: Row | undefined, asked: CapacityQuestion): string {
  if (!now) return `${name} has too little history to tell: three hours at least, eight days for a trend by days.`;
  const { saturation, bucketSeconds, buckets, busiestHour } = now;
  const day = (at: Date | undefined) => (at ? span.print(at).slice(0, 10) : `not within ${Math.round(asked.horizonSeconds / 86_400)} days`);
  const when = saturation.expected
    ? `${name} is full on ${day(saturation.expected)}, by ${percent(asked.level, 1)} between ${day(saturation.earliest)} and ${day(saturation.latest)}.`
    : `${name} is not full within ${Math.round(asked.horizonSeconds / 86_400)} days${saturation.earliest ? `; at the earliest on ${day(saturation.earliest)}` : ''}.`;
  const busy = busiestHour === undefined ? '' : ` Most days peak at ${String(busiestHour).padStart(2, '0')}:00 UTC.`;
  return `${when} Trend of the 95th percentile of ${buckets} ${bucketSeconds === 86_400 ? 'days' : 'hours'}.${busy}`;
}
