import { expect, test } from 'vitest';
import {
  anomaly,
  boards,
  budgetPolicy,
  counter,
  freezeDeploys,
  gauge,
  head,
  logql,
  logs,
  number,
  oneOf,
  policy,
  promql,
  service,
  state,
  throttle,
  traceql,
  traces,
  zScore,
} from '../../../src/index.ts';
import { differences, lookedAt, memoryStore } from '../../support/cells/looked.ts';
import { alertOn, boardOf, deployed, type SmallEstate, smallEstate } from '../../support/cells/small-estate.ts';

/** What follows from one system because of what another has, though none refers to the other by an object. */
const elsewhere: Readonly<Record<string, (of: SmallEstate) => object>> = {
  'a policy over two systems that throttles': ({ a, aUp, bUp, ...rest }) =>
    deployed({ a, aUp, bUp, ...rest }, budgetPolicy({ for: [aUp, bUp], states: [sheds(a)] })),
  'two policies that throttle one service': (of) =>
    deployed(of, {
      one: budgetPolicy({ for: [of.aUp], states: [sheds(of.a)] }),
      two: budgetPolicy({ for: [of.bUp], states: [sheds(of.a, '50%')] }),
    }),
  'a service named as the file of another': (of) => {
    const open = gauge({ name: 'z_open', help: 'Open.' });
    const dotted = service({ name: 'a.slo.up', system: of.sb, metrics: [open], scrape: { port: 1 } });
    return deployed(of, { dotted, odd: alertOn(dotted, promql`sum(${open}) > 3`) });
  },
  'up of all': (of) => deployed(of, { few: policy({ queries: { samples: 2 } }), odd: alertOn(of.b, promql`count(up == 0) > 3`) }),
  'up of every other': (of) => deployed(of, boardOf(of.b, promql`sum by (job, instance) (up{job!="b"})`), { runs: runsOf(of) }),
  'how long all scrapes took': (of) =>
    deployed(of, boardOf(of.b, promql`sum by (job, instance) (scrape_duration_seconds)`), { runs: runsOf(of) }),
  'what an alert of another records': (of) => {
    const text = { severity: 'warning', for: '5m', summary: 'Odd.', runbook: { impact: 'Bad.', steps: ['Look.'] } } as const;
    const odd = anomaly({ service: of.a, name: 'OddOpen', of: of.openA, method: zScore(), ...text });
    return deployed(of, { odd, other: alertOn(of.b, promql`sum(a:odd_open:expected) > 3`) });
  },
  'span metrics': (of) => deployed(of, [tracesOf(of), boardOf(of.b, promql`sum(rate(traces_service_graph_request_total[5m]))`)]),
  'lines of all streams': (of) => {
    const lines = logs({ service: of.a, name: 'app', labels: { level: oneOf('info', 'error') } });
    return deployed(of, [lines, boardOf(of.b, logql`sum by (level) (count_over_time({level="bad"}[5m]))`)]);
  },
  'attributes of all spans': (of) => deployed(of, [tracesOf(of), boardOf(of.b, traceql`{ span.cart.items = "x" } | rate()`)]),
  'a name between quotes': (of) => deployed(of, alertOn(of.b, promql`sum by (zz) ({"\x61_open"}) > 3`)),
  'a name that is spelt out': (of) => deployed(of, alertOn(of.b, promql`sum by (zz) ({__name__="\x61_open"}) > 3`)),
  'a name that is nearly one of another': (of) => deployed(of, alertOn(of.b, promql`sum(a_opem) > 3`)),
  'another metric of the name, scraped less often': (of) => {
    const [own, other] = [gauge({ name: 'z_open', help: 'Z.' }), gauge({ name: 'z_open', help: 'Z.' })];
    const with1 = ['b8', 'b9'].map((name) => service({ name, system: of.sb, metrics: [own], scrape: { port: 1 } }));
    const slow = service({ name: 'a9', system: of.sa, metrics: [other], scrape: { port: 1, interval: '2m' } });
    return deployed(of, [with1, slow, alertOn(of.b, promql`max_over_time(${own}[1m]) > 3`)]);
  },
  'what another has for the board of its business': (of) => {
    const [sales, orders] = [
      counter({ name: 'sales_total', help: 'Sales.', labels: { job: oneOf('x', 'y') } }),
      counter({ name: 'orders_total', help: 'Orders.' }),
    ];
    const one = service({ name: 'b9', system: of.sb, metrics: [sales], scrape: { port: 1 } });
    const other = service({ name: 'a9', system: of.sa, metrics: [orders], scrape: { port: 1 } });
    return deployed(of, [one, other, boards({ business: [orders] })]);
  },
  'a mistake that a board of a cell and one of all have': (of) =>
    deployed(of, service({ name: 'f5', owner: of.owner, metrics: [odd('odd_total')], scrape: { port: 1 } })),
};

function runsOf({ a, c }: SmallEstate) {
  const many = (host: string) => Array.from({ length: 30 }, (_, place) => `${host}${place}.example.org:1`);
  return [
    { service: a, at: many('a') },
    { service: c, at: many('c') },
  ];
}

/** With a label of Prometheus's own, which the board that shows it tells. */
function odd(name: `${string}_total`) {
  return counter({ name, help: 'Odd.', labels: { job: oneOf('x', 'y'), code: oneOf('2xx', '5xx') } });
}

function sheds(of: SmallEstate['a'] | SmallEstate['b'], below: '20%' | '50%' = '20%') {
  return state({ below, do: [throttle(of), freezeDeploys()] });
}

function tracesOf({ a }: SmallEstate) {
  return traces({
    service: a,
    propagation: ['tracecontext'],
    sampling: head({ ratio: '10%' }),
    attributes: { 'cart.items': number() },
  });
}

test.each(Object.keys(elsewhere))('in cells all is as in the whole: %s', (name) => {
  const module = elsewhere[name]?.(smallEstate()) ?? {};
  const kept = new Map<string, string>();
  const whole = lookedAt(module);
  expect(differences(lookedAt(module, memoryStore(kept)), whole)).toEqual([]);
  expect(differences(lookedAt(module, memoryStore(kept)), whole)).toEqual([]);
});

test('a policy that throttles nobody leads nowhere, so its cells are kept', () => {
  const of = smallEstate();
  const module = deployed(of, budgetPolicy({ for: [of.aUp, of.bUp], states: [state({ below: '20%', do: [freezeDeploys()] })] }));
  const kept = new Map<string, string>();
  expect(differences(lookedAt(module, memoryStore(kept)), lookedAt(module))).toEqual([]);
  expect(kept.size).toBe(6);
});

test('of a metric that services share, boards and alerts of one lead to no other', () => {
  const estateWith = (help: string) => {
    const of = smallEstate();
    const asked = counter({ name: 'asked_total', help: 'Asked.' });
    const [own, other] = [of.sa, of.sb].map((one, place) => {
      const extra = gauge({ name: 'extra', help: place === 0 ? 'Extra.' : help });
      return service({ name: `s${place}`, system: one, metrics: [asked, extra], scrape: { port: 1 } });
    });
    return deployed(of, { own, other, odd: own && alertOn(own, promql`rate(${asked}[5m]) > 3`) });
  };
  const kept = new Map<string, string>();
  lookedAt(estateWith('Before.'), memoryStore(kept));
  expect(kept.size).toBe(6);
  const after = estateWith('After.');
  expect(differences(lookedAt(after, memoryStore(kept)), lookedAt(after))).toEqual([]);
  expect(kept.size).toBe(8);
});
