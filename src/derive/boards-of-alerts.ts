import { splitAddress } from '../kernel/address.ts';
import { grouped } from '../kernel/grouped.ts';
import { remembered } from '../kernel/remembered.ts';
import type { AlertRule } from '../model/alert.ts';
import type { Dashboard } from '../model/dashboard.ts';
import type { Derived } from '../model/derived.ts';
import { metricsOnBoard, metricsRead } from './metrics-read.ts';

/** Derived boards an alert may open; the others look at something else than one service or objective. */
const OPENED: ReadonlySet<string> = new Set(['service', 'metrics', 'slos']);

/** For each alert the board to open: the SLO board for an SLO's alert, else the service's own, else the one of its system that shows most of what it reads. */
export function boardsOfAlerts(dashboards: readonly Dashboard[]): Derived['boards'] {
  const byScope = grouped(dashboards.filter(isOpened), ({ address }) => splitAddress(address).scope);
  const shown = remembered(metricsOnBoard);
  const get = (alert: AlertRule): Dashboard | undefined => {
    const { service } = alert;
    const own = byScope.get(service.name) ?? [];
    const ofSystem = (service.system && byScope.get(service.system.name)) ?? [];
    const wantsSlo = alert.labels['slo'] !== undefined;
    const fits = (one: Dashboard) => one.tags.includes('slo') === wantsSlo;
    const near = (boards: readonly Dashboard[]) => nearest(boards, alert, shown);
    return own.find(fits) ?? near(ofSystem.filter(fits)) ?? own[0] ?? near(ofSystem);
  };
  return { get };
}

function isOpened({ address }: Dashboard): boolean {
  const { kind, name } = splitAddress(address);
  return kind !== 'board' || OPENED.has(name);
}

/** The board that shows most of what an alert reads; the first where they show as many. */
function nearest(
  boards: readonly Dashboard[],
  { query }: AlertRule,
  shown: (board: Dashboard) => ReadonlySet<string>,
): Dashboard | undefined {
  if (boards.length < 2) return boards[0];
  const metrics = [...metricsRead(query)];
  const overlap = (board: Dashboard) => metrics.filter((metric) => shown(board).has(metric)).length;
  return boards.toSorted((a, b) => overlap(b) - overlap(a))[0];
}
