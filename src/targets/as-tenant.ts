import type { Connection } from '../model/connection.ts';

/** Whose data is meant, in the words of Loki, Tempo and Mimir. */
export function asTenant(connection: Connection, tenant: string | undefined): Connection {
  return tenant === undefined ? connection : { ...connection, headers: { ...connection.headers, 'X-Scope-OrgID': tenant } };
}
