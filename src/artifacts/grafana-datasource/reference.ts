import type { Query } from '../../model/query.ts';

/** How panels, variables and other data sources point at one. */
export interface DatasourceReference {
  readonly type: string;
  readonly uid: string;
}

export type DatasourceServer = Query['engine'] | 'alertmanager';

/**
 * One Grafana serves one environment, so a data source is named by what it is: a dashboard is the same text in every
 * environment. The type is Grafana's plugin id.
 */
export function datasourceReference(server: DatasourceServer): DatasourceReference {
  return { type: server, uid: server };
}

/** Grafana's own, for panels whose queries go to several. */
export const MIXED: DatasourceReference = { type: 'datasource', uid: '-- Mixed --' };
export const GRAFANA: DatasourceReference = { type: 'grafana', uid: '-- Grafana --' };
