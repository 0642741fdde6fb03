import { authoredPanel } from './authored.ts';
import type { AuthoredPanel, PanelKind, PanelOptions } from './kind.ts';

/**
 * Which service calls which, from the spans: rates, errors and durations on the edges. Needs Tempo's metrics generator.
 * Compiles to Grafana's node graph panel with Tempo's service map. https://grafana.com/docs/grafana/latest/datasources/tempo/service-graph/
 */
export function nodeGraph(options: PanelOptions): AuthoredPanel {
  return authoredPanel(nodeGraphKind.type, options, nodeGraph);
}

export const nodeGraphKind = {
  type: 'nodeGraph',
  width: 24,
  height: 12,
  shows: () => [{ show: { traceql: '' }, format: 'service-map' }],
  about: () => 'Which service calls which, measured from spans.',
  settings: () => ({}),
  json: () =>
    ({
      type: 'nodeGraph',
      options: { layoutAlgorithm: 'layered', zoomMode: 'cooperative' },
      fieldConfig: { defaults: {}, overrides: [] },
    }) as const,
} satisfies PanelKind;
