import { type Outcome, outcome } from '../../kernel/outcome.ts';
import type { SecretReference } from '../../kernel/secret.ts';
import type { Derived } from '../../model/derived.ts';
import type { Environment } from '../../model/environment.ts';
import { samplesFrom, TENANT_HEADER } from '../../model/sharing.ts';
import type { CompileInput, Draft } from '../kind.ts';
import { type DatasourceServer, datasourceReference } from './reference.ts';
import { SETTINGS } from './settings.ts';
import { DATASOURCE_NAMES, type DatasourceWire } from './wire.ts';

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
    const server = asked(kind, environment);
    return server ? [datasource(kind, server, SETTINGS[kind]({ environment, estate }))] : [];
  });
}

type Server = NonNullable<Environment['servers'][DatasourceServer | 'mimir']>;

function asked(kind: DatasourceServer, { servers }: Environment): Server | undefined {
  return kind === 'prometheus' ? samplesFrom(servers) : servers[kind];
}

function datasource(kind: DatasourceServer, server: Server, settings: DatasourceWire['jsonData']): DatasourceWire {
  const { uid, type } = datasourceReference(kind);
  const more = [tenantOf(server), certificates(server)];
  const secureJsonData = Object.assign({}, ...more.map((one) => one.secure));
  return {
    uid,
    name: DATASOURCE_NAMES[kind],
    type,
    access: 'proxy',
    url: server.url,
    isDefault: kind === 'prometheus',
    jsonData: Object.assign({}, settings, ...more.map((one) => one.plain)),
    ...(Object.keys(secureJsonData).length > 0 && { secureJsonData }),
  };
}

interface Added {
  readonly plain: Readonly<Record<string, unknown>>;
  readonly secure: NonNullable<DatasourceWire['secureJsonData']>;
}

function tenantOf(server: Server): Added {
  const tenant = 'tenant' in server ? server.tenant : undefined;
  if (tenant === undefined) return { plain: {}, secure: {} };
  return { plain: { httpHeaderName1: TENANT_HEADER }, secure: { httpHeaderValue1: tenant } };
}

/** Texts, as Grafana keeps them. https://grafana.com/docs/grafana/latest/administration/provisioning/#example-data-source-configuration-file */
function certificates({ tls }: Server): Added {
  const { ca, cert, key } = tls?.clients ?? {};
  return {
    plain: { ...(ca !== undefined && { tlsAuthWithCACert: true }), ...(cert !== undefined && { tlsAuth: true }) },
    secure: {
      ...(ca !== undefined && { tlsCACert: secretFile(ca) }),
      ...(cert !== undefined && { tlsClientCert: secretFile(cert) }),
      ...(key !== undefined && { tlsClientKey: secretFile(key) }),
    },
  };
}

function secretFile(file: string): SecretReference {
  return { kind: 'secret', file };
}
