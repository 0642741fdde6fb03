/** One indicator and the objectives the comparison needs. */
import { alertmanager, counter, environment, events, prometheus, routing, secret, service, slo, team, webhook } from 'signalbox';

const requests = counter({ name: 'requests_total', help: 'Requests.' });
const failures = counter({ name: 'failures_total', help: 'Requests that failed.' });
const pager = webhook({ url: secret.file('pager') });
const platform = team({ name: 'platform', page: pager, ticket: pager });

/** A service each, so that one objective is proved without evaluating the others. */
function objective(name: string, share: '90%' | '99.9%', window: '28d' | '30d') {
  const own = service({ name, owner: platform, tier: 1, metrics: [requests, failures], scrape: { port: 9464 } });
  return {
    own,
    slo: slo({ service: own, name: 'requests', objective: share, window, sli: events({ total: requests, bad: failures }) }),
  };
}

export const estate = {
  objectives: [objective('month', '99.9%', '30d'), objective('weeks', '99.9%', '28d'), objective('modest', '90%', '30d')],
  platform,
  routes: routing({ fallback: platform.ticket }),
  production: environment({
    name: 'production',
    prometheus: prometheus({ version: '3.15', retention: '45d' }),
    alertmanager: alertmanager({ version: '0.34' }),
    runbooks: 'https://runbooks.example.org',
  }),
};
