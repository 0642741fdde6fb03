import { authoredPanel } from './authored.ts';
import type { AuthoredPanel, PanelKind, PanelOptions, ShowableTraces } from './kind.ts';
import { PANEL, SHOWING } from './option-names.ts';

export interface TracesOptions extends PanelOptions {
  /** A search, `` traceql`${checkoutTraces} && { status = error }` `` or `checkoutTraces.where({…})`; or `{ traceql: '$traceId' }`. */
  readonly show: ShowableTraces;
}

/**
 * Traces a TraceQL query finds, one row each; or one trace, where the query is a trace id or a variable that holds one.
 * Compiles to Grafana's table panel on the environment's Tempo, or to its traces panel, which can only draw a single trace.
 * https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/traces/
 */
export function traces(options: TracesOptions): AuthoredPanel {
  return authoredPanel(tracesKind.type, options, traces);
}

interface Settings {
  readonly single: boolean;
}

const ONE_TRACE = /^(?:[0-9a-fA-F]{16,32}|\$\w+|\$\{\w+\})$/;

function isSingle(show: ShowableTraces): boolean {
  return 'traceql' in show && ONE_TRACE.test(show.traceql);
}

export const tracesKind = {
  type: 'traces',
  width: 24,
  height: 10,
  takes: { ...PANEL, ...SHOWING },
  shows: ({ show }) => [{ show, format: 'traces' }],
  about: ({ show }) => (isSingle(show) ? 'One trace, span by span.' : 'Traces that match the query; a row opens the trace.'),
  settings: ({ show }) => ({ single: isSingle(show) }),
  json: (panel) => ({ ...(panel.options.single ? ONE : LIST), fieldConfig: { defaults: {}, overrides: [] } }),
} satisfies PanelKind<TracesOptions, Settings>;

const ONE = { type: 'traces', options: {} } as const;
const LIST = {
  type: 'table',
  options: { cellHeight: 'sm', frameIndex: 0, showHeader: true, sortBy: [{ desc: true, displayName: 'Start time' }] },
} as const;
