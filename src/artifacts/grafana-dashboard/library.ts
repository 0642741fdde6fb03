import type { Dashboard, LibraryHome, Panel } from '../../model/dashboard.ts';
import type { Derived } from '../../model/derived.ts';
import type { CompileInput } from '../kind.ts';

/** Where a panel is kept, if it is a reference that stands in the board. */
export type LibraryOf = (panel: Panel) => LibraryHome | undefined;

/** Every board holds its panels itself. */
export const noLibrary: LibraryOf = () => undefined;

/**
 * Only Grafana's API can fill its library: where a target of the environment writes files, or none says how Grafana is reached, a
 * board that holds references would be empty.
 */
export function libraryIn({ derived, environment }: CompileInput): LibraryOf {
  return reachedByApi({ derived, environment }) ? ({ library }) => library : noLibrary;
}

/** Whether everything that deploys to this environment's Grafana uses its API. */
export function reachedByApi({ derived, environment }: CompileInput): boolean {
  const ways = derived.estate.targets.flatMap((one) =>
    one.environment === environment && one.reach.grafana ? [one.reach.grafana.by] : [],
  );
  return ways.length > 0 && ways.every((by) => by === 'api');
}

/** A shared panel and a board it stands in. */
export interface SharedPanel {
  readonly panel: Panel;
  readonly library: LibraryHome;
  readonly board: Dashboard;
}

/** Every place of every shared panel, in the order of the boards; derived ones share none. */
export function sharedPanels({ estate }: Derived): readonly SharedPanel[] {
  return estate.dashboards.flatMap((board) =>
    board.sections.flatMap(({ panels }) =>
      panels.flatMap((panel) => (panel.library ? [{ panel, library: panel.library, board }] : [])),
    ),
  );
}
