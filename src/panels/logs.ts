import { authoredPanel } from './authored.ts';
import type { AuthoredPanel, PanelKind, PanelOptions, ShowableLogs, Showing } from './kind.ts';
import { PANEL, SHOWING } from './option-names.ts';

export interface LogsOptions extends PanelOptions, Showing<ShowableLogs> {}

/**
 * Lines of a log stream, newest first. Compiles to Grafana's logs panel on the environment's Loki.
 * https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/logs/
 */
export function logs(options: LogsOptions): AuthoredPanel {
  return authoredPanel(logsKind.type, options, logs);
}

export const logsKind = {
  type: 'logs',
  width: 24,
  height: 10,
  takes: { ...PANEL, ...SHOWING },
  shows: ({ show }) => list(show).map((one) => ({ ...one, format: 'logs' })),
  about: () => 'Log lines, newest first.',
  settings: () => ({}),
  json: () =>
    ({
      type: 'logs',
      options: {
        dedupStrategy: 'none',
        enableLogDetails: true,
        prettifyLogMessage: false,
        showCommonLabels: false,
        showLabels: false,
        showLogContextToggle: true,
        showTime: true,
        sortOrder: 'Descending',
        wrapLogMessage: true,
      },
      fieldConfig: { defaults: {}, overrides: [] },
    }) as const,
} satisfies PanelKind<LogsOptions>;

function list(show: LogsOptions['show']) {
  return 'kind' in show ? [{ show }] : show;
}
