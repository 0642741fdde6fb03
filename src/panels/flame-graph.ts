import { authoredPanel } from './authored.ts';
import type { AuthoredPanel, PanelKind, PanelOptions } from './kind.ts';
import { PANEL } from './option-names.ts';

export interface FlameGraphOptions extends PanelOptions {
  /** What is measured, by Pyroscope's id: `process_cpu:cpu:nanoseconds:cpu:nanoseconds`. */
  readonly profileType: string;
  /** Whose profiles, as Pyroscope's selector: `{service_name="checkout"}`. */
  readonly selector: string;
  /** The uid of the Pyroscope data source in Grafana, which is not one of ours. @default 'pyroscope' */
  readonly datasource?: string;
}

/**
 * Where time or memory went, function by function. signalbox deploys no Pyroscope: the data source has to be there.
 * Compiles to Grafana's flame graph panel. https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/flame-graph/
 */
export function flameGraph(options: FlameGraphOptions): AuthoredPanel {
  return authoredPanel(flameGraphKind.type, options, flameGraph);
}

interface Settings {
  readonly profileType: string;
  readonly selector: string;
  readonly datasource: string;
}

export const flameGraphKind = {
  type: 'flamegraph',
  width: 24,
  height: 14,
  takes: { ...PANEL, profileType: true, selector: true, datasource: true },
  shows: () => [],
  about: ({ profileType, selector }) => `Profile ${profileType} of ${selector}.`,
  settings: ({ profileType, selector, datasource = 'pyroscope' }) => ({ profileType, selector, datasource }),
  json: ({ options: { profileType, selector, datasource: uid } }) => {
    const datasource = { type: 'grafana-pyroscope-datasource', uid };
    return {
      type: 'flamegraph',
      options: {},
      fieldConfig: { defaults: {}, overrides: [] },
      datasource,
      targets: [
        {
          datasource,
          groupBy: [],
          labelSelector: selector,
          profileTypeId: profileType,
          queryType: 'profile',
          refId: 'A',
          spanSelector: [],
        },
      ],
    } as const;
  },
} satisfies PanelKind<FlameGraphOptions, Settings>;
