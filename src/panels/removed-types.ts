/**
 * Panel types that Grafana once had and no longer draws, with the one that took over.
 * https://grafana.com/docs/grafana/latest/whatsnew/whats-new-in-v12-0/ (Angular plugins are gone)
 */
export const REMOVED_PANEL_TYPES: Readonly<Record<string, string>> = {
  graph: 'timeseries',
  singlestat: 'stat',
  'grafana-singlestat-panel': 'stat',
  'table-old': 'table',
  'grafana-piechart-panel': 'piechart',
  'grafana-worldmap-panel': 'geomap',
  'heatmap-new': 'heatmap',
};
