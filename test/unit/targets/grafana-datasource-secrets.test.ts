import { api, environment, grafana, loki, prometheus, secret, target } from 'signalbox';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { grafanaWith } from './grafana-estate.ts';

let here: Awaited<ReturnType<typeof grafanaWith>>;
beforeEach(async () => {
  here = await grafanaWith();
});
afterEach(() => here.fake.stop());

test('Grafana gets the name of the tenant as it is', async () => {
  const production = environment({
    name: 'production',
    prometheus: prometheus({ version: '3.15' }),
    loki: loki({ version: '3.7', tenant: 'team-a' }),
    grafana: grafana({ version: '12.4', url: 'https://grafana.example.org' }),
  });
  const token = secret.env('GRAFANA_TOKEN');
  const live = target({ name: 'live', environment: production, grafana: api({ url: here.fake.url as 'http://x', token }) });
  expect(await here.deploy({ production, live })).toMatchObject({ status: 'done' });
  expect(here.fake.store.secrets.get('loki')).toEqual({ httpHeaderValue1: 'team-a' });
});
