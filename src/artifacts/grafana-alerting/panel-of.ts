import { metricsOnPanel, metricsRead } from '../../derive/metrics-read.ts';
import { remembered } from '../../kernel/remembered.ts';
import type { AlertRule } from '../../model/alert.ts';
import type { Dashboard } from '../../model/dashboard.ts';
import { idsOfBoard } from '../../panels/identity.ts';

/** What is asked again for each alert that opens on the board. */
const shownOn = remembered((board: Dashboard) => ({
  ids: idsOfBoard(board),
  panels: board.sections.flatMap(({ panels }) => panels.map((panel) => ({ key: panel.key, metrics: metricsOnPanel(panel) }))),
}));

/** The panel of a board that shows most of what an alert reads: the alert opens there, and its state is marked on that graph. */
export function panelOf(alert: AlertRule, board: Dashboard): { readonly panelId: number } | undefined {
  const wanted = [...metricsRead(alert.query)];
  const { ids, panels } = shownOn(board);
  const counted = panels.map(({ key, metrics }) => ({ key, count: wanted.filter((metric) => metrics.has(metric)).length }));
  const [best] = counted.filter(({ count }) => count > 0).toSorted((a, b) => b.count - a.count);
  const panelId = best && ids.get(best.key);
  return panelId === undefined ? undefined : { panelId };
}
