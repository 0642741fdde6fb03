import type { Budget } from '../../model/budget.ts';
import { countText } from '../slo/say.ts';
import type { Amounts, Contribution, Unknown } from './contribution.ts';

/** One thing a budget can bound. */
export interface Bounded {
  readonly amount: keyof Amounts & keyof Budget;
  readonly of: Unknown['of'];
  readonly title: string;
  readonly fix: string;
  readonly print: (amount: number) => string;
}

export const BOUNDED: readonly Bounded[] = [
  {
    amount: 'series',
    of: 'series',
    title: 'series',
    fix: 'drop a label, bound it with oneOf(…) or text({ series: … }), or raise the budget',
    print: countText,
  },
  {
    amount: 'logBytesPerDay',
    of: 'logs',
    title: 'bytes of logs a day',
    fix: "log less, declare rate: { perSecond: 40, size: '300B' }, or raise the budget",
    print: bytesText,
  },
  {
    amount: 'spansPerSecond',
    of: 'spans',
    title: 'stored spans a second',
    fix: "sample more, declare rate: { perSecond: 200, size: '500B' }, or raise the budget",
    print: countText,
  },
];

export function inBudget({ environment, service }: Contribution, { for: holder }: Budget): boolean {
  if (holder.kind === 'environment') return environment === holder.of;
  return holder.kind === 'service' ? service === holder.of : service?.owner === holder.of;
}

const SIZES = [
  [1e12, 'TB'],
  [1e9, 'GB'],
  [1e6, 'MB'],
  [1e3, 'kB'],
] as const;

/** `1.21GB` */
export function bytesText(bytes: number): string {
  const [size, unit] = SIZES.find(([least]) => bytes >= least) ?? [1, 'B'];
  return `${Number((bytes / size).toPrecision(3))}${unit}`;
}
