import type { OptionNames } from '../authored/option-names.ts';
import { isRecord } from '../kernel/canonical.ts';
import type { QueryFormat } from '../model/dashboard.ts';
import type { Transformation } from '../model/panel-frame.ts';
import { authoredPanel } from './authored.ts';
import type { AuthoredPanel, PanelJson, PanelKind, PanelOptions, Showing } from './kind.ts';
import { PANEL, SHOWING } from './option-names.ts';
import { OVER_TIME, queriesOf } from './showing.ts';

export interface RawOptions extends PanelOptions, Partial<Showing> {
  /** How the answers come back. @default 'time-series' */
  readonly format?: QueryFormat;
  /** Grafana's plugin id: `geomap`, `candlestick`. */
  readonly type: string;
  /** `options`, `fieldConfig` and `transformations` as Grafana stores them; title, place, data source and queries are ours. */
  readonly json: {
    readonly options?: Readonly<Record<string, unknown>>;
    readonly fieldConfig?: { readonly defaults?: Readonly<Record<string, unknown>>; readonly overrides?: readonly unknown[] };
    readonly transformations?: readonly Transformation[];
    /** Queries to a data source that is none of ours; those of `show` are checked, these are not. */
    readonly targets?: PanelJson['targets'];
    readonly datasource?: PanelJson['datasource'];
  };
}

/** The escape hatch: any panel plugin, its settings written as Grafana's own JSON. Queries are still checked. */
export function raw(options: RawOptions): AuthoredPanel {
  return authoredPanel(rawKind.type, options, raw);
}

interface Settings {
  readonly type: string;
  readonly json: RawOptions['json'];
}

const JSON_NAMES: OptionNames<RawOptions['json']> = {
  ...{ options: true, fieldConfig: true, transformations: true, targets: true, datasource: true },
};

export const rawKind = {
  type: 'raw',
  width: 12,
  height: 8,
  takes: { ...PANEL, ...SHOWING, format: true, type: true, json: JSON_NAMES },
  shows: ({ show, format }) =>
    show === undefined ? [] : queriesOf(show, OVER_TIME).map((one) => (format ? { ...one, format } : one)),
  about: ({ title }) => title,
  settings: ({ type, json = {} }) => ({ type, json }), // plain JavaScript may leave it out
  json: (panel) => {
    const { options, fieldConfig, transformations, targets, datasource } = panel.options.json;
    return {
      type: panel.options.type,
      options: options ?? {},
      fieldConfig: { defaults: { unit: panel.unit, ...fieldConfig?.defaults }, overrides: fieldConfig?.overrides ?? [] },
      ...(transformations ? { transformations } : {}),
      ...(targets ? { targets } : {}),
      ...(datasource ? { datasource } : {}),
    };
  },
} satisfies PanelKind<RawOptions, Settings>;

/** The plugin id of a raw panel's settings. */
export function rawType(options: object): string | undefined {
  return isRecord(options) && typeof options['type'] === 'string' ? options['type'] : undefined;
}
