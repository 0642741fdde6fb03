import type { Unit } from '../kernel/unit.ts';

/** Units people write, each as its base unit and how many of that it is. */
const UNITS = {
  ms: ['seconds', 1e-3],
  us: ['seconds', 1e-6],
  ns: ['seconds', 1e-9],
  s: ['seconds', 1],
  seconds: ['seconds', 1],
  min: ['seconds', 60],
  h: ['seconds', 3600],
  bytes: ['bytes', 1],
  kb: ['bytes', 1e3],
  kib: ['bytes', 1024],
  mb: ['bytes', 1e6],
  mib: ['bytes', 2 ** 20],
  gb: ['bytes', 1e9],
  gib: ['bytes', 2 ** 30],
  percent: ['ratio', 0.01],
  ratio: ['ratio', 1],
  celsius: ['celsius', 1],
  count: ['count', 1],
} as const satisfies Readonly<Record<string, readonly [Unit, number]>>;

export type WrittenUnit = keyof typeof UNITS;

/** `flowId` and `flow.id` as Prometheus writes names: `flow_id`. */
export function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^a-zA-Z0-9_]+/g, '_')
    .toLowerCase();
}

/** How many of its base unit one of a unit is: a millisecond is 0.001 seconds. */
export function inBaseUnit(unit: WrittenUnit): number {
  return UNITS[unit][1];
}

type BaseUnit<U extends WrittenUnit> = (typeof UNITS)[U][0];

/**
 * Name and unit of a metric that is known by a hierarchical name: `flow.execution.duration` in `ms` is
 * `flow_execution_duration_seconds`. Spread it into `histogram` or `gauge`.
 */
export function hierarchical<const U extends WrittenUnit = 'count'>(
  name: string,
  unit: U = 'count' as U,
): { readonly name: string; readonly unit: BaseUnit<U> } {
  const [base] = UNITS[unit];
  const plain = snakeCase(name);
  const suffix = base === 'count' || plain.endsWith(`_${base}`) ? '' : `_${base}`;
  return { name: plain + suffix, unit: base as BaseUnit<U> };
}

/** The same for a counter: `flow.records` is `flow_records_total`. */
export function hierarchicalTotal<const U extends WrittenUnit = 'count'>(
  name: string,
  unit: U = 'count' as U,
): { readonly name: `${string}_total`; readonly unit: BaseUnit<U> } {
  const { name: plain, unit: base } = hierarchical(name, unit);
  return { name: `${plain.replace(/_total$/, '')}_total`, unit: base };
}
