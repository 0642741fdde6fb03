import type { DashboardSettings } from '../model/dashboard-settings.ts';
import type { DashboardOptions } from './dashboard.ts';

/** How a dashboard opens, with every default. */
export function resolveSettings(options: DashboardOptions): DashboardSettings {
  const { range = '6h', refresh = '1m', timepicker = {} } = options;
  return {
    from: `now-${range}`,
    to: options.until ?? 'now',
    refresh: refresh === 'never' ? '' : refresh,
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
