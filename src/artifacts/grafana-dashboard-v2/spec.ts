import { compact } from '../../kernel/canonical.ts';
import type { DashboardWire } from '../grafana-dashboard/wire.ts';
import { annotationOf } from './annotations.ts';
import { isPlaced, layoutOf } from './layout.ts';
import { elementKey, elementOf } from './panel.ts';
import { variableOf } from './variables.ts';

type Fields = Readonly<Record<string, unknown>>;

const CURSOR_SYNC = ['Off', 'Crosshair', 'Tooltip'];
/** What the refresh picker offers where nobody chose. */
const REFRESH_INTERVALS = ['5s', '10s', '30s', '1m', '5m', '15m', '30m', '1h', '2h', '1d'];

/**
 * The same dashboard in Grafana's second schema: elements by key, a layout that places them, one data source per query.
 * It says what Grafana's own conversion of the classic JSON says, so that a board looks alike whichever form is deployed.
 */
export function v2Spec(dashboard: DashboardWire): Fields {
  const { description = '', panels, tags = [], links = [], graphTooltip = 0 } = dashboard;
  const all = panels.flatMap((one) => (isPlaced(one) ? [one] : one.panels));
  return {
    annotations: dashboard.annotations.list.map(annotationOf),
    cursorSync: CURSOR_SYNC[graphTooltip],
    ...(description === '' ? {} : { description }),
    editable: dashboard.editable,
    elements: Object.fromEntries(all.map((panel) => [elementKey(panel), elementOf(panel)])),
    layout: layoutOf(panels),
    links,
    liveNow: dashboard.liveNow ?? false,
    preload: dashboard.preload ?? false,
    tags,
    timeSettings: timeSettings(dashboard),
    title: dashboard.title,
    variables: dashboard.templating.list.map(variableOf),
  };
}

function timeSettings(dashboard: DashboardWire): Fields {
  const { time, timezone, refresh, timepicker = {}, weekStart, fiscalYearStartMonth = 0 } = dashboard;
  return compact({
    timezone,
    from: time.from,
    to: time.to,
    autoRefresh: refresh,
    autoRefreshIntervals: timepicker.refresh_intervals ?? REFRESH_INTERVALS,
    quickRanges: timepicker.quick_ranges,
    hideTimepicker: timepicker.hidden ?? false,
    weekStart: weekStart || undefined,
    fiscalYearStartMonth,
    nowDelay: timepicker.nowDelay,
  });
}
