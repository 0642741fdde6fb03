import { type Outcome, outcome } from '../../kernel/outcome.ts';
import type { Derived } from '../../model/derived.ts';
import type { Environment } from '../../model/environment.ts';
import type { CompileInput, Draft } from '../kind.ts';
import { type DatasourceServer, datasourceReference } from './reference.ts';
import { SETTINGS } from './settings.ts';
import { DATASOURCE_NAMES, type DatasourceWire } from './wire.ts';

/** https://grafana.com/docs/loki/latest/operations/multi-tenancy/ */
const TENANT_HEADER = 'X-Scope-OrgID';
const SERVERS: readonly DatasourceServer[] = ['alertmanager', 'loki', 'prometheus', 'tempo'];

/** One data source for each server that the environment has and Grafana can ask. */
export function compileDatasources({ derived, environment }: CompileInput): Outcome<readonly Draft<DatasourceWire>[]> {
  const drafts = datasourcesOf(derived, environment).map((content) => ({
    path: `grafana/datasources/${content.uid}.json`,
    content,
    from: [environment.address],
  }));
  return outcome(drafts);
}

export function datasourcesOf({ estate }: Derived, environment: Environment): readonly DatasourceWire[] {
  if (!environment.servers.grafana) return [];
  return SERVERS.flatMap((kind) => {
    const server = environment.servers[kind];
    return server ? [datasource(kind, server, SETTINGS[kind]({ environment, estate }))] : [];
  });
}

type Server = NonNullable<Environment['servers'][DatasourceServer]>;

function datasource(kind: DatasourceServer, server: Server, settings: DatasourceWire['jsonData']): DatasourceWire {
  const { uid, type } = datasourceReference(kind);
  const tenant = 'tenant' in server ? server.tenant : undefined;
  return {
    uid,
    name: DATASOURCE_NAMES[kind],
    type,
    access: 'proxy',
    url: server.url,
    isDefault: kind === 'prometheus',
    jsonData: tenant === undefined ? settings : { ...settings, httpHeaderName1: TENANT_HEADER },
    ...(tenant === undefined ? {} : { secureJsonData: { httpHeaderValue1: tenant } }),
  };
}
