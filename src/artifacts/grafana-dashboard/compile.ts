import { type Diagnostic, warning } from '../../kernel/diagnostic.ts';
import { type Outcome, outcome } from '../../kernel/outcome.ts';
import type { Dashboard, DashboardSection, Panel } from '../../model/dashboard.ts';
import type { Derived } from '../../model/derived.ts';
import type { Environment } from '../../model/environment.ts';
import { idsOfBoard, rowKey } from '../../panels/identity.ts';
import { MadeDraft } from '../draft.ts';
import type { CompileInput, Draft } from '../kind.ts';
import { annotationsOf } from './annotations.ts';
import { datasourcesOf } from './datasources.ts';
import { layout } from './layout.ts';
import { type LibraryOf, libraryIn, noLibrary } from './library.ts';
import { linksOf } from './links.ts';
import { panelWire, type Surroundings } from './panel.ts';
import { settingsWire } from './settings.ts';
import { variableWire } from './variables.ts';
import {
  type DashboardContent,
  type DashboardWire,
  type GridPos,
  type PlacedWire,
  type RowWire,
  SCHEMA_VERSION,
} from './wire.ts';

/** One file per dashboard, in the folder it lies in. */
export function compileDashboards(input: CompileInput): Outcome<readonly Draft<DashboardContent>[]> {
  const { derived, environment } = input;
  if (!environment.servers.grafana) return outcome([]);
  const libraryOf = libraryIn(input);
  const drafts = derived.dashboards.map(
    (dashboard) =>
      new MadeDraft(dashboardPath(dashboard), [dashboard.address], () => ({
        folderUid: dashboard.folder.uid,
        dashboard: dashboardWire(dashboard, derived, libraryOf),
        library: usedBy(dashboard, libraryOf),
      })),
  );
  return outcome(
    drafts,
    derived.dashboards.flatMap((dashboard) => missingServers(dashboard, environment)),
  );
}

/** `grafana/dashboards/phoenix/phoenix_overview.json`: the uid, because services of one system may each have an `overview`. */
export function dashboardPath({ folder, uid }: Dashboard): string {
  return `grafana/dashboards/${folder.uid}/${uid}.json`;
}

function usedBy({ sections }: Dashboard, libraryOf: LibraryOf): readonly string[] {
  const uids = sections.flatMap(({ panels }) => panels.flatMap((panel) => libraryOf(panel)?.uid ?? []));
  return [...new Set(uids)].sort();
}

export function dashboardWire(dashboard: Dashboard, derived: Derived, libraryOf: LibraryOf = noLibrary): DashboardWire {
  const datasourceOf = datasourcesOf(dashboard);
  return {
    id: null,
    uid: dashboard.uid,
    title: dashboard.title,
    description: dashboard.description,
    tags: dashboard.tags,
    schemaVersion: SCHEMA_VERSION,
    ...settingsWire(dashboard.settings),
    annotations: { list: annotationsOf(dashboard, derived) },
    templating: { list: dashboard.variables.map((one) => variableWire(one, datasourceOf)) },
    links: linksOf(dashboard),
    panels: panelsOf(dashboard, { datasourceOf, libraryOf }),
  };
}

function panelsOf(dashboard: Dashboard, surroundings: Surroundings): DashboardWire['panels'] {
  const ids = idsOfBoard(dashboard);
  return layout<Panel, DashboardSection>(dashboard.sections).flatMap(({ section, row, panels }) => {
    const placed = panels.map(({ panel, at }) => panelWire(panel, at, idOf(panel.key, ids), surroundings));
    return row ? rowWire(section, row, idOf(rowKey(section.title), ids), placed) : placed;
  });
}

function rowWire({ title, collapsed, repeat }: DashboardSection, gridPos: GridPos, id: number, panels: readonly PlacedWire[]) {
  const row: RowWire = {
    type: 'row',
    id,
    title,
    collapsed,
    gridPos,
    panels: collapsed ? panels : [],
    ...(repeat === undefined ? {} : { repeat }),
  };
  return collapsed ? [row] : [row, ...panels];
}

function idOf(key: string, ids: ReadonlyMap<string, number>): number {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`no panel id for ${key}`); // every key was given one just before
  return id;
}

/** A panel whose server this environment has not would only say "data source not found". */
function missingServers(dashboard: Dashboard, environment: Environment): readonly Diagnostic[] {
  if ([...dashboard.engines].every((engine) => environment.servers[engine])) return [];
  const panels = dashboard.sections.flatMap((section) => section.panels);
  return panels.flatMap((panel) => {
    const missing = panel.queries.map(({ query }) => query.engine).find((engine) => !environment.servers[engine]);
    if (!missing) return [];
    const message = `Panel ${panel.title} asks ${missing}, which environment ${environment.name} does not have.`;
    const fix = `add ${missing} to the environment, or leave the panel out`;
    return [warning('dashboard/missing-server', dashboard.address, message, { fix, origin: panel.origin })];
  });
}
