import type { Dashboard } from '../../model/dashboard.ts';
import type { EngineName } from '../../model/query.ts';
import { type DatasourceReference, datasourceReference } from '../grafana-datasource/reference.ts';

/** Which data source of an engine the panels of one dashboard ask. */
export type DatasourceOf = (engine: EngineName) => DatasourceReference;

/** The environment's own, or whichever is picked where the dashboard has a variable for it. */
export function datasourcesOf({ variables }: Dashboard): DatasourceOf {
  const picked = new Map(variables.flatMap((one) => (one.type === 'datasource' ? [[one.engine, one.name] as const] : [])));
  return (engine) => {
    const name = picked.get(engine);
    return name === undefined ? datasourceReference(engine) : { type: engine, uid: `\${${name}}` };
  };
}
