import { expect, test } from 'vitest';
import { compile } from '../../../src/compile/compile.ts';
import { resolve } from '../../../src/define/resolve.ts';
import { derive } from '../../../src/derive/derive.ts';
import { environment, gauge, grafana, prometheus, promql, service, slo, timeSlices } from '../../../src/index.ts';
import { payments, routes } from '../../support/estate.ts';

/** More than twice what is kept, so that the first are made again when they are read. */
const SERVICES = 140;

const load = gauge({ name: 'queue_load', help: 'Load.' });
const services = Array.from({ length: SERVICES }, (_, index) =>
  service({ name: `service-${index}`, owner: payments, metrics: [load], scrape: { port: 9464 } }),
);
const estate = {
  payments,
  routes,
  services,
  slos: services.map((of) =>
    slo({
      service: of,
      name: 'calm',
      objective: '99%',
      window: '7d',
      sli: timeSlices({ slice: '1m', good: promql`${load} < 5` }),
    }),
  ),
  production: environment({
    name: 'production',
    prometheus: prometheus({ version: '3.15', retention: '90d' }),
    grafana: grafana({ version: '12.4', url: 'https://grafana.example.org' }),
  }),
};

test('a derived board says the same each time it is made', () => {
  const { estate: known, context } = resolve(estate).value;
  const derived = derive(known, context).value;
  const artifacts = compile(derived).value;
  const boards = artifacts.filter(({ kind }) => kind === 'grafana-dashboard');
  expect(boards.length).toBeGreaterThan(SERVICES);
  const first = boards.map(({ text }) => text);
  const last = derived.dashboards.at(-1);
  const sections = last?.sections;
  expect(boards.toReversed().map(({ text }) => text)).toEqual(first.toReversed());
  expect(last?.sections).not.toBe(sections); // they were let go on the way
  expect(last?.sections.map(({ title }) => title)).toEqual(sections?.map(({ title }) => title));
});
