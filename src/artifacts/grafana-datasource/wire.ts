import type { SecretReference } from '../../kernel/secret.ts';
import type { DatasourceServer } from './reference.ts';

/** A data source as Grafana's API takes it. */
export interface DatasourceWire {
  readonly uid: string;
  readonly name: string;
  readonly type: string;
  /** Grafana's backend asks, not the browser. */
  readonly access: 'proxy';
  readonly url: string;
  readonly isDefault: boolean;
  readonly jsonData: Readonly<Record<string, unknown>>;
  /** Grafana keeps values of headers here, secret or not: ours is the tenant, a name. Texts of certificates are references to their files. */
  readonly secureJsonData?: Readonly<Record<string, string | SecretReference>>;
}

/** The alert list panel and people know them by name. */
export const DATASOURCE_NAMES: Readonly<Record<DatasourceServer, string>> = {
  prometheus: 'Prometheus',
  loki: 'Loki',
  tempo: 'Tempo',
  alertmanager: 'Alertmanager',
};
