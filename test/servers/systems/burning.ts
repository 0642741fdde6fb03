/** A small system whose SLO burns within seconds: the same constructors, short windows. */
import {
  alertmanager,
  environment,
  events,
  grafana,
  prometheus,
  routing,
  service,
  slo,
  system,
  team,
  tier,
  webhook,
} from 'signalbox';
import * as metrics from '../../../definitions/phoenix/master/metrics.ts';

export interface Places {
  /** `host:port` the demo's master answers at, as containers see it. */
  readonly master: string;
  /** Where notifications go, as containers see it. */
  readonly webhook: `http://${string}`;
}

export function burning(places: Places) {
  const oncall = team({
    name: 'oncall',
    page: webhook({ url: places.webhook }),
    ticket: webhook({ url: `${places.webhook}ticket` }),
  });
  const phoenix = system({ name: 'phoenix', owner: oncall });
  const master = service({ name: 'phoenix-master', system: phoenix, metrics, scrape: { port: 9464, interval: '1s' } });
  const availability = slo({
    service: master,
    name: 'availability',
    objective: '90%',
    window: '1h',
    sli: events({ total: metrics.requests, bad: metrics.requests.where({ status: '5xx' }) }),
    alerts: [
      tier({ severity: 'critical', spend: '5%', within: '1m', short: '15s', name: 'page-test' }),
      tier({ severity: 'warning', spend: '50%', within: '30m', name: 'ticket-test' }),
    ],
    lowTraffic: { minFailures: 10 },
  });
  const test = environment({
    name: 'test',
    prometheus: prometheus({ version: '3.15', scrapeInterval: '1s', evaluationInterval: '2s' }),
    alertmanager: alertmanager({ version: '0.34' }),
    grafana: grafana({ version: '12.4', url: 'https://grafana.example.org' }),
    runs: [{ service: master, at: [places.master] }],
    runbooks: 'https://runbooks.example.org/phoenix',
  });
  const routes = routing({ fallback: oncall.ticket, wait: '1s', interval: '1s', repeat: '1h' });
  return { availability, master, oncall, phoenix, routes, test };
}
