import { isRecord } from '../kernel/canonical.ts';
import { parseDecimal } from '../kernel/decimal.ts';
import { parseDuration } from '../kernel/duration.ts';
import { parseBytes } from '../kernel/unit.ts';

/** Kinds that are nothing without a name. */
const NAMED = ['recording', 'recorded', 'variable', 'grafana-window', 'log-name', 'service'] as const;
export const METRICS = ['counter', 'gauge', 'histogram', 'summary', 'info', 'stateset'] as const;
/** What stands for an instant vector, or for a number. */
export const INSTANT = [...METRICS, 'selection', 'expr', 'recording', 'recorded'] as const;
const NEEDS_NAME: ReadonlySet<string> = new Set([...NAMED, ...METRICS]);

/** Something a constructor made, of one of these kinds. */
export function isKind(value: unknown, kinds: readonly string[]): value is Record<string, unknown> {
  if (!isRecord(value) || typeof value['kind'] !== 'string' || !kinds.includes(value['kind'])) return false;
  if (value['kind'].endsWith('expr') && !(Array.isArray(value['strings']) && Array.isArray(value['values']))) return false;
  return !NEEDS_NAME.has(value['kind']) || typeof value['name'] === 'string';
}

export function isHoleOfPromql(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isNaN(value); // PromQL has Inf
  if (typeof value === 'string') return isQuantity(value) || parseDecimal(value) !== undefined;
  if (isKind(value, ['string'])) return typeof value['text'] === 'string';
  if (isKind(value, ['label-list'])) return Array.isArray(value['names']);
  return isKind(value, [...INSTANT, 'variable', 'grafana-window']);
}

export function isHoleOfLogql(value: unknown): boolean {
  if (typeof value === 'string') return isQuantity(value);
  return Number.isFinite(value) || isKind(value, ['logs', 'log-selection', 'log-expr', 'log-name', 'variable']);
}

const SPAN_STATUS: readonly unknown[] = ['ok', 'error', 'unset'];
const OF_TRACEQL = ['traces', 'trace-selection', 'span-attribute', 'service', 'trace-expr', 'variable'];

export function isHoleOfTraceql(value: unknown): boolean {
  if (typeof value === 'string') return SPAN_STATUS.includes(value) || parseDuration(value) !== undefined;
  return Number.isFinite(value) || isKind(value, OF_TRACEQL);
}

/** What `.where({ label: … })` may ask of a label. An empty list would find the series that lack it. */
export function isMatch(match: unknown): boolean {
  if (Array.isArray(match)) return match.length > 0 && match.every(isValue);
  if (isKind(match, ['not'])) return isMatch(match['values']);
  return match instanceof RegExp || isKind(match, ['variable']) || isValue(match);
}

function isValue(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

/** Shifts may look ahead: `-5m`. */
function isQuantity(text: string): boolean {
  return parseDuration(text.replace(/^-/, '')) !== undefined || parseBytes(text) !== undefined;
}
