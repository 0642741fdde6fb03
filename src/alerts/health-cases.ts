import type { AnyStateSet, Of } from '../authored/metric.ts';
import { metricOf } from '../authored/query.ts';
import type { AlertCase } from '../model/alert-case.ts';
import type { VectorSelector } from '../query/promql/tree.ts';
import { sampleSeries } from '../sli/sample.ts';

interface States {
  readonly of: Of<AnyStateSet>;
  readonly chosen: VectorSelector;
  /** One that must not be. */
  readonly state: string;
  /** Those that may. */
  readonly others: readonly string[];
  readonly whose: 'each' | 'majority' | 'all';
  readonly forMs: number;
}

const EVERY_MS = 30_000;
const FROM_MS = 4 * EVERY_MS;

/** Several of them: the one that tips the balance goes bad at a moment. And all in another state. */
export function healthCases({ of, chosen, state, others, whose, forMs }: States): AlertCase[] {
  const { name } = metricOf(of);
  const count = whose === 'each' ? 1 : 3;
  const tips = { each: 1, majority: 2, all: 3 }[whose];
  const series = (instance: number, label: string, at: (ms: number) => number) => ({
    series: sampleSeries(
      of,
      { ...chosen, matchers: chosen.matchers.filter((one) => one.label !== name) },
      { extra: { [name]: label, instance: String(instance) } },
    ),
    at,
  });
  const all = Array.from({ length: count }, (_, index) => index + 1);
  const endsMs = FROM_MS + forMs + 4 * EVERY_MS;
  const bad = (instance: number, ms: number) => instance < tips || (instance === tips && ms >= FROM_MS && ms < endsMs);
  const shown = all.flatMap((instance) => [
    series(instance, state, (ms) => Number(bad(instance, ms))),
    ...others.slice(0, 1).map((other) => series(instance, other, (ms) => Number(!bad(instance, ms)))),
  ]);
  const well = all.flatMap((instance) =>
    others.map((other) => series(instance, other, () => 1)).concat(series(instance, state, () => 0)),
  );
  return [
    { name: `fires when it is ${state}`, series: shown, holds: { fromMs: FROM_MS, endsMs } },
    ...(others.length === 0
      ? []
      : [{ name: 'stays quiet in any other state', series: well, holds: undefined, lastsMs: 20 * EVERY_MS } as const]),
  ];
}
