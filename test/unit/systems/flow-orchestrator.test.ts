/** What the document of FlowOrchestrator asks for by name, over what is generated. */
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { engineTraces } from '../../../definitions/flow-orchestrator/traces.ts';
import { looksStructured, parseStructured, translate, unknownLabels } from '../../../src/program.ts';
import { parsePromql } from '../../../src/query/promql/parse.ts';
import { selectorsOf } from '../../../src/query/promql/visit.ts';
import { samplerOf } from '../../../src/runtime/index.ts';
import { ownEstate } from '../../support/own-estate.ts';

const { artifacts, derived } = ownEstate;
const SYSTEM = 'flow-orchestrator';
const services = derived.estate.services.filter(({ system }) => system?.name === SYSTEM);
const metrics = services.flatMap((service) => service.metrics);
const textOf = (path: string) =>
  artifacts.find((one) => one.environment === 'production' && one.path === path)?.text ?? `no ${path}`;

describe('the query of the document', () => {
  const file = new URL('../../../definitions/flow-orchestrator/query.json', import.meta.url);
  const asked = parseStructured(readFileSync(file, 'utf8'));
  if (typeof asked === 'string') throw new Error(asked);
  const known = metrics.map(({ name, type, unit, help }) => ({ name, type, unit, help, native: false, services: [], series: 1 }));
  const translation = translate(asked, known);
  if (typeof translation === 'string') throw new Error(translation);

  test('is about metrics that are declared, by labels that each of them has', () => {
    expect(translation.groupBy).toEqual(['branch_path', 'step_id']);
    for (const { promql } of translation.queries)
      for (const { matchers, name = '' } of selectorsOf(parsePromql(promql).expr ?? expect.fail(promql))) {
        const metric = metrics.find((one) => one.name === name.replace(/_(sum|count|bucket)$/, ''));
        const wanted = [...matchers.map(({ label }) => label), ...translation.groupBy].filter((label) => label !== '__name__');
        expect([name, Object.keys(metric?.labels ?? {})]).toEqual([name, expect.arrayContaining(wanted)]);
      }
  });

  test('asks for a value that the label has', () => {
    const types = metrics.find(({ name }) => name === 'flow_execution_duration_seconds')?.labels['service_type'];
    expect(types?.values).toContain(asked.filter.dimensions['serviceType']);
  });
});

describe('a query like it', () => {
  const known = metrics.map((metric) => ({ ...metric, native: false, services: [], series: 1 }));
  const warnings = (flow: string, groupBy: string[]) => {
    const aggregations = [{ type: 'AVG', window: '1h' }];
    const query = { metrics: ['flow.execution.duration'], filter: { dimensions: { [flow]: 'FLOW-001' } }, groupBy, aggregations };
    const asked = parseStructured(JSON.stringify({ query }));
    const translation = typeof asked === 'string' ? asked : translate(asked, known);
    return typeof translation === 'string' ? translation : unknownLabels(translation, derived);
  };

  test('is told of labels that no declared metric has', () => {
    expect(warnings('flowId', ['stepId', 'instance'])).toEqual([]);
    expect(warnings('flwId', [])).toEqual(['flow_execution_duration_seconds has no label flw_id. Did you mean flow_id?']);
    expect(warnings('flowId', ['colour'])).toEqual([
      expect.stringMatching(/^flow_execution_duration_seconds has no label colour\. It has branch_path, /),
    ]);
  });

  test.each([
    ['{"query": {}}', true],
    ['{app="shop"}', false],
    ['{"app"="shop"}', false],
    ['"x"', false],
  ])('is known by being JSON: %s', (text, is) => {
    expect(looksStructured(text)).toBe(is);
  });
});

test('a metric that is to be kept for years goes to the warehouse beside what is recorded', () => {
  const { remote_write: writes } = load(textOf('prometheus/prometheus.yml')) as {
    remote_write: { write_relabel_configs: object[] }[];
  };
  expect(writes[0]?.write_relabel_configs).toEqual([
    { source_labels: ['__name__'], regex: '.+:.+|flow_executions_total', action: 'keep' },
  ]);
});

test('what failed is kept, and what is slow or of high priority', () => {
  const sampler = samplerOf(engineTraces.sampling);
  const decided = (is: { isError?: boolean; durationMs?: number; priority?: string }) => {
    const { isError = false, durationMs = 1_000, priority = 'low' } = is;
    const traceId = `${'0'.repeat(31)}1`;
    return sampler.decide({ traceId, name: 'flow', isError, durationMs, spans: [{ 'flow.priority': priority }] });
  };
  expect(decided({ isError: true })).toMatchObject({ keep: true, rate: 1 });
  expect(decided({ durationMs: 300_000 })).toMatchObject({ keep: true, rate: 1 });
  expect(decided({ priority: 'high' })).toMatchObject({ keep: true, rate: 1 });
  expect(decided({})).toMatchObject({ rate: 0.1 });
  expect(textOf('collector/config.yaml')).toContain('flow-engine-errors');
});

test('the list of alerts is of every service', () => {
  const panels = derived.dashboards
    .filter(({ address }) => address === `${SYSTEM}/dashboard/flows`)
    .flatMap(({ sections }) => sections.flatMap((section) => section.panels));
  const { filter } = (panels.find(({ title }) => title === 'Alerts')?.options ?? {}) as { filter: string }; // as its kind makes it
  const names = /^\{service=~"(.+)"\}$/.exec(filter)?.[1]?.split('|') ?? [];
  expect(names.sort()).toEqual(services.map(({ name }) => name).sort());
});

test('each kind of worker is scaled by how busy it is, and processors by what waits', () => {
  const specs = ['importer', 'processor', 'exporter'].map((kind) => {
    const name = `signalbox-production-flow-${kind}-${kind}s`;
    const { spec } = load(textOf(`kubernetes/scaledobjects/${name}.yaml`)) as {
      spec: { scaleTargetRef: { name: string }; triggers: { metadata: { query: string } }[] };
    };
    return [spec.scaleTargetRef.name, spec.triggers.map(({ metadata }) => metadata.query)];
  });
  const busy = (job: string) => `sum(flow_workers_busy{job="${job}"})`;
  expect(specs).toEqual([
    ['flow-importer', [busy('flow-importer')]],
    ['flow-processor', [busy('flow-processor'), expect.stringContaining('flow_queue_length')]],
    ['flow-exporter', [busy('flow-exporter')]],
  ]);
});
