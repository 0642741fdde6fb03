import type { Capacity, CapacityQuestion, Price } from '../../program.ts';
import { asking, askingOptions } from '../ask/asking.ts';
import { axisOf, chart, thinned } from '../ask/chart.ts';
import { money, percent, short } from '../ask/numbers.ts';
import { subjectIn } from '../ask/subject.ts';
import type { CommandKind } from '../command.ts';
import { count } from '../print.ts';
import { type Costs, columnsFor, type Row } from './capacity/columns.ts';
import { type Asked, askedIn, carried, changesIn, priceIn } from './capacity/question.ts';

const NEEDS = { engines: ['prometheus'], definitions: false, since: '30d' } as const;
const POINTS = 2000;

/** Where something that can be full is going, and when it gets there. */
export const capacityCommand: CommandKind = {
  name: 'capacity',
  summary:
    'when a measurement reaches its limit: trend of its peaks, date with interval, headroom, cost, the limit that fits, what if load or limit changed',
  configure: (command) =>
    askingOptions(command.argument('[metric]', "a metric, or a query: 'sum(disk_used_bytes)'"), NEEDS)
      .option('--limit <value>', "what it must stay below: 500, '80GB', '90%'; or a query that gives it")
      .option('--within <duration>', 'how far ahead to look (default: 90d, and forecast no further than there is history)')
      .option('--level <percent>', 'how surely the interval holds', '95')
      .option('--room <percent>', 'share of the limit that shall stay free', '20')
      .option('--percentile <percent>', 'of what was used: what the limit must hold', '99')
      .option('--price <price>', "what a month costs: '0.023/GB', '31 EUR/core'")
      .option('--what-if <change...>', "also with this changed: 'load+30%', 'limit+50%', 'load-10%'"),
  run: asking(NEEDS, async (question) => {
    const { changed, gridOf, historySeconds } = await import('../../program.ts');
    const { servers, span, show, refuse } = question;
    const stepSeconds = span.step(POINTS, question.scrapeSeconds);
    const subject = await subjectIn(question, Math.max(stepSeconds, 4 * question.scrapeSeconds) * 1000);
    if (typeof subject === 'string') return refuse(subject);
    const told = await askedIn(question);
    if (typeof told === 'string') return refuse(told);
    const changes = changesIn(question);
    if (typeof changes === 'string') return refuse(changes);
    const price = await priceIn(question);
    if (typeof price === 'string') return refuse(price);
    const steps = { from: span.from, to: span.to, stepSeconds };
    const series = await servers.prometheus.range(subject.promql, steps);
    if (series.length > 1)
      return refuse(`${subject.name} has ${series.length} series: add them up, or take the greatest: 'max(${subject.promql})'.`);
    const grid = gridOf(series[0]?.points ?? [], steps);
    const known = historySeconds(grid);
    const asked = carried(told, known);
    const costs = await costing(price);
    const rows = changes.flatMap(({ name, change }): Row[] => {
      const found = changed(grid, asked, change);
      const limit = asked.limit * change.limit;
      return found ? [{ name, limit, ...found, costs: costs(limit, found) }] : [];
    });
    const [now] = rows;
    const axis = axisOf(steps);
    return show({
      json: {
        measurement: subject.name,
        promql: subject.promql,
        horizonSeconds: asked.horizonSeconds,
        lookSeconds: asked.lookSeconds,
        historySeconds: known,
        level: asked.level,
        room: asked.room,
        percentile: asked.percentile,
        price: price ?? null,
        cases: rows,
      },
      columns: columnsFor(question, price?.currency),
      rows,
      more: now
        ? chart([{ name: subject.name, points: thinned(series[0]?.points ?? [], axis, Math.max), note: now.trend }], axis)
        : '',
      summary: summaryOf(question, subject.name, now, { ...asked, price }),
    });
  }),
};

function summaryOf({ span }: Asked, name: string, now: Row | undefined, asked: Paid): string {
  if (!now) return `${name} has too little history to tell: three hours at least, eight days for a trend by days.`;
  const { saturation, bucketSeconds, buckets, busiestHour } = now;
  const within = `within ${daysOf(asked.lookSeconds)}`;
  const day = (at: Date | undefined) => (at ? span.print(at).slice(0, 10) : `not ${within}`);
  const when = saturation.expected
    ? `${name} is full on ${day(saturation.expected)}, by ${percent(asked.level, 1)} between ${day(saturation.earliest)} and ${day(saturation.latest)}.`
    : `${name} is not full ${within}${saturation.earliest ? `; at the earliest on ${day(saturation.earliest)}` : ''}.`;
  const busy = busiestHour === undefined ? '' : ` Most days peak at ${String(busiestHour).padStart(2, '0')}:00 UTC.`;
  return `${when} Trend of the 95th percentile of ${buckets} ${bucketSeconds === 86_400 ? 'days' : 'hours'}.${busy}\n${shortened(asked)}${sizeOf(now, asked)}`;
}

/** A trend is not carried on for longer than it was seen, but where somebody says so. */
function shortened({ horizonSeconds, lookSeconds }: CapacityQuestion): string {
  if (horizonSeconds >= lookSeconds) return '';
  const [known, wanted] = [daysOf(horizonSeconds), daysOf(lookSeconds)];
  return `${known} of history do not carry a forecast of ${wanted}: it is of the next ${known}; \`--within ${Math.round(lookSeconds / 86_400)}d\` takes it further.\n`;
}

/** `8 days`, below two of them `36 hours`. */
function daysOf(seconds: number): string {
  return seconds < 2 * 86_400 ? count(Math.round(seconds / 3600), 'hour') : count(Math.round(seconds / 86_400), 'day');
}

type Paid = CapacityQuestion & { readonly price: Price | undefined };

/** `Right size: lower the limit to 120, which leaves 20 % free above 96 (99th percentile of what was used). Saves 12.00 EUR a month.` */
function sizeOf({ costs, forecast, limit, size, used }: Row, { horizonSeconds, percentile, price, room }: Paid): string {
  const held =
    forecast.expected > used
      ? `${short(forecast.expected)} (expected in ${daysOf(horizonSeconds)}; the ${short(percentile * 100)}th percentile so far is ${short(used)})`
      : `${short(used)} (${short(percentile * 100)}th percentile of what was used)`;
  const free = `leaves ${percent(room, 1)} free above ${held}`;
  if (size.verdict === 'keep') return `Right size: keep ${short(limit)}, which about ${free}.`;
  const by = costs ? costs.limit - costs.advised : 0;
  const month =
    price && costs
      ? ` ${by >= 0 ? 'Saves' : 'Costs'} ${[money(Math.abs(by)), price.currency].join(' ').trim()} ${by >= 0 ? 'a month' : 'a month more'}.`
      : '';
  return `Right size: ${size.verdict} the limit from ${short(limit)} to ${short(size.wanted)}, which ${free}.${month}`;
}

async function costing(price: Price | undefined): Promise<(limit: number, found: Capacity) => Costs | null> {
  const { costOf } = await import('../../program.ts');
  if (!price) return () => null;
  const of = (quantity: number) => costOf(price, quantity);
  return (limit, { current, forecast, size }) => ({
    used: of(current),
    limit: of(limit),
    forecast: of(forecast.expected),
    advised: of(size.wanted),
  });
}
