import type { Unit } from '../../../kernel/unit.ts';
import type { Measure } from '../../../query/promql/facts.ts';
import { GRAFANA_UNITS_SHOWN } from './grafana-units.ts';

/** What a query gives: so many of a unit; `perSecond` is undefined where a factor has hidden it. */
export interface Measured {
  readonly unit: Unit;
  readonly perSecond: boolean | undefined;
  readonly factor: number;
}

/** What the answer of a query measures; undefined where nobody can tell. */
export function measuredOf({ unit, perSecond, scaled }: Measure): Measured | undefined {
  if (scaled) return { ...scaled, perSecond: undefined };
  if (unit === undefined) return undefined;
  // seconds per second are a share, and no rate any more
  return { unit, perSecond: perSecond !== undefined && perSecond !== 'seconds', factor: 1 };
}

/** Whether a number of the one is right when it is read as a number of Grafana's unit. */
export function fits(measured: Measured, grafanaUnit: string): boolean {
  const shown = GRAFANA_UNITS_SHOWN.get(grafanaUnit);
  if (!shown) return true;
  // whoever declares no unit gets a count, and our units have no milliseconds and nothing per second
  if (measured.unit === 'count' && measured.perSecond !== true) return shown.perSecond || shown.factor !== 1;
  const alike = shown.unit === measured.unit && (measured.perSecond ?? shown.perSecond) === shown.perSecond;
  return alike && Math.abs(shown.factor / measured.factor - 1) < 0.001;
}

/** `seconds`, `bytes per second`, `ratio times 100`. */
export function inWords({ unit, perSecond, factor }: Measured): string {
  const rate = perSecond ? ' per second' : '';
  return factor === 1 ? `${unit}${rate}` : `${unit} times ${Number(factor.toPrecision(6))}`;
}

/** Grafana's unit that shows the number as it is. */
export function grafanaUnitOf(measured: Measured): string | undefined {
  return [...GRAFANA_UNITS_SHOWN.keys()].find((id) => fits(measured, id));
}
