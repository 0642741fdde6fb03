import type { Connection } from '../../model/connection.ts';
import { httpClient, httpReader } from '../../targets/http.ts';
import type { TargetIo } from '../../targets/io.ts';
import {
  type Alertmanager,
  type AlertmanagerReader,
  alertmanagerAt,
  alertmanagerReaderAt,
  type SilenceMatcher,
} from '../alerts/alertmanager.ts';
import { connectionFor, labelledTenant, TENANT_LABEL, type Tenancy } from './tenancy.ts';

/** An Alertmanager that is only asked, and only for what belongs to the tenant it was made for. */
export function alertmanagerReader(connection: Connection, io: TargetIo, tenancy?: Tenancy): AlertmanagerReader {
  const reader = alertmanagerReaderAt(httpReader(connectionFor(connection, tenancy), io));
  const tenant = labelledTenant(tenancy);
  return tenant === undefined ? reader : seenBy(reader, tenant);
}

/** The same, told things too: what it is told is of that tenant, and silences nobody else. */
export function alertmanagerClient(
  connection: Connection,
  io: TargetIo,
  tenancy?: Tenancy,
): Alertmanager & { readonly url: string } {
  const client = httpClient(connectionFor(connection, tenancy), io);
  const all = alertmanagerAt(client);
  const tenant = labelledTenant(tenancy);
  return { url: client.url, ...(tenant === undefined ? all : toldBy(all, tenant)) };
}

/** A silence without the tenant is about everybody: who made it and why is not for one of them to read. */
function seenBy(all: AlertmanagerReader, tenant: string): AlertmanagerReader {
  return {
    async groups() {
      const groups = (await all.groups()).map((group) => ({
        ...group,
        alerts: group.alerts.filter(({ labels }) => labels[TENANT_LABEL] === tenant),
      }));
      return groups.filter(({ alerts }) => alerts.length > 0);
    },
    silences: async () => (await all.silences()).filter(({ matchers }) => matchers.some((one) => isOf(one, tenant))),
  };
}

function toldBy(all: Alertmanager, tenant: string): Alertmanager {
  const only = { name: TENANT_LABEL, value: tenant, isRegex: false, isEqual: true };
  return {
    ...all,
    ...seenBy(all, tenant),
    silence(wanted) {
      const already = wanted.matchers.some((one) => isOf(one, tenant));
      return all.silence(already ? wanted : { ...wanted, matchers: [...wanted.matchers, only] });
    },
    post: (alerts) => all.post(alerts.map((one) => ({ ...one, labels: { ...one.labels, [TENANT_LABEL]: tenant } }))),
  };
}

function isOf({ name, value, isRegex, isEqual }: SilenceMatcher, tenant: string): boolean {
  return name === TENANT_LABEL && value === tenant && isEqual && !isRegex;
}
