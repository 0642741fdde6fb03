import { authoredPanel } from './authored.ts';
import type { AuthoredPanel, PanelKind, PanelOptions, TraceqlText } from './kind.ts';
import { PANEL, SHOWING } from './option-names.ts';

export interface NodeGraphOptions extends PanelOptions {
  /** One trace, by its id or a variable that holds one: its spans and who called whom. @default the whole service map */
  readonly show?: TraceqlText;
}

/**
 * Which service calls which, from the spans: rates, errors and durations on the edges, which needs Tempo's metrics generator; or one trace.
 * Compiles to Grafana's node graph panel with Tempo's service map. https://grafana.com/docs/grafana/latest/datasources/tempo/service-graph/
 */
export function nodeGraph(options: NodeGraphOptions): AuthoredPanel {
  return authoredPanel(nodeGraphKind.type, options, nodeGraph);
}

export const nodeGraphKind = {
  type: 'nodeGraph',
  width: 24,
  height: 12,
  takes: { ...PANEL, ...SHOWING },
  shows: ({ show }) => [show ? { show, format: 'traces' } : { show: { traceql: '' }, format: 'service-map' }],
  about: ({ show }) => (show ? 'Spans of one trace and who called whom.' : 'Which service calls which, measured from spans.'),
  settings: () => ({}),
  json: () =>
    ({
      type: 'nodeGraph',
      options: { layoutAlgorithm: 'layered', zoomMode: 'cooperative' },
      fieldConfig: { defaults: {}, overrides: [] },
    }) as const,
} satisfies PanelKind<NodeGraphOptions>;
