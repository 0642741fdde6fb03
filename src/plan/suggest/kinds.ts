import { suggestRoutes } from './alertmanager.ts';
import { suggestBoards } from './dashboards.ts';
import { suggestRules } from './rules.ts';
import { suggestAccount, suggestDatasources, suggestFolder, suggestPrometheus, suggestTeam } from './servers.ts';
import type { Suggest } from './suggestion.ts';

/** By the kind of artifact; what of others differs is named, and no edit. */
export const suggestKinds: Readonly<Record<string, Suggest>> = {
  'alertmanager-config': suggestRoutes,
  'grafana-alerting': suggestRules,
  'grafana-dashboard': suggestBoards,
  'grafana-datasource': suggestDatasources,
  'grafana-folder': suggestFolder,
  'grafana-service-account': suggestAccount,
  'grafana-team': suggestTeam,
  'loki-rules': suggestRules,
  'prometheus-config': suggestPrometheus,
  'prometheus-rules': suggestRules,
  'mimir-rules': suggestRules,
};
