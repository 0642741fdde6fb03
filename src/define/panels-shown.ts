import type { QueryContext, Site } from '../authored/context.ts';
import { error } from '../kernel/diagnostic.ts';
import type { AuthoredPanel } from '../panels/kind.ts';
import { rawKind, rawType } from '../panels/raw.ts';

/** Grafana's plugins that are empty without a query: our kinds, and what an author may name in `panel.raw`. */
const WITH_QUERY: ReadonlySet<string> = new Set([
  ...['barchart', 'bargauge', 'candlestick', 'gauge', 'heatmap', 'histogram', 'logs', 'piechart', 'stat'],
  ...['state-timeline', 'status-history', 'table', 'timeseries', 'traces', 'trend', 'xychart'],
]);

/** The panels of a section that show something; of the others it is told that Grafana would only say "No data". */
export function panelsShown(panels: readonly AuthoredPanel[], site: Site, context: QueryContext): readonly AuthoredPanel[] {
  return panels.filter((panel) => {
    if (showsSomething(panel)) return true;
    const message = `The panel ${panel.options.title} has no query.`;
    const fix = 'write what it shows, `show: …`; where it is written, its import is missing, or two files import each other';
    context.report(error('panel/no-query', site.at, message, { origin: panel, fix }));
    return false;
  });
}

function showsSomething({ type, options }: AuthoredPanel): boolean {
  const { show, json } = options as { readonly show?: unknown; readonly json?: { readonly targets?: readonly unknown[] } }; // most kinds have it, and plain JavaScript may leave it out
  if ((json?.targets ?? []).length > 0) return true; // Grafana's own JSON, with queries to a data source that is none of ours
  if (show === undefined) return !WITH_QUERY.has(type === rawKind.type ? (rawType(options) ?? '') : type);
  return Array.isArray(show) ? show.length > 0 && show.every(isQuery) : !isEmptyText(show);
}

function isQuery(one: unknown): boolean {
  const { show } = (one ?? {}) as { readonly show?: unknown }; // an element of a list of `{ show }`
  return show !== undefined && !isEmptyText(show);
}

/** `{ traceql: '' }` and an empty template. */
function isEmptyText(show: unknown): boolean {
  const { traceql, strings, values } = show as Partial<Record<'traceql' | 'strings' | 'values', unknown>>; // any of them may be missing
  if (typeof traceql === 'string') return traceql.trim() === '';
  return Array.isArray(strings) && Array.isArray(values) && values.length === 0 && strings.join('').trim() === '';
}
