import type { Panel } from '../../model/dashboard.ts';
import type { AnyPanelKind } from '../../panels/kind.ts';
import { panelKinds } from '../../panels/kinds.ts';
import type { DatasourceOf } from './datasources.ts';
import { withFields } from './fields.ts';
import type { LibraryOf } from './library.ts';
import { panelLinkWire } from './links.ts';
import { datasourceOfPanel, targetOf } from './targets.ts';
import type { DrawnWire, GridPos, PlacedWire } from './wire.ts';

/** What a panel takes from where it stands. */
export interface Surroundings {
  readonly datasourceOf: DatasourceOf;
  readonly libraryOf: LibraryOf;
}

/** One panel: its kind's own settings, its queries, and what its author put around them. */
export function panelWire(panel: Panel, gridPos: GridPos, id: number, { datasourceOf, libraryOf }: Surroundings): PlacedWire {
  const kind = kindOf(panel);
  const { title } = panel;
  const shared = libraryOf(panel);
  if (shared) return { id, title, gridPos, libraryPanel: { name: shared.name, uid: shared.uid } };
  if (kind.library) return { id, title, gridPos, libraryPanel: kind.library(panel.options) };
  return { ...drawnPanel(panel, datasourceOf), id, gridPos };
}

/** Everything but its place: what Grafana's library keeps of a panel. */
export function drawnPanel(panel: Panel, datasourceOf: DatasourceOf): DrawnWire {
  const { frame, title, description } = panel;
  const json = kindOf(panel).json(panel);
  const datasource = datasourceOfPanel(panel, datasourceOf);
  const transformations = [...(json.transformations ?? []), ...frame.transformations];
  return {
    ...json,
    fieldConfig: withFields(json.fieldConfig, panel),
    ...(transformations.length > 0 ? { transformations } : {}),
    title,
    description,
    ...frame.queryOptions,
    ...(frame.links.length > 0 ? { links: frame.links.map(panelLinkWire) } : {}),
    ...(frame.transparent ? { transparent: true } : {}),
    ...(frame.repeat ? repeatWire(frame.repeat) : {}),
    ...(datasource ? { datasource, targets: panel.queries.map((query) => targetOf(query, datasourceOf)) } : {}),
  };
}

function kindOf({ type }: Panel): AnyPanelKind {
  const kind = panelKinds.get(type);
  if (!kind) throw new Error(`no panel kind ${type}`); // resolve makes panels from the same table
  return kind;
}

function repeatWire({ variable, direction, maxPerRow }: NonNullable<Panel['frame']['repeat']>) {
  return { repeat: variable, repeatDirection: direction, ...(direction === 'h' ? { maxPerRow } : {}) };
}
