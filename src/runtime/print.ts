/** A sample's value as the exposition formats write it. */
export function printNumber(value: number): string {
  if (Number.isFinite(value)) return String(value);
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? '+Inf' : '-Inf';
}

/**
 * A bound or quantile as a label value, always as a float: Prometheus 3 stores `le="1"` as `le="1.0"`, so saying `1.0`
 * gives the same series on every version and in both formats.
 * https://prometheus.io/docs/prometheus/latest/migration/#le-and-quantile-label-values
 */
export function printFloat(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? `${value}.0` : printNumber(value);
}

/** `{a="x",b="y"}`, or nothing without labels. */
export function printLabels(labels: Readonly<Record<string, string | number>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeValue(String(value))}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escapeValue(value: string): string {
  return /["\\\n]/.test(value) ? value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"') : value;
}

/** What was refused, whatever it is: to say so must not fail. */
export function printRefused(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 100 ? `${value.slice(0, 100)}…` : value);
  if (typeof value === 'function') return 'a function';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
