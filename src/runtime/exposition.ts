import type { Series } from './cells.ts';
import { foreignLines } from './exposition-foreign.ts';
import { type ExpositionFormat, OPEN_METRICS } from './exposition-format.ts';
import type { Family } from './family.ts';
import type { Exemplar } from './kind.ts';
import { printLabels, printNumber } from './print.ts';
import { familyOf } from './registered.ts';

type SharedLabels = Readonly<Record<string, string | number>>;

export interface Exposed {
  getMetricsAsArray(): readonly unknown[];
}

/** Everything in a registry, as Prometheus reads it. https://prometheus.io/docs/instrumenting/exposition_formats/ */
export async function expose(registry: Exposed, format: ExpositionFormat): Promise<string> {
  const out: string[] = [];
  const shared = defaultLabels(registry);
  await collectAll(registry);
  for (const metric of registry.getMetricsAsArray()) {
    const family = familyOf(metric);
    if (family !== undefined) familyLines(family, format, shared, out);
    else for (const line of await foreignLines(metric, format, shared)) out.push(line);
  }
  if (format === OPEN_METRICS) out.push('# EOF');
  return out.length === 0 ? '' : `${out.join('\n')}\n`;
}

/** All at once, so that a scrape takes as long as the slowest collector and not as their sum. */
export async function collectAll(registry: Exposed): Promise<void> {
  await Promise.all(registry.getMetricsAsArray().map((metric) => familyOf(metric)?.collect?.()));
}

/** `setDefaultLabels` of prom-client has no getter; registries without it have none. */
export function defaultLabels(registry: Exposed): SharedLabels {
  return (registry as { readonly _defaultLabels?: SharedLabels })._defaultLabels ?? {};
}

function familyLines(family: Family, format: ExpositionFormat, shared: SharedLabels, out: string[]): void {
  const { definition, kind, cells } = family;
  const names = format.names(definition.name, definition.kind);
  out.push(...format.head(names, definition, kind.textType));
  const cacheable = Object.keys(shared).length === 0;
  for (const series of cells.series()) {
    const values = kind.read(series.cell);
    if (values === undefined) continue;
    const prefixes = (cacheable ? series.prefixes : undefined) ?? prefixesOf(family, series, shared);
    if (cacheable) series.prefixes = prefixes; // most of a scrape would be spent on making them anew
    const exemplars = format.exemplars ? kind.exemplars?.(series.cell) : undefined;
    for (let index = 0; index < prefixes.length; index++) {
      const line = (prefixes[index] ?? '') + printNumber(values[index] ?? Number.NaN);
      out.push(exemplars === undefined ? line : line + printExemplar(exemplars[index]));
    }
  }
}

function prefixesOf(
  { definition, labelNames, lines }: Family,
  { values }: Series<unknown>,
  shared: SharedLabels,
): readonly string[] {
  const own = Object.fromEntries(labelNames.map((name, index) => [name, values[index] ?? '']));
  return lines.map(({ suffix, labels }) => `${definition.name}${suffix}${printLabels({ ...shared, ...own, ...labels })} `);
}

function printExemplar(exemplar: Exemplar | undefined): string {
  if (exemplar === undefined) return '';
  const { traceId, spanId, value, timestampSeconds } = exemplar;
  return ` # ${printLabels({ trace_id: traceId, span_id: spanId })} ${printNumber(value)} ${timestampSeconds}`;
}
