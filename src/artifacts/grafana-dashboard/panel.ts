import type { Panel } from '../../model/dashboard.ts';
import { panelKinds } from '../../panels/kinds.ts';
import type { DatasourceOf } from './datasources.ts';
import { withFields } from './fields.ts';
import { panelLinkWire } from './links.ts';
import { datasourceOfPanel, targetOf } from './targets.ts';
import type { GridPos, PlacedWire } from './wire.ts';

/** One panel: its kind's own settings, its queries, and what its author put around them. */
export function panelWire(panel: Panel, gridPos: GridPos, id: number, datasourceOf: DatasourceOf): PlacedWire {
  const kind = panelKinds.get(panel.type);
  if (!kind) throw new Error(`no panel kind ${panel.type}`); // resolve makes panels from the same table
  const { frame, title, description } = panel;
  if (kind.library) return { id, title, gridPos, libraryPanel: kind.library(panel.options) };
  const json = kind.json(panel);
  const datasource = datasourceOfPanel(panel, datasourceOf);
  const transformations = [...(json.transformations ?? []), ...frame.transformations];
  return {
    ...json,
    fieldConfig: withFields(json.fieldConfig, panel),
    ...(transformations.length > 0 ? { transformations } : {}),
    id,
    title,
    description,
    gridPos,
    ...frame.queryOptions,
    ...(frame.links.length > 0 ? { links: frame.links.map(panelLinkWire) } : {}),
    ...(frame.transparent ? { transparent: true } : {}),
    ...(frame.repeat ? repeatWire(frame.repeat) : {}),
    ...(datasource ? { datasource, targets: panel.queries.map((query) => targetOf(query, datasourceOf)) } : {}),
  };
}

function repeatWire({ variable, direction, maxPerRow }: NonNullable<Panel['frame']['repeat']>) {
  return { repeat: variable, repeatDirection: direction, ...(direction === 'h' ? { maxPerRow } : {}) };
}
