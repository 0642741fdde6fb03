import { GRAFANA_UNITS } from '../../panels/units.ts';

const UNITS: ReadonlySet<string> = new Set(GRAFANA_UNITS);
const CUSTOM_UNIT = /^(?:prefix|suffix|time|si|count|currency):/;

/** Grafana shows what it does not know as text behind the number. */
export function isUnit(value: unknown): boolean {
  return typeof value === 'string' && (UNITS.has(value) || CUSTOM_UNIT.test(value));
}
