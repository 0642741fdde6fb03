import type { Capacity } from '../../../program.ts';
import { money, percent, short } from '../../ask/numbers.ts';
import type { Column } from '../../ask/output.ts';
import { TREND_STYLE } from '../../ask/trend.ts';
import type { Asked } from './question.ts';

/** What a month costs: of what is used now, of the limit, of what is expected, and of the limit that is advised. */
export interface Costs {
  readonly used: number;
  readonly limit: number;
  readonly forecast: number;
  readonly advised: number;
}

/** One case: as it is, or with something changed. */
export type Row = Capacity & { readonly name: string; readonly limit: number; readonly costs: Costs | null };

/** What is paid, and what a limit that fits would save, where a price was named. */
export function columnsFor({ span }: Asked, currency: string | undefined): Column<Row>[] {
  const date = (name: string, read: (row: Row) => Date | undefined): Column<Row> => ({
    name,
    value: (row) => read(row)?.toISOString() ?? null,
    text: (row) => (read(row) ? span.print(read(row) ?? span.to).slice(0, 10) : 'not within'),
  });
  return [
    { name: 'case', value: ({ name }) => name },
    number('now', ({ current }) => current),
    number('limit', ({ limit }) => limit),
    { name: 'headroom', value: ({ headroom }) => headroom, text: ({ headroom }) => percent(headroom, 1), side: 'right' },
    number('growth_per_day', ({ growthPerDay }) => growthPerDay),
    { name: 'trend', value: ({ trend }) => trend ?? null, style: ({ trend }) => trend && TREND_STYLE[trend] },
    date('full_on', ({ saturation }) => saturation.expected),
    date('earliest', ({ saturation }) => saturation.earliest),
    date('latest', ({ saturation }) => saturation.latest),
    number('peak', ({ peak }) => peak.value),
    number('forecast', ({ forecast }) => forecast.expected),
    number('forecast_low', ({ forecast }) => forecast.low),
    number('forecast_high', ({ forecast }) => forecast.high),
    number('right_limit', ({ size }) => size.wanted),
    ...(currency === undefined ? [] : costColumns),
  ];
}

const costColumns: readonly Column<Row>[] = [
  cost('cost_used', ({ used }) => used),
  cost('cost_limit', ({ limit }) => limit),
  cost('cost_forecast', ({ forecast }) => forecast),
  cost('saving', ({ advised, limit }) => limit - advised),
];

function cost(name: string, read: (costs: Costs) => number): Column<Row> {
  return number(name, ({ costs }) => (costs ? read(costs) : null), money);
}

function number(name: string, read: (row: Row) => number | null, print: typeof short = short): Column<Row> {
  return { name, value: read, text: (row) => print(read(row)), side: 'right' };
}
