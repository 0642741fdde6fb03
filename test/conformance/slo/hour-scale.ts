/** An SLO whose every window fits into a test of two and a half hours; all of its groups run each 30 s, as promtool runs them. */
import {
  alertmanager,
  counter,
  environment,
  events,
  oneOf,
  prometheus,
  routing,
  secret,
  service,
  slo,
  team,
  tier,
  webhook,
} from 'signalbox';

export const requests = counter({ name: 'requests_total', help: 'Requests.', labels: { code: oneOf('200', '500') } });
const pager = webhook({ url: secret.file('pager') });
const platform = team({ name: 'platform', page: pager, ticket: pager });
const shop = service({ name: 'shop', owner: platform, tier: 1, metrics: [requests], scrape: { port: 9464 } });

export const hourScale = {
  shop,
  platform,
  requests: slo({
    service: shop,
    name: 'requests',
    objective: '99%',
    window: '4h',
    sli: events({ total: requests, bad: requests.where({ code: '500' }) }),
    alerts: [
      tier({ name: 'quick', severity: 'critical', spend: '40%', within: '24m', short: '2m' }),
      tier({ name: 'slow', severity: 'warning', spend: '50%', within: '2h', short: '10m' }),
    ],
  }),
  routes: routing({ fallback: platform.ticket }),
  production: environment({
    name: 'production',
    prometheus: prometheus({ version: '3.15', retention: '45d' }),
    alertmanager: alertmanager({ version: '0.34' }),
    runbooks: 'https://runbooks.example.org',
  }),
};
