import { compact } from '../../kernel/canonical.ts';
import type { DashboardSettings, Timepicker } from '../../model/dashboard-settings.ts';

const CROSSHAIR = { off: 0, crosshair: 1, tooltip: 2 } as const;

/** What the dashboard does by itself; what is Grafana's default is left out, where older files never had it. */
export function settingsWire(settings: DashboardSettings) {
  const { from, to, refresh, timezone, weekStart, fiscalYearStartMonth, editable, crosshair, liveNow, preload } = settings;
  const timepicker = timepickerWire(settings.timepicker);
  return {
    editable,
    graphTooltip: CROSSHAIR[crosshair],
    time: { from, to },
    timezone,
    refresh,
    ...(weekStart === undefined ? {} : { weekStart }),
    ...(fiscalYearStartMonth === 0 ? {} : { fiscalYearStartMonth }),
    ...(liveNow ? { liveNow } : {}),
    ...(preload ? { preload } : {}),
    ...(Object.keys(timepicker).length === 0 ? {} : { timepicker }),
  };
}

function timepickerWire({ hidden, nowDelay, refreshIntervals, quickRanges }: Timepicker) {
  return compact({ hidden, nowDelay, refresh_intervals: refreshIntervals, quick_ranges: quickRanges });
}
