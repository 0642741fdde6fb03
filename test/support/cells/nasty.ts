import {
  alert,
  allOf,
  anyOf,
  counter,
  events,
  histogram,
  latency,
  logs,
  oneOf,
  promql,
  recording,
  routing,
  service,
  slo,
  system,
  text,
  weighted,
} from 'signalbox';
import type { Choose } from './choose.ts';
import { nastyAbout, nastyBoards } from './nasty-around.ts';
import { nastyEnvironments, nastyTeams } from './nasty-ground.ts';

/**
 * Systems that read each other in every way there is: by object and by name, what is scraped and what is recorded. `choose` says of each
 * field which of two values it has.
 */
export function nasty(choose: Choose): object {
  const teams = nastyTeams(choose);
  const metrics = nastyMetrics(choose);
  const services = nastyServices(choose, teams, metrics);
  const slos = nastySlos(choose, services, metrics);
  return {
    ...{ teams, metrics, services, slos },
    alerts: nastyAlerts(choose, services, { ...metrics, ...slos }),
    boards: nastyBoards(choose, services, metrics),
    about: nastyAbout(choose, services, slos),
    environments: nastyEnvironments(choose, services),
    routes: routing({ fallback: teams.red.ticket }),
  };
}

type Teams = ReturnType<typeof nastyTeams>;
export type Metrics = ReturnType<typeof nastyMetrics>;
export type Services = ReturnType<typeof nastyServices>;

function nastyMetrics(choose: Choose) {
  const codes = () => choose('label of a shared metric', oneOf('2xx', '5xx'), oneOf('2xx', '4xx', '5xx'));
  const requests = (help: string) => counter({ name: 'http_requests_total', help, labels: { code: codes() } });
  const help = choose('help of a shared metric', 'Requests.', 'Requests answered.');
  const shared = requests(help);
  const duration = histogram({
    name: 'work_seconds',
    help: 'Time of work.',
    unit: 'seconds',
    buckets: [0.1, 1, choose('bucket', 5, 7)],
  });
  // looks like the shared one, and is another
  const twin = choose('a shared metric becomes an equal one', shared, requests(help));
  return { shared, duration, twin, other: requests('Requests of another kind.') };
}

function nastyServices(choose: Choose, { blue, red }: Teams, { duration, other, shared, twin }: Metrics) {
  const shop = system({
    name: 'shop',
    owner: choose('owner of a system', red, blue),
    title: choose('title of a system', 'Shop', 'Market'),
  });
  const bank = system({ name: 'bank', owner: blue });
  const scrape = { port: 9464 };
  const front = service({ name: 'front', system: shop, metrics: [shared], scrape, tier: choose('tier', 1, 2) });
  const back = service({ name: 'back', system: shop, metrics: [duration], scrape, title: choose('title', 'Back', 'Ledger') });
  const ledger = service({ name: 'ledger', system: bank, metrics: [twin], scrape, title: 'Ledger' });
  const lone = service({ name: choose('name of a service', 'lone', 'blue'), owner: blue, metrics: [other], scrape });
  const more = choose(
    'a service exposes a shared metric',
    [],
    [service({ name: 'late', owner: red, metrics: [shared], scrape })],
  );
  const lines = logs({
    service: ledger,
    name: 'lines',
    labels: { level: choose('label of logs', text({ series: 2 }), oneOf('a', 'b')) },
  });
  return { back, bank, front, ledger, lines, lone, more, shop };
}

export type Slos = ReturnType<typeof nastySlos>;

function nastySlos(choose: Choose, { back, front, ledger, lone }: Services, { duration, other, shared, twin }: Metrics) {
  const answered = (total: Metrics['shared']) => events({ total, bad: total.where({ code: '5xx' }) });
  const under = choose('threshold', '100ms', '1s');
  const window = choose('window', '30d', '28d');
  const plain = { objective: '99%', window: '30d' } as const;
  const quick = slo({ ...plain, service: back, name: 'quick', window, sli: latency({ of: duration, under }) });
  const up = slo({ ...plain, service: front, name: 'up', objective: choose('objective', '99%', '99.5%'), sli: answered(shared) });
  // comes before `up` and asks the same, so it records for both
  const ahead = slo({
    ...plain,
    service: front,
    name: 'ahead',
    objective: choose('who leads', '90%', '95%'),
    sli: answered(shared),
  });
  const paid = slo({ ...plain, service: ledger, name: 'paid', sli: answered(twin), dependsOn: [choose('dependsOn', up, quick)] });
  const free = slo({ ...plain, service: lone, name: 'free', sli: answered(other) });
  const of = [
    { slo: up, weight: choose('weight', 1, 2) },
    { slo: paid, weight: 3 },
  ] as const;
  return {
    ...{ ahead, quick, up, paid, free },
    both: slo({ ...plain, service: lone, name: 'both', objective: '95%', sli: allOf([up, paid]) }),
    either: slo({ ...plain, service: ledger, name: 'either', sli: anyOf([quick, free]) }),
    most: slo({ ...plain, service: back, name: 'most', objective: '95%', sli: weighted({ of }) }),
  };
}

function nastyAlerts(choose: Choose, { back, front, ledger, lone }: Services, { shared, twin, up }: Metrics & Slos) {
  const by = choose('labels of a recording', promql`sum by (code) (rate(${shared}[5m]))`, promql`sum(rate(${shared}[5m]))`);
  const many = recording({ service: front, name: 'front:requests:rate5m', expr: by });
  const word = choose('a variable of the module', 'busy', 'full');
  const plain = { severity: choose('severity', 'warning', 'critical'), for: '5m' } as const;
  return {
    many,
    busy: alert({ ...plain, service: ledger, name: 'Busy', when: promql`${many} > 3`, summary: () => `It is ${word}.` }),
    named: alert({
      ...plain,
      service: lone,
      name: 'Named',
      when: promql`sum by (code) (front:requests:rate5m) > 3`,
      summary: 'It.',
    }),
    slow: alert({
      ...plain,
      service: front,
      name: 'Slow',
      when: promql`sum(rate(work_seconds_bucket{le="1"}[5m])) > 1`,
      summary: 'It.',
    }),
    burns: alert({
      ...plain,
      service: back,
      name: 'Burns',
      when: promql`slo:error_budget:remaining_ratio{slo="front/up"} < 0.1`,
      summary: 'It.',
    }),
    attained: alert({ ...plain, service: ledger, name: 'Attained', when: promql`${up.attained} < 0.9`, summary: 'It.' }),
    worst: alert({
      ...plain,
      service: lone,
      name: 'Worst',
      when: promql`min by (slo) (slo:error_budget:remaining_ratio) < 0.1`,
      summary: 'It.',
    }),
    twin: alert({ ...plain, service: ledger, name: 'Twin', when: promql`sum by (code) (rate(${twin}[5m])) > 1`, summary: 'It.' }),
  };
}
