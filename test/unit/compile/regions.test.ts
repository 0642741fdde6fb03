import { alert, environment, events, nobody, prometheus, promql, routing, service, slo, team, webhook } from 'signalbox';
import { counter, oneOf } from 'signalbox/metrics';
import { expect, test } from 'vitest';
import { compileModule } from '../../../src/program.ts';

const told = webhook({ url: 'https://ops.example.org/' });
const ops = team({ name: 'ops', page: told, ticket: told });
const requests = counter({ name: 'http_requests_total', help: 'Requests.', labels: { status: oneOf('ok', 'failed') } });
const shop = service({ name: 'shop', owner: ops, metrics: [requests], scrape: { port: 9464 } });
const cart = service({ name: 'cart', owner: ops, scrape: { port: 9465 } });
const server = prometheus({ version: '3.15', retention: '90d' });
const definitions = {
  ops,
  shop,
  cart,
  sold: slo({
    service: shop,
    name: 'sold',
    objective: '99%',
    window: '30d',
    sli: events({ total: requests, bad: requests.where({ status: 'failed' }) }),
  }),
  down: alert({ service: shop, name: 'ShopDown', severity: 'warning', when: promql`sum(up) < 1`, summary: 'No shop anywhere.' }),
  gone: alert({ service: cart, name: 'CartDown', severity: 'warning', when: promql`sum(up) < 1`, summary: 'No cart here.' }),
  routes: routing({ fallback: nobody }),
  eu: environment({ name: 'eu1', region: 'eu', labels: { cluster: 'eu1' }, prometheus: server }),
  us: environment({ name: 'us1', region: 'us', prometheus: server }),
  world: environment({ name: 'world', prometheus: server, globalFor: [shop] }),
};

const compiled = () => compileModule(definitions, '2026-11-22');
const files = (of: string, kind: string): string[] =>
  compiled()
    .artifacts.filter((one) => one.environment === of && one.kind === kind)
    .map(({ path }) => path.replace(/^prometheus\/\w+\//, ''));

test('rules of a service that is judged over all regions are compiled where all are read, and nowhere else', () => {
  expect(compiled().diagnostics.flatMap(({ code, severity }) => (severity === 'error' ? code : []))).toEqual([]);
  expect(files('eu1', 'prometheus-rules')).toEqual(['cart.yaml']);
  expect(files('us1', 'prometheus-rules')).toEqual(['cart.yaml']);
  expect(files('world', 'prometheus-rules').filter((path) => path.includes('cart'))).toEqual([]);
  expect(files('world', 'prometheus-rules').join()).toContain('sold');
});

test('tests go with the rules they test', () => {
  for (const environmentName of ['eu1', 'world']) {
    const rules = new Set(files(environmentName, 'prometheus-rules'));
    const tested = compiled().artifacts.filter((one) => one.environment === environmentName && one.kind === 'prometheus-tests');
    const named = tested.flatMap(({ text }) => [...text.matchAll(/- \.\.\/rules\/(\S+)/g)].map(([, path]) => path ?? ''));
    expect(named.filter((path) => !rules.has(path))).toEqual([]);
  }
});

test('a region is an external label', () => {
  const config = compiled().artifacts.find((one) => one.environment === 'eu1' && one.kind === 'prometheus-config');
  expect(config?.text).toMatch(/external_labels:\n\s+cluster: eu1\n\s+environment: eu1\n\s+region: eu\n/);
});

test('two places for the same rules are environment/global-twice', () => {
  const twice = { ...definitions, moon: environment({ name: 'moon', prometheus: server, globalFor: [shop] }) };
  const { diagnostics } = compileModule(twice, '2026-11-22');
  expect(diagnostics.map(({ code }) => code)).toContain('environment/global-twice');
});
