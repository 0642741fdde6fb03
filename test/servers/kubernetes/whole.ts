import { gauge } from '../../../src/authored/metric.ts';
import { promql } from '../../../src/authored/query.ts';
import { dashboard, section } from '../../../src/define/dashboard.ts';
import { alertmanager, grafana } from '../../../src/define/environment.ts';
import { folder } from '../../../src/define/folder.ts';
import { inhibit, route, routing } from '../../../src/define/routing.ts';
import { scaling } from '../../../src/define/scaling.ts';
import { collector, loki, tempo } from '../../../src/define/servers-telemetry.ts';
import { service } from '../../../src/define/service.ts';
import { slo } from '../../../src/define/slo.ts';
import { nobody } from '../../../src/define/team.ts';
import { timeInterval } from '../../../src/define/time-interval.ts';
import { secret } from '../../../src/kernel/secret.ts';
import { panel } from '../../../src/panels/kinds.ts';
import { libraryPanel } from '../../../src/panels/library-panel.ts';
import { events } from '../../../src/sli/events.ts';
import { payments } from '../../support/estate.ts';
import { checkout, queue, requests, warned } from '../../support/shop.ts';
import { inCluster } from '../../unit/artifacts/kubernetes/cluster.ts';

const cart = service({ name: 'cart', owner: payments, scrape: { port: 8080, path: '/stats', interval: '1m', keep: 'declared' } });
const legacy = service({ name: 'legacy', owner: payments, scrape: { port: 80, scheme: 'https' } });
const success = gauge({ name: 'probe_success', help: '1 where it answered.' });
const front = service({ name: 'front', owner: payments, metrics: [success], scrape: { port: 9115, keep: 'declared' } });
const availability = slo({
  service: checkout,
  name: 'availability',
  objective: '99.9%',
  window: '30d',
  sli: events({ total: requests, bad: requests.where({ code: '5xx' }) }),
});
const stuck = warned(promql`${queue} > 5`, { for: '10m' });
const office = timeInterval({
  name: 'office',
  weekdays: 'monday:friday',
  times: ['09:00-17:00', '20:00-24:00'],
  daysOfMonth: ['1:15', -1],
  months: 'january:march',
  years: '2026:2027',
  location: 'UTC',
});
const routes = routing({
  fallback: payments.ticket,
  overrides: [route({ when: { service: checkout, severity: 'warning' }, to: payments.ticket, active: office })],
  inhibit: [inhibit({ while: { alert: stuck }, silence: { service: checkout }, equal: ['service'] })],
});
const hall = folder({ title: 'Hall', permissions: [{ role: 'Viewer', may: 'edit' }] });
const board = dashboard({
  name: 'board',
  title: 'Board',
  service: checkout,
  folder: hall,
  sections: [section({ title: 'S', panels: [panel.timeseries({ title: 'Queue', show: queue })] })],
});
const scaled = scaling({
  service: checkout,
  name: 'api',
  min: 0,
  max: 20,
  whenUnknown: 4,
  signals: [{ query: promql`sum(rate(${requests}[2m]))`, each: 100 }],
});
const drawn = panel.timeseries({ title: 'Waiting', show: queue });
const shared = dashboard({
  name: 'shared',
  title: 'Shared',
  service: checkout,
  sections: [section({ title: 'S', panels: [libraryPanel({ name: 'waiting', service: checkout, panel: drawn })] })],
});
const told = routing({
  fallback: payments.ticket,
  overrides: [
    route({ when: { service: checkout, severity: 'warning' }, to: payments.ticket, active: office }),
    route({ when: { service: cart }, to: nobody }),
  ],
});
const more = { scaled, front, cart, legacy, availability, stuck, office, routes, hall, board, shared };
const servers = {
  runs: [{ service: legacy, at: ['legacy.example.org:443'] }],
  probes: [{ service: front, at: ['https://shop.example.org'], prober: 'blackbox:9115', module: 'http_2xx' }],
  alertmanager: alertmanager({
    version: '0.34',
    smtp: { smarthost: 'mail.example.org:587', from: 'a@example.org', username: 'a', password: secret.file('smtp/password') },
  }),
  grafana: grafana({ version: '12.4', url: 'https://grafana.example.org', managedAlerts: true }),
  loki: loki({ version: '3.7', tenant: 'shop' }),
  tempo: tempo({ version: '3.0' }),
  collector: collector({ version: '0.156' }),
};
const monitors = [
  { service: checkout, services: { app: 'checkout' }, port: 'metrics' },
  { service: cart, pods: { app: 'cart' }, namespaces: ['shop'] },
] as const;

/** Definitions of which every kind of object is made, in every form. */
export const WHOLE = {
  operators: inCluster({ monitors, labels: { release: 'prometheus' } }, servers, more),
  sidecar: inCluster({ monitors, grafana: 'sidecar' }, servers, more),
  grafana: inCluster({ monitors, contactPoints: true }, { ...servers, alertmanager: undefined }, { ...more, routes: told }),
  files: inCluster({ prometheus: 'files', alertmanager: 'files' }, servers, more),
};
