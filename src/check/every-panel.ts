import { remembered } from '../kernel/remembered.ts';
import type { Dashboard, Panel } from '../model/dashboard.ts';
import type { Derived } from '../model/derived.ts';

export interface PanelOnBoard {
  readonly panel: Panel;
  readonly dashboard: Dashboard;
}

/** Every panel of every dashboard. */
export const everyPanel = remembered(({ dashboards }: Derived): readonly PanelOnBoard[] =>
  dashboards.flatMap((dashboard) =>
    dashboard.sections.flatMap(({ panels }) => panels.map((panel): PanelOnBoard => ({ panel, dashboard }))),
  ),
);
