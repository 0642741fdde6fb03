import { authoredPanel } from './authored.ts';
import type { AuthoredPanel, PanelKind, PanelOptions } from './kind.ts';
import { UNITLESS } from './option-names.ts';

export interface TextOptions extends Omit<PanelOptions, 'unit'> {
  readonly markdown: string;
}

/**
 * A paragraph of Markdown: what to look at first, whom to ask. Compiles to Grafana's text panel.
 * https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/text/
 */
export function text(options: TextOptions): AuthoredPanel {
  return authoredPanel(textKind.type, options, text);
}

interface Settings {
  readonly markdown: string;
}

export const textKind = {
  type: 'text',
  width: 24,
  height: 3,
  takes: { ...UNITLESS, markdown: true },
  shows: () => [],
  about: ({ title }) => title,
  settings: ({ markdown }) => ({ markdown }),
  json: (panel) =>
    ({
      type: 'text',
      options: { content: panel.options.markdown, mode: 'markdown' },
      fieldConfig: { defaults: {}, overrides: [] },
    }) as const,
} satisfies PanelKind<TextOptions, Settings>;
