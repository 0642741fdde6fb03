import type { GrafanaWindow } from './expr.ts';

/**
 * The window for a rate on a panel: never under four scrapes, however far one zooms in. Not for rules.
 * https://grafana.com/docs/grafana/latest/datasources/prometheus/template-variables/#use-__rate_interval
 */
export const $__rate_interval: GrafanaWindow = Object.freeze({ kind: 'grafana-window', name: '__rate_interval' });

/** The whole time range the dashboard shows. Not for rules. https://grafana.com/docs/grafana/latest/dashboards/variables/add-template-variables/#__range */
export const $__range: GrafanaWindow = Object.freeze({ kind: 'grafana-window', name: '__range' });

/** The time between two points of the panel. Not for rules. https://grafana.com/docs/grafana/latest/dashboards/variables/add-template-variables/#__interval */
export const $__interval: GrafanaWindow = Object.freeze({ kind: 'grafana-window', name: '__interval' });
