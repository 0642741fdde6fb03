import type { Service, Slo } from '../authored/references.ts';
import { sloSelector } from '../model/slo.ts';
import { authoredPanel } from './authored.ts';
import type { AuthoredPanel, PanelKind, PanelOptions } from './kind.ts';
import { PANEL } from './option-names.ts';

export interface AlertListOptions extends PanelOptions {
  /** Only alerts of this service, of these, or of this SLO. @default every alert */
  readonly of?: Service | readonly Service[] | Slo;
  /** Longest list. @default 20 */
  readonly limit?: number;
}

/**
 * Alerts that are pending or firing now, the newest first. Compiles to Grafana's alert list panel on the environment's Prometheus.
 * https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/alert-list/
 */
export function alertList(options: AlertListOptions): AuthoredPanel {
  return authoredPanel(alertListKind.type, options, alertList);
}

interface Settings {
  readonly filter: string;
  readonly limit: number;
}

const DEFAULT_LIMIT = 20;
const TIME_DESCENDING = 5; // Grafana numbers the orders: 1 name, 2 name backwards, 3 importance, 4 oldest, 5 newest first

export const alertListKind = {
  type: 'alertlist',
  width: 12,
  height: 8,
  takes: { ...PANEL, of: true, limit: true },
  shows: () => [],
  about: ({ of }) =>
    `Alerts that are pending or firing${
      of
        ? ` for ${[of]
            .flat()
            .map(({ name }) => name)
            .join(', ')}`
        : ''
    }.`,
  settings: ({ of, limit }) => ({ filter: filterOf(of), limit: limit ?? DEFAULT_LIMIT }),
  json: (panel) =>
    ({
      type: 'alertlist',
      options: {
        alertInstanceLabelFilter: panel.options.filter,
        alertName: '',
        dashboardAlerts: false,
        datasource: 'Prometheus', // this option takes the name of the data source, not its uid
        groupBy: [],
        groupMode: 'default',
        maxItems: panel.options.limit,
        showInstances: true,
        sortOrder: TIME_DESCENDING,
        stateFilter: { error: true, firing: true, noData: false, normal: false, pending: true, recovering: true },
        viewMode: 'list',
      },
      fieldConfig: { defaults: {}, overrides: [] },
    }) as const,
} satisfies PanelKind<AlertListOptions, Settings>;

function filterOf(of: AlertListOptions['of']): string {
  const all: readonly (Service | Slo)[] = [of ?? []].flat();
  const [first] = all;
  if (!first) return '';
  if (first.kind === 'slo') return sloSelector(first);
  if (all.length === 1) return `{service=${JSON.stringify(first.name)}}`;
  const names = all.map(({ name }) => name.replace(/[^\w-]/g, '\\$&'));
  return `{service=~${JSON.stringify(names.join('|'))}}`;
}
