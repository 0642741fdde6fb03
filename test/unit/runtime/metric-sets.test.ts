import { environment, grafana, nobody, prometheus, routing, service, team } from 'signalbox';
import {
  cacheMetrics,
  cqrsMetrics,
  databaseMetrics,
  httpClientMetrics,
  httpServerMetrics,
  jobMetrics,
  workflowMetrics,
} from 'signalbox/metrics';
import { instruments, registry, scopeMetrics } from 'signalbox/runtime';
import { expect, test } from 'vitest';
import { compileModule } from '../../../src/program.ts';

const SETS = {
  cqrs: cqrsMetrics(),
  workflow: workflowMetrics(),
  server: httpServerMetrics(),
  client: httpClientMetrics(),
  jobs: jobMetrics(),
  database: databaseMetrics(),
  cache: cacheMetrics(),
  scopes: scopeMetrics,
};
const team1 = team({ name: 'web' });

test.each(Object.entries(SETS))('%s: boards are derived from it, nothing is amiss, and a process can fill it', (_, metrics) => {
  const definitions = {
    shop: service({ name: 'shop', owner: team1, metrics, scrape: { port: 9464 } }),
    routes: routing({ fallback: nobody }),
    here: environment({
      name: 'here',
      prometheus: prometheus({ version: '3.15', retention: '30d', url: 'http://prometheus:9090' }),
      grafana: grafana({ version: '12.4', url: 'https://grafana.example.org' }),
    }),
  };
  const { artifacts, diagnostics } = compileModule(definitions, '2026-11-22');
  const told = diagnostics.map(({ code, message }) => `${code}: ${message}`);
  expect(told.filter((one) => Object.values(metrics).some(({ name }) => one.includes(name)))).toEqual([]);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const boards = artifacts.filter(({ kind }) => kind === 'grafana-dashboard').map(({ text }) => text);
  expect(boards.join('')).toContain(Object.values(metrics)[0]?.name);
  expect(Object.keys(instruments(metrics, { registry: registry() }))).toEqual(Object.keys(metrics));
});
