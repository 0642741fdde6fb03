import { grouped } from '../../kernel/grouped.ts';
import { AMOUNTS, type Amounts, type Contribution, NOTHING, type Unknown } from './contribution.ts';
import { tenantOf } from './site.ts';

/** What costs are added up by; a new way is one line. */
export const COST_KEYS = {
  metric: ({ name, service, source }) =>
    source === 'metric' ? `${service?.name ?? '–'}/${name}` : `${service?.name ?? '–'} (${source})`,
  service: ({ service }) => service?.name ?? '–',
  system: ({ service }) => service?.system?.name ?? '–',
  team: ({ service }) => service?.owner.name ?? '–',
  tenant: ({ environment, service }) => tenantOf(service, environment)?.name ?? '–',
  source: ({ source }) => source,
  environment: () => 'all',
} as const satisfies Record<string, (one: Contribution) => string>;
export type CostKey = keyof typeof COST_KEYS;

/** The sum of what has one key in one environment. */
export interface CostTotal extends Amounts {
  /** Empty where the estate has no environment. */
  readonly environment: string;
  readonly name: string;
  readonly unknown: readonly Unknown[];
}

/** Sums by environment and key, the most series first. */
export function costTotals(contributions: readonly Contribution[], by: CostKey): CostTotal[] {
  const keyOf: (one: Contribution) => string = COST_KEYS[by];
  const groups = grouped(contributions, (one) => `${one.environment?.name ?? ''}\0${keyOf(one)}`);
  const totals = [...groups].map(([key, found]) => {
    const [environment = '', name = ''] = key.split('\0');
    return { environment, name, ...costSum(found) };
  });
  return totals.sort((a, b) => compare(a.environment, b.environment) || b.series - a.series || compare(a.name, b.name));
}

export function costSum(contributions: readonly Contribution[]): Amounts & Pick<CostTotal, 'unknown'> {
  const sum: Record<keyof Amounts, number> = { ...NOTHING };
  for (const one of contributions) for (const amount of AMOUNTS) sum[amount] += one[amount];
  return { ...sum, unknown: contributions.flatMap(({ unknown }) => unknown) };
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
