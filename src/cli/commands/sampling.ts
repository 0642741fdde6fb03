import type { OutsideFailure, Price, ReadSampling } from '../../program.ts';
import { asking, askingOptions, type Question } from '../ask/asking.ts';
import { lasting, money, percent, events as printEvents } from '../ask/numbers.ts';
import type { Column } from '../ask/output.ts';
import { namesIn, unknownService } from '../ask/service-names.ts';
import type { CommandKind } from '../command.ts';
import { count } from '../print.ts';
import { offBy, recordedColumns, recordedIn } from './sampling/recorded.ts';

const NEEDS = { engines: ['prometheus'], also: ['tempo'], definitions: true, since: '24h' } as const;
const STYLE = { 'too little': 'red', right: 'green', 'too much': 'yellow' } as const;

export const samplingCommand: CommandKind = {
  name: 'sampling',
  summary:
    'how far counts from sampled traces may be off at the present rate, what it keeps, the best rate, and what spans have recorded',
  configure: (command) =>
    askingOptions(command, NEEDS)
      .option('--service <names...>', 'only these services')
      .option('--error <share>', 'how far a count may be off', '5%')
      .option('--confidence <share>', 'how sure that must be', '95%')
      .option('--per <duration>', 'the window that counts are made over', '1h')
      .option('--price <price>', "what kept traces cost: '2 EUR/1000000'; then what a month does, now and at the best rate"),
  run: asking(NEEDS, async (question) => {
    const { readSampling } = await import('../../program.ts');
    const { also, derived, invocation, servers, show, span } = question;
    const names = namesIn(invocation.options['service']);
    const unknown = await unknownService(derived, names);
    if (unknown !== undefined) return question.refuse(unknown);
    const aim = await aimIn(question);
    if (typeof aim === 'string') return question.refuse(aim);
    const { slos = [], tracings = [] } = derived?.estate ?? {};
    const meant = tracings.filter(({ service }) => names.length === 0 || names.includes(service.name));
    if (meant.length === 0)
      return question.refuse('No traces are declared of these services: write traces({ service, sampling: … }).');
    const price = await priceIn(question);
    if (typeof price === 'string') return question.refuse(price);
    const { monthOf } = await import('../../program.ts');
    const perMonth = (kept: number) => (price ? monthOf(price, kept / aim.perSeconds) : null);
    const without = ({ detail, message }: OutsideFailure) =>
      question.warn(`${[message, detail].filter(Boolean).join(': ')}; left out what spans have recorded.`);
    const asked = { tracings: meant, slos, at: span.to, seconds: span.seconds, tempo: also.tempo, without, ...aim };
    const rows = await readSampling(servers.prometheus, asked);
    const wrong = rows.filter(({ verdict }) => verdict !== 'right').length;
    return show({
      json: {
        from: span.from.toISOString(),
        to: span.to.toISOString(),
        ...aim,
        price: price ?? null,
        services: rows.map((row) => jsonOf(row, perMonth)),
      },
      columns: columnsFor(price && perMonth, rows.some(({ recorded }) => recorded !== undefined) ? aim.perSeconds : undefined),
      rows,
      summary:
        rows.length === 0
          ? `No work of these services was counted since ${span.print(span.from)}.`
          : `${count(rows.length, 'service')}, events of ${invocation.options['per']}; ${wrong} with a rate that is not right for an error of ${percent(aim.error)} at ${percent(aim.confidence)} confidence.${youngIn(rows, span.seconds)}${recordedIn(rows)}`,
    });
  }),
};

/** `perMonth`: what so many kept traces cost; undefined: nobody asks. */
function columnsFor(
  perMonth: ((kept: number) => number | null) | undefined,
  perSeconds: number | undefined,
): Column<ReadSampling>[] {
  return [
    { name: 'service', value: ({ service }) => service },
    { name: 'sampling', value: ({ type }) => type },
    { name: 'events', value: ({ events }) => events, text: ({ events }) => printEvents(events), side: 'right' },
    { name: 'failed', value: ({ failed }) => failed, text: ({ failed }) => printEvents(failed), side: 'right' },
    {
      ...share('rate', ({ rate }) => rate),
      // what an adaptive one keeps moves with the traffic
      text: ({ rate, type }) => `${type === 'adaptive' ? 'at least ' : ''}${percent(rate, 2)}`,
    },
    { name: 'kept', value: ({ kept }) => kept, text: ({ kept }) => printEvents(kept), side: 'right' },
    share('count_error', ({ countError }) => countError),
    share('failed_error', ({ failedError }) => failedError),
    share('best_rate', ({ bestRate }) => bestRate),
    { name: 'best_kept', value: ({ bestKept }) => bestKept, text: ({ bestKept }) => printEvents(bestKept), side: 'right' },
    ...(perMonth ? [cost('cost', ({ kept }) => perMonth(kept)), cost('best_cost', ({ bestKept }) => perMonth(bestKept))] : []),
    ...(perSeconds === undefined ? [] : recordedColumns(perSeconds, perMonth)),
    { name: 'verdict', value: ({ verdict }) => verdict, style: ({ verdict }) => STYLE[verdict] },
  ];
}

/** Services that were not counted over the whole span. */
function youngIn(rows: readonly ReadSampling[], seconds: number): string {
  const young = rows.filter(({ measuredSeconds }) => measuredSeconds < seconds * 0.99);
  if (young.length === 0) return '';
  return ` By what there is: ${young.map((row) => `${row.service} is counted for ${lasting(row.measuredSeconds)}`).join(', ')}.`;
}

function share(name: string, read: (row: ReadSampling) => number) {
  const value = (row: ReadSampling) => (Number.isFinite(read(row)) ? read(row) : null);
  return { name, value, text: (row: ReadSampling) => percent(value(row), 2), side: 'right' as const };
}

function cost(name: string, value: (row: ReadSampling) => number | null) {
  return { name, value, text: (row: ReadSampling) => money(value(row)), side: 'right' as const };
}

/** Of so many kept traces; undefined where nobody asks. */
async function priceIn({ invocation }: Question<'prometheus'>): Promise<Price | undefined | string> {
  const { parsePrice } = await import('../../program.ts');
  const { price } = invocation.options;
  if (price === undefined) return undefined;
  return parsePrice(String(price)) ?? `\`--price ${price}\` is no price of traces. Write '2 EUR/1000000'.`;
}

async function aimIn({ invocation }: Question<'prometheus'>) {
  const { parseDuration } = await import('../../program.ts');
  const { options } = invocation;
  const [error, confidence] = [shareIn(options['error']), shareIn(options['confidence'])];
  if (error === undefined) return `\`--error ${options['error']}\` is no share. Write '5%' or 0.05.`;
  if (confidence === undefined) return `\`--confidence ${options['confidence']}\` is no share. Write '95%' or 0.95.`;
  const perMs = parseDuration(String(options['per']));
  if (!perMs) return `\`--per ${options['per']}\` is no duration. Write '1h' or '5m'.`;
  return { error, confidence, perSeconds: perMs / 1000 };
}

/** Above 0 and below 1. */
function shareIn(written: unknown): number | undefined {
  const [, digits, sign] = /^(\d*\.?\d+)\s*(%?)$/.exec(String(written)) ?? [];
  const value = digits === undefined ? Number.NaN : Number(digits) / (sign === '%' ? 100 : 1);
  return value > 0 && value < 1 ? value : undefined;
}

/** An error without an end is no number of JSON. */
function jsonOf(row: ReadSampling, perMonth: (kept: number) => number | null): object {
  const finite = (value: number) => (Number.isFinite(value) ? value : null);
  const recorded = row.recorded ? { ...row.recorded, counted: row.recorded.counted ?? null, offBy: offBy(row) } : null;
  return {
    ...row,
    countError: finite(row.countError),
    failedError: finite(row.failedError),
    costs: costsOf(row, perMonth),
    recorded,
  };
}

function costsOf({ bestKept, kept }: ReadSampling, perMonth: (kept: number) => number | null): object | null {
  return perMonth(0) === null ? null : { now: perMonth(kept), best: perMonth(bestKept) };
}
