import { alert, environment, kubernetes, logql, logs, promql, scaling } from 'signalbox';
import type { KubernetesOptions } from '../../../src/define/kubernetes.ts';
import { bank, bankAndShop, bankTenant, SERVERS, shop, shopTenant } from './bank-and-shop.ts';

export const monitors = [bank, shop].map(({ own }) => ({ service: own, services: { app: own.name } }));
const replicas = scaling({
  service: bank.own,
  name: 'api',
  min: 1,
  max: 5,
  signals: [{ query: promql`sum(rate(${bank.requests}[2m]))`, each: 100 }],
});
const lines = logs({ service: bank.own, name: 'lines', labels: {} });
const failing = alert({
  service: bank.own,
  name: 'BankLines',
  severity: 'warning',
  when: logql`sum(count_over_time(${lines}[5m])) > 3`,
  summary: 'Many lines.',
});

/** The two tenants, who share the environment `production` of a cluster. */
export function tenantsInCluster(
  options: Partial<KubernetesOptions> = {},
  servers: object = {},
): Readonly<Record<string, unknown>> {
  const own = kubernetes({ version: '1.36', namespace: 'monitoring', monitors, ...options });
  const given = { ...SERVERS, kubernetes: own, tenants: [bankTenant, shopTenant], ...servers };
  const production = environment({ name: 'production', runbooks: 'https://runbooks.example.org', ...given } as never); // what each test needs
  return { ...bankAndShop, replicas, lines, failing, production };
}
