import { splitAddress } from '../kernel/address.ts';
import { grouped } from '../kernel/grouped.ts';
import { remembered } from '../kernel/remembered.ts';
import type { AlertRule } from '../model/alert.ts';
import type { Dashboard } from '../model/dashboard.ts';
import { metricsOnBoard, metricsRead } from './metrics-read.ts';

/** Derived boards an alert may open; the others look at something else than one service or objective. */
const OPENED: ReadonlySet<string> = new Set(['service', 'metrics', 'slos']);

/** For each alert the board to open: the SLO board for an SLO's alert, else the service's own, else the one of its system that shows most of what it reads. */
export function boardsOfAlerts(alerts: readonly AlertRule[], dashboards: readonly Dashboard[]): Map<AlertRule, Dashboard> {
  const byScope = grouped(dashboards.filter(isOpened), ({ address }) => splitAddress(address).scope);
  const shown = remembered(metricsOnBoard);
  const boards = new Map<AlertRule, Dashboard>();
  for (const alert of alerts) {
    const { service } = alert;
    const own = byScope.get(service.name) ?? [];
    const ofSystem = (service.system && byScope.get(service.system.name)) ?? [];
    const wantsSlo = alert.labels['slo'] !== undefined;
    const fits = (one: Dashboard) => one.tags.includes('slo') === wantsSlo;
    const near = own.some(fits) ? own : [...own, ...byOverlap(ofSystem, metricsRead(alert.query), shown)];
    const board = near.find(fits) ?? near[0];
    if (board) boards.set(alert, board);
  }
  return boards;
}

function isOpened({ address }: Dashboard): boolean {
  const { kind, name } = splitAddress(address);
  return kind !== 'board' || OPENED.has(name);
}

/** The board that shows most of the metrics first; the order stays where they show as many. */
function byOverlap(
  boards: readonly Dashboard[],
  metrics: ReadonlySet<string>,
  shown: (board: Dashboard) => ReadonlySet<string>,
): Dashboard[] {
  const overlap = (board: Dashboard) => [...metrics].filter((metric) => shown(board).has(metric)).length;
  return boards.toSorted((a, b) => overlap(b) - overlap(a));
}
