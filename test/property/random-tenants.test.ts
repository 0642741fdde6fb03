import fc from 'fast-check';
import {
  alert,
  alertmanager,
  budgetPolicy,
  collector,
  counter,
  dashboard,
  environment,
  events,
  freezeDeploys,
  grafana,
  histogram,
  inhibit,
  kubernetes,
  latency,
  logs,
  loki,
  maintenance,
  mimirServer,
  nobody,
  not,
  oneOf,
  panel,
  prometheus,
  promql,
  recording,
  route,
  routing,
  secret,
  section,
  service,
  slo,
  state,
  system,
  team,
  tempo,
  tenant,
  text,
  timeInterval,
  webhook,
} from 'signalbox';
import { expect, test } from 'vitest';
import { compileModule } from '../../src/program.ts';
import { howMany } from '../support/how-many.ts';

const TODAY = '2026-11-22';
/** Routes by chance stand behind others that take all of theirs. */
const DEAD = 'route/dead-route';
/** No word of ours holds one of them: where one is seen, it is the tenant's. */
const WORDS = ['quokka', 'zebu', 'ibex', 'okapi'] as const;

const oneTenant = fc.record({
  services: fc.integer({ min: 1, max: 3 }),
  claimed: fc.constantFrom('services', 'systems', 'teams'),
  slos: fc.boolean(),
  logs: fc.boolean(),
  board: fc.boolean(),
  recorded: fc.boolean(),
  policy: fc.boolean(),
  escalates: fc.boolean(),
  override: fc.boolean(),
  negative: fc.boolean(),
  maintained: fc.boolean(),
});
type OneTenant = typeof oneTenant extends fc.Arbitrary<infer T> ? T : never;
const estates = fc.record({
  tenants: fc.array(oneTenant, { minLength: 2, maxLength: WORDS.length }),
  sharedTeam: fc.boolean(),
  sharedMetric: fc.boolean(),
  alertmanager: fc.constantFrom('none', 'of the Mimir', 'of all'),
  cluster: fc.constantFrom('none', 'operator', 'sidecar'),
});
type OneEstate = typeof estates extends fc.Arbitrary<infer T> ? T : never;

/** What tenants have in common, where they do. */
interface Common {
  readonly owner: ReturnType<typeof team> | undefined;
  readonly requests: ReturnType<typeof requestsOf> | undefined;
}

function requestsOf(help: string) {
  return counter({ name: 'http_requests_total', help, labels: { code: oneOf('2xx', '5xx') } });
}

function tenantOf(one: OneTenant, word: string, common: Common) {
  const told = (how: string) => webhook({ url: secret.file(`${word}-${how}`) });
  const chief = team({ name: `${word}-chiefs`, page: told('chief'), ticket: told('chief') });
  const own = team({
    name: `${word}-people`,
    page: told('page'),
    ticket: told('ticket'),
    ...(one.escalates && { escalate: { after: '30m' as const, to: chief.page } }),
  });
  const owner = one.claimed === 'teams' ? own : (common.owner ?? own);
  const whole = system({ name: `${word}-system`, owner });
  const requests = common.requests ?? requestsOf(`Requests of ${word}.`);
  const duration = histogram({ name: `${word}_seconds`, help: `Time of ${word}.`, unit: 'seconds', buckets: [0.1, 1] });
  const services = Array.from({ length: one.services }, (_, index) =>
    service({ name: `${word}-${index}`, system: whole, metrics: [requests, duration], scrape: { port: 9464 } }),
  );
  const [first] = services as [(typeof services)[0] & object];
  const answers = slo({
    service: first,
    name: `${word}-answers`,
    objective: '99%',
    window: '30d',
    sli: events({ total: requests, bad: requests.where({ code: '5xx' }) }),
  });
  const fast = slo({
    service: first,
    name: `${word}-fast`,
    objective: '99%',
    window: '30d',
    sli: latency({ of: duration, under: '100ms' }),
  });
  const many = recording({ service: first, name: `${word}:requests:rate5m`, expr: promql`sum(rate(${requests}[5m]))` });
  const busy = alert({
    service: first,
    name: `Busy${word.slice(0, 1).toUpperCase()}${word.slice(1)}`,
    severity: 'critical',
    for: '5m',
    when: one.recorded ? promql`${many} > 3` : promql`sum(rate(${requests}[5m])) > 3`,
    summary: `Many requests to ${word}.`,
  });
  const note = alert({
    service: first,
    name: `Note${word}`,
    severity: 'info',
    when: promql`sum(rate(${requests}[5m])) > 1`,
    summary: `Some requests to ${word}.`,
  });
  const at = timeInterval({ name: `${word}-nights`, times: ['22:00-24:00'], location: 'Europe/Berlin' });
  const chart = panel.timeseries({ title: word, show: promql`sum(rate(${requests}[5m]))` });
  const definitions = {
    services,
    busy,
    note,
    ...(one.recorded && { many }),
    ...(one.slos && { answers, fast }),
    ...(one.logs && { lines: logs({ service: first, name: `${word}-lines`, labels: { level: text({ series: 2 }) } }) }),
    ...(one.board && {
      board: dashboard({
        service: first,
        name: `${word}-own`,
        title: `Of ${word}`,
        sections: [section({ title: word, panels: [chart] })],
      }),
    }),
    ...(one.policy &&
      one.slos && { policy: budgetPolicy({ for: [answers], states: [state({ below: '50%', do: [freezeDeploys()] })] }) }),
    ...(one.maintained && {
      work: maintenance({
        name: `${word}-work`,
        services: [first],
        from: '2026-12-01T22:00:00Z',
        to: '2026-12-01T23:00:00Z',
        reason: `Work on ${word}.`,
        reviewedBy: word,
      }),
    }),
  };
  const claim = { services: { services }, systems: { systems: [whole] }, teams: { teams: [own] } }[one.claimed];
  return {
    definitions,
    first,
    busy,
    routes: one.override ? [route({ when: { alert: note }, to: owner === own ? own.ticket : nobody, mute: at })] : [],
    tenant: tenant({
      name: word,
      id: `${word}'s`,
      ...claim,
      retention: '90d',
      limits: { metrics: { series: 1_000, rulesPerGroup: 60 } },
    }),
    negative: one.negative,
  };
}

function estateOf({ alertmanager: which, cluster, sharedMetric, sharedTeam, tenants: chosen }: OneEstate): object {
  const platform = team({
    name: 'platform',
    page: webhook({ url: secret.file('platform') }),
    ticket: webhook({ url: secret.file('platform') }),
  });
  const both = team({ name: 'both', page: webhook({ url: secret.file('both') }), ticket: webhook({ url: secret.file('both') }) });
  const common = { owner: sharedTeam ? both : undefined, requests: sharedMetric ? requestsOf('Requests.') : undefined };
  const all = chosen.map((one, index) => tenantOf(one, WORDS[index] ?? '', common));
  const firsts = all.map(({ first }) => first);
  const overrides = [
    ...all.flatMap(({ routes }) => routes),
    ...(all.some(({ negative }) => negative)
      ? [route({ when: { service: not(...firsts.slice(0, 1)), severity: 'info' }, to: nobody, continue: true })]
      : []),
    route({ when: { service: firsts, severity: 'info' }, to: nobody }),
  ];
  const own = alertmanager({
    version: '0.34',
    url: which === 'of all' ? 'http://alertmanager:9093' : 'http://mimir:8080/alertmanager',
  });
  return {
    platform,
    all: all.map(({ definitions }) => definitions),
    routes: routing({
      fallback: platform.ticket,
      overrides,
      inhibit: all.flatMap(({ busy, first }) =>
        inhibit({ while: { alert: busy }, silence: { service: first, severity: 'info' }, equal: ['service'] }),
      ),
    }),
    production: environment({
      name: 'production',
      tenants: all.map((one) => one.tenant),
      prometheus: prometheus({ version: '3.15', retention: '91d' }),
      ...(which !== 'none' && { alertmanager: own }),
      mimir: mimirServer({ version: '3.0' }),
      loki: loki({ version: '3.7' }),
      tempo: tempo({ version: '3.0' }),
      collector: collector({ version: '0.156' }),
      grafana: grafana({ version: '12.4', url: 'https://grafana.example.org', teams: [platform] }),
      ...(cluster !== 'none' && {
        kubernetes: kubernetes({
          version: '1.36',
          namespace: 'monitoring',
          prometheus: 'files',
          alertmanager: 'files',
          grafana: cluster,
          helm: true,
          overlay: true,
        }),
      }),
      runs: firsts.map((first) => ({ service: first, at: [`${first.name}.example.org:9464`] })),
      runbooks: 'https://runbooks.example.org',
    }),
  };
}

test('nothing of one tenant stands in what another is given, whatever the estate', () => {
  fc.assert(
    fc.property(estates, (chosen) => {
      const { artifacts, diagnostics } = compileModule(estateOf(chosen), TODAY);
      expect(
        diagnostics
          .filter(({ code, severity }) => severity === 'error' && code !== DEAD)
          .map(({ code, message }) => `${code} ${message}`),
      ).toEqual([]);
      const words = WORDS.slice(0, chosen.tenants.length);
      for (const word of words) {
        const given = artifacts.filter(({ environment: where, path }) =>
          where === 'kustomize'
            ? path.startsWith(`base-${word}/`) || path.startsWith(`overlays/production-${word}/`)
            : where === `production-${word}`,
        );
        const others = new RegExp(words.filter((one) => one !== word).join('|'), 'i');
        expect(given.length).toBeGreaterThan(5);
        expect(given.some(({ text: whole }) => whole.includes(word))).toBe(true);
        for (const { path, text: whole } of given) {
          const leaked = `${path}\n${whole}`.split('\n').filter((line) => others.test(line));
          expect(leaked.map((line) => `${path}: ${line}`)).toEqual([]);
        }
      }
    }),
    { numRuns: howMany(5, 40) },
  );
});
