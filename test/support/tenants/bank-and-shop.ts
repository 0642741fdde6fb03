import {
  alert,
  counter,
  dashboard,
  environment,
  events,
  grafana,
  loki,
  mimirServer,
  oneOf,
  panel,
  prometheus,
  promql,
  routing,
  secret,
  section,
  service,
  slo,
  system,
  team,
  tempo,
  tenant,
  webhook,
} from 'signalbox';

/** Everything of one tenant, in whose every name its own stands. */
export function partOf(who: string) {
  const told = (how: string) => webhook({ url: secret.file(`${who}-${how}`) });
  const owner = team({ name: `${who}-people`, page: told('page'), ticket: told('ticket') });
  const whole = system({ name: `${who}-system`, owner });
  const requests = counter({ name: 'http_requests_total', help: 'Requests.', labels: { code: oneOf('2xx', '5xx') } });
  const own = service({ name: `${who}-api`, system: whole, metrics: [requests], scrape: { port: 9464 } });
  const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });
  const answers = slo({ service: own, name: `${who}-answers`, objective: '99%', window: '30d', sli });
  const busy = alert({
    service: own,
    name: `${capital(who)}Busy`,
    severity: 'critical',
    for: '5m',
    when: promql`sum(rate(${requests}[5m])) > 3`,
    summary: 'Many requests.',
  });
  const shown = panel.timeseries({ title: 'Requests', show: promql`sum(rate(${requests}[5m]))` });
  const board = dashboard({
    service: own,
    name: `${who}-own`,
    title: `Own of ${who}`,
    sections: [section({ title: 'All', panels: [shown] })],
  });
  return { owner, whole, requests, own, answers, busy, board };
}

export const bank = partOf('bank');
export const shop = partOf('shop');
export const platform = team({ name: 'platform', ticket: webhook({ url: secret.file('platform') }) });
const TRACES = { ingestion: { rate_limit_bytes: 15_000_000 } };
export const bankTenant = tenant({
  name: 'bank',
  id: 'bank-1',
  teams: [bank.owner],
  limits: {
    metrics: { series: 100_000, rulesPerGroup: 60 },
    logs: { limits: { ingestion_rate_mb: 4 } },
    traces: { overrides: TRACES },
  },
  retention: '90d',
});
export const shopTenant = tenant({
  name: 'shop',
  systems: [shop.whole],
  limits: {
    metrics: { series: 200_000, rulesPerGroup: 60 },
    logs: { retention: '30d', limits: { ingestion_rate_mb: 4 } },
    traces: { retention: '7d', overrides: TRACES },
  },
});

export const SERVERS = {
  prometheus: prometheus({ version: '3.15', retention: '90d' }),
  mimir: mimirServer({ version: '3.0' }),
  loki: loki({ version: '3.7' }),
  tempo: tempo({ version: '3.0' }),
  grafana: grafana({ version: '12.4', url: 'https://grafana.example.org' }),
};

/** Two tenants that share one environment. */
export const bankAndShop = {
  bank,
  shop,
  platform,
  bankTenant,
  shopTenant,
  routes: routing({ fallback: platform.ticket }),
  production: environment({
    name: 'production',
    ...SERVERS,
    tenants: [bankTenant, shopTenant],
    runbooks: 'https://runbooks.example.org',
  }),
};

function capital(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}
