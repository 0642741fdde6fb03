import type { Service } from '../../../src/authored/references.ts';
import {
  alert,
  alertmanager,
  collector,
  counter,
  dashboard,
  environment,
  events,
  gauge,
  grafana,
  histogram,
  loki,
  oneOf,
  panel,
  prometheus,
  routing,
  secret,
  section,
  service,
  slack,
  slo,
  system,
  team,
  tempo,
} from '../../../src/index.ts';

export type SmallEstate = ReturnType<typeof smallEstate>;

const hook = slack({ channel: '#shop', apiUrl: secret.file('slack') });
const RUNBOOK = { impact: 'Bad.', steps: ['Look.'] };

/** Two systems, `sa` with the service `a` and `sb` with `b`, and a service `c` in none: three cells that know nothing of each other. */
export function smallEstate() {
  const owner = team({ name: 'people', page: hook, ticket: hook });
  const [sa, sb] = [system({ name: 'sa', owner }), system({ name: 'sb', owner })];
  const requests = (name: `${string}_total`) => counter({ name, help: 'Requests.', labels: { code: oneOf('2xx', '5xx') } });
  const [ofA, ofB, ofC] = [requests('a_requests_total'), requests('b_requests_total'), requests('c_requests_total')];
  const [openA, openB] = [gauge({ name: 'a_open', help: 'Open.' }), gauge({ name: 'b_open', help: 'Open.' })];
  const work = histogram({ name: 'a_work_seconds', help: 'Time.', unit: 'seconds', buckets: [0.1, 1, 5] });
  const scrape = { port: 9464 };
  const a = service({ name: 'a', system: sa, metrics: [ofA, openA, work], scrape });
  const b = service({ name: 'b', system: sb, metrics: [ofB, openB], scrape });
  const c = service({ name: 'c', owner, metrics: [ofC], scrape });
  const up = (of: Service, total: typeof ofA) =>
    slo({ service: of, name: 'up', objective: '99%', window: '30d', sli: events({ total, bad: total.where({ code: '5xx' }) }) });
  const [aUp, bUp, cUp] = [up(a, ofA), up(b, ofB), up(c, ofC)];
  return { owner, sa, sb, a, b, c, openA, openB, work, aUp, bUp, cUp };
}

/** What is deployed: the estate with what is `more`, in an environment that is so. */
export function deployed(of: SmallEstate, more: object = {}, where: Partial<Parameters<typeof environment>[0]> = {}) {
  const production = environment({
    name: 'production',
    runbooks: 'https://runbooks.example.org',
    prometheus: prometheus({ version: '3.15', retention: '90d' }),
    alertmanager: alertmanager({ version: '0.34' }),
    loki: loki({ version: '3.7' }),
    tempo: tempo({ version: '3.0' }),
    collector: collector({ version: '0.156' }),
    grafana: grafana({ version: '12.4', url: 'https://grafana.example.org' }),
    ...where,
  });
  return { of: Object.values(of), more, production, routes: routing({ fallback: of.owner.ticket }) };
}

export function alertOn(
  of: Service,
  when: Parameters<typeof alert>[0]['when'],
  written: Partial<Parameters<typeof alert>[0]> = {},
) {
  return alert({
    ...{ service: of, name: 'Odd', when, severity: 'warning', for: '5m', summary: 'Odd.', runbook: RUNBOOK },
    ...written,
  } as Parameters<typeof alert>[0]);
}

export function boardOf(of: Service, show: Parameters<typeof panel.timeseries>[0]['show'], title = 'Own') {
  const shown = panel.timeseries({ title: 'Shown', description: 'It.', show });
  return dashboard({ service: of, name: 'own', title, sections: [section({ title: 'All', panels: [shown] })] });
}
