import type { Definition } from '../definition.ts';
import { collectAll } from '../exposition.ts';
import type { Exemplar } from '../kind.ts';
import { type Collected, familyOf, type Registered } from '../registered.ts';
import type { Registry } from '../registry.ts';

/** One series of a process: its label values, what it reads, and its native buckets as `[index, count]`. */
export interface SeriesSnapshot {
  readonly values: readonly string[];
  readonly read: readonly number[];
  readonly exemplars?: readonly (Exemplar | undefined)[];
  readonly native?: NativeSnapshot;
}
export interface NativeSnapshot {
  readonly schema: number;
  readonly zeroCount: number;
  readonly positive: readonly (readonly [number, number])[];
  readonly negative: readonly (readonly [number, number])[];
}
export interface FamilySnapshot {
  readonly definition: Definition;
  readonly labelNames: readonly string[];
  readonly series: readonly SeriesSnapshot[];
}

/** All a process knows, as it travels between processes. */
export interface Snapshot {
  readonly families: readonly FamilySnapshot[];
  /** Metrics of prom-client. */
  readonly foreign: readonly Collected[];
}

export async function snapshot(registry: Registry): Promise<Snapshot> {
  await collectAll(registry);
  const metrics = registry.getMetricsAsArray();
  const foreign = metrics.filter((metric) => familyOf(metric) === undefined);
  return { families: familiesOf(registry), foreign: await Promise.all(foreign.map((metric) => (metric as Registered).get())) }; // nothing else is registered
}

/** Without asking collectors; metrics of prom-client are left to the caller. */
export function familiesOf(registry: Registry): readonly FamilySnapshot[] {
  return registry.getMetricsAsArray().flatMap((metric) => {
    const family = familyOf(metric);
    return family === undefined ? [] : [familySnapshot(family)];
  });
}

function familySnapshot({ definition, kind, labelNames, cells }: NonNullable<ReturnType<typeof familyOf>>): FamilySnapshot {
  const series = cells.series().flatMap(({ values, cell }): SeriesSnapshot[] => {
    const read = kind.read(cell);
    if (read === undefined) return [];
    const native = kind.native?.(cell);
    const exemplars = kind.exemplars?.(cell) ?? [];
    return [
      {
        values,
        read,
        ...(exemplars.some((one) => one !== undefined) ? { exemplars } : {}),
        ...(native === undefined ? {} : { native: { ...pick(native) } }),
      },
    ];
  });
  return { definition: written(definition), labelNames, series };
}

/** Only what travels: a definition also holds where it was written. */
function written({ kind, name, help, unit, labels, buckets, native, quantiles, states }: Definition): Definition {
  return {
    kind,
    name,
    help,
    unit,
    labels,
    ...(buckets && { buckets }),
    ...(native === undefined ? {} : { native }),
    ...(quantiles && { quantiles }),
    ...(states && { states }),
  };
}

function pick(native: {
  schema: number;
  zeroCount: number;
  positive: ReadonlyMap<number, number>;
  negative: ReadonlyMap<number, number>;
}): NativeSnapshot {
  const { schema, zeroCount, positive, negative } = native;
  return { schema, zeroCount, positive: [...positive], negative: [...negative] };
}
