import { compact } from '../../kernel/canonical.ts';
import type { LibraryPanelWire, PanelWire, PlacedWire, TargetWire } from '../grafana-dashboard/wire.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The key of an element, as Grafana's own conversion names it. */
export function elementKey({ id }: { readonly id: number }): string {
  return `panel-${id}`;
}

/** One panel as an element: its queries and its visualisation apart, its place in the layout. */
export function elementOf(panel: PlacedWire): Fields {
  return 'libraryPanel' in panel ? libraryElement(panel) : panelElement(panel);
}

function libraryElement({ id, title, libraryPanel: { name, uid } }: LibraryPanelWire): Fields {
  return { kind: 'LibraryPanel', spec: { id, title, libraryPanel: { name, uid } } };
}

function panelElement(panel: PanelWire): Fields {
  const { id, title, description, links = [], transparent } = panel;
  return {
    kind: 'Panel',
    spec: compact({ id, title, description, links, data: queryGroup(panel), vizConfig: vizConfig(panel), transparent }),
  };
}

function queryGroup(panel: PanelWire): Fields {
  const { targets = [], transformations = [], timeFrom, timeShift, hideTimeOverride, interval, maxDataPoints } = panel;
  return {
    kind: 'QueryGroup',
    spec: {
      queries: targets.map(panelQuery),
      transformations: transformations.map((one) => ({ kind: one.id, spec: one })),
      queryOptions: compact({ timeFrom, maxDataPoints, timeShift, interval, hideTimeOverride }),
    },
  };
}

function panelQuery({ refId, datasource, hide, ...spec }: TargetWire): Fields {
  return { kind: 'PanelQuery', spec: { query: dataQuery(datasource, spec), refId, hidden: hide === true } };
}

/** A query of a data source plugin; `name` is the uid of the data source, or a variable that holds one. */
export function dataQuery({ type, uid }: TargetWire['datasource'], spec: Fields): Fields {
  return { kind: 'DataQuery', group: type, version: 'v0', datasource: { name: uid }, spec };
}

/** The plugin and its settings; the version of a core plugin is the server's. */
function vizConfig({ type, options, fieldConfig }: PanelWire): Fields {
  const { custom, ...defaults } = fieldConfig.defaults;
  const isSet = typeof custom === 'object' && custom !== null && Object.keys(custom).length > 0;
  return {
    kind: 'VizConfig',
    group: type,
    version: '',
    spec: { options, fieldConfig: { defaults: isSet ? { ...defaults, custom } : defaults, overrides: fieldConfig.overrides } },
  };
}
