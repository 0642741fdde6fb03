import type { DashboardSettings } from '../model/dashboard-settings.ts';
import type { DashboardOptions } from './dashboard.ts';
import { oneUnit } from './one-unit.ts';

/** How a dashboard opens, with every default. */
export function resolveSettings(options: DashboardOptions): DashboardSettings {
  const { range = '6h', refresh = '1m', timepicker = {} } = options;
  return {
    from: `now-${oneUnit(range)}`,
    to: options.until === undefined ? 'now' : untilOf(options.until),
    refresh: refresh === 'never' ? '' : oneUnit(refresh),
    timezone: options.timezone ?? 'browser',
    weekStart: options.weekStart,
    fiscalYearStartMonth: options.fiscalYearStartMonth ?? 0,
    editable: options.editable ?? false,
    crosshair: options.crosshair ?? 'crosshair',
    liveNow: options.liveNow ?? false,
    preload: options.preload ?? false,
    timepicker: {
      hidden: timepicker.hidden,
      nowDelay: timepicker.nowDelay,
      refreshIntervals: timepicker.refreshIntervals,
      quickRanges: timepicker.quickRanges,
    },
  };
}

function untilOf(until: string): string {
  return until.startsWith('now-') ? `now-${oneUnit(until.slice('now-'.length))}` : until;
}
