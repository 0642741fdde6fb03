import { authoredPanel } from './authored.ts';
import { type Scale, scaleOf, valueField } from './field.ts';
import type { AuthoredPanel, PanelKind, PanelOptions, Showing } from './kind.ts';
import { PANEL, SCALE, SHOWING } from './option-names.ts';
import { AS_NUMBER, queriesOf } from './showing.ts';

/** One element as Grafana stores it: where it stands and what it is bound to differ by its type. */
export interface CanvasElement {
  /** `metric-value`, `rectangle`, `icon`, `server`, `text`. */
  readonly type: string;
  readonly name: string;
  readonly config?: object;
  readonly background?: object;
  readonly border?: object;
  readonly constraint?: {
    readonly horizontal?: 'left' | 'right' | 'leftright' | 'center' | 'scale';
    readonly vertical?: 'top' | 'bottom' | 'topbottom' | 'center' | 'scale';
  };
  readonly placement?: { readonly top?: number; readonly left?: number; readonly width?: number; readonly height?: number };
}

export interface CanvasOptions extends PanelOptions, Scale, Partial<Showing> {
  readonly elements: readonly CanvasElement[];
}

/**
 * A drawing whose parts show values: the escape hatch for what no other panel draws. Queries are checked; elements are Grafana's own JSON.
 * Compiles to Grafana's canvas panel. https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/canvas/
 */
export function canvas(options: CanvasOptions): AuthoredPanel {
  return authoredPanel(canvasKind.type, options, canvas);
}

interface Settings extends Scale {
  readonly elements: readonly CanvasElement[];
}

export const canvasKind = {
  type: 'canvas',
  width: 24,
  height: 12,
  takes: { ...PANEL, ...SCALE, ...SHOWING, elements: true },
  shows: ({ show }) => (show === undefined ? [] : queriesOf(show, AS_NUMBER)),
  about: ({ title }) => title,
  settings: (options) => ({ ...scaleOf(options), elements: options.elements }),
  json: (panel) =>
    ({
      type: 'canvas',
      options: {
        inlineEditing: false,
        panZoom: false,
        root: { elements: panel.options.elements, name: panel.title, type: 'frame' },
        showAdvancedTypes: true,
        tooltip: { mode: 'single' },
        zoomToContent: true,
      },
      fieldConfig: valueField(panel, panel.options),
    }) as const,
} satisfies PanelKind<CanvasOptions, Settings>;
