/** What the document of the workflow engine says by numbers and names, over what is generated. */
import {
  alertmanager,
  environment,
  events,
  grafana,
  loki,
  mimirServer,
  prometheus,
  routing,
  s3,
  service,
  slo,
  tempo,
  tenant,
  threshold,
} from 'signalbox';
import { describe, expect, test } from 'vitest';
import { production } from '../../../definitions/environments.ts';
import { bound, counted, observed, sampled, shared } from '../../../definitions/workflow-engine/conditions.ts';
import * as system from '../../../definitions/workflow-engine/index.ts';
import * as engineMetrics from '../../../definitions/workflow-engine/metrics/engine.ts';
import { METRIC_TYPES } from '../../../definitions/workflow-engine/metrics/types.ts';
import * as flows from '../../../definitions/workflow-engine/metrics/workflows.ts';
import { compileModule } from '../../../src/program.ts';
import { ownEstate } from '../../support/own-estate.ts';

const { artifacts, derived } = ownEstate;
const generated = (path: RegExp) => artifacts.filter((one) => one.environment === 'production' && path.test(one.path));
const textOf = (path: RegExp) =>
  generated(path)
    .map(({ text }) => text)
    .join('\n');
const alertsHere = derived.alerts.filter(({ service }) => service?.system?.name === 'workflow-engine');
const queryOf = (alert: string) => alertsHere.find(({ name }) => name === alert)?.query.text ?? '';

const OPERATORS = ['gt', 'gte', 'lt', 'lte', 'eq', 'neq'] as const;
const ABOVE = { operator: 'gt', threshold: 5 } as const;
const SMTP = { smarthost: 'smtp.example.org:587', from: 'workflows@example.org' } as const;

describe('metrics', () => {
  test('the 18 types are there, each a metric of a service of the engine', () => {
    expect(Object.keys(METRIC_TYPES)).toHaveLength(18);
    const own = derived.estate.services.filter(({ system }) => system?.name === 'workflow-engine').flatMap((one) => one.metrics);
    const names = new Set(own.map(({ name }) => name));
    expect(Object.values(METRIC_TYPES).filter(({ name }) => !names.has(name))).toEqual([]);
  });

  test('every series of a workflow says whose it is', () => {
    const own = derived.estate.services.find(({ name }) => name === 'automatosx-engine')?.metrics ?? [];
    const flows = own.filter(({ name }) => name.startsWith('workflow_'));
    expect(flows.length).toBeGreaterThan(10);
    expect(flows.filter(({ labels }) => labels['tenant'] === undefined).map(({ name }) => name)).toEqual([]);
  });
});

describe('conditions', () => {
  test('each operator is the bound it is called elsewhere', () => {
    const bounds = OPERATORS.map((operator) => bound({ operator, threshold: 1 }));
    expect(bounds.flatMap((one) => Object.keys(one))).toEqual(['above', 'atLeast', 'below', 'atMost', 'equals', 'not']);
  });

  const base = { service: system.services.engine, severity: 'warning', summary: 'A condition holds.' } as const;
  const AGGREGATIONS = ['avg', 'sum', 'min', 'max', 'count'] as const;
  const compiled = (alerts: Readonly<Record<string, unknown>>) =>
    compileModule(
      { ...system, ...alerts, production, routes: routing({ fallback: system.teams.workflows.ticket }) },
      '2026-11-22',
    );

  test('all six operators and five aggregations of a gauge compile, and what counters and histograms can answer', () => {
    const conditions = OPERATORS.flatMap((operator) =>
      AGGREGATIONS.map((aggregation) => ({ operator, aggregation, threshold: 5, windowMs: 300_000 })),
    );
    const alerts = conditions.flatMap(({ aggregation, ...rest }, index) => [
      threshold({ ...base, name: `OfGauge${index}`, ...sampled(engineMetrics.workers, { ...rest, aggregation }) }),
      ...(aggregation === 'sum' || aggregation === 'count'
        ? [threshold({ ...base, name: `OfCounter${index}`, ...counted(flows.executions, { ...rest, aggregation }, ['tenant']) })]
        : []),
      ...(aggregation === 'avg' || aggregation === 'sum' || aggregation === 'count'
        ? [
            threshold({
              ...base,
              name: `OfHistogram${index}`,
              ...observed(flows.stepDuration, { ...rest, aggregation }, ['step']),
            }),
          ]
        : []),
    ]);
    expect(alerts).toHaveLength(6 * (5 + 2 + 3));
    const { derived: made, diagnostics } = compiled(Object.fromEntries(alerts.map((one) => [one.name, one])));
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const texts = new Set(made.alerts.filter(({ name }) => name.startsWith('Of')).map(({ query }) => query.text));
    expect(texts.size).toBe(6 * (5 + 1 + 3)); // of a counter the sum of ones is their count
  });

  test('a window is what it is in milliseconds', () => {
    const windowOf = (windowMs: number) => sampled(engineMetrics.workers, { ...ABOVE, windowMs, aggregation: 'avg' }).window;
    expect([300_000, 90_000, 1_500, 7_200_000, 172_800_000].map(windowOf)).toEqual(['5m', '90s', '1500ms', '2h', '2d']);
  });

  test('a window that is no time is told with its place, and nothing is thrown', () => {
    for (const windowMs of [0, -60_000, 0.5, Number.NaN]) {
      const odd = threshold({
        ...base,
        name: 'Odd',
        ...sampled(engineMetrics.workers, { ...ABOVE, windowMs, aggregation: 'avg' }),
      });
      const uncounted = threshold({
        ...base,
        name: 'Uncounted',
        ...counted(flows.executions, { ...ABOVE, windowMs, aggregation: 'sum' }),
      });
      const told = compiled({ odd, uncounted }).diagnostics.filter(({ severity }) => severity === 'error');
      const said = told.map(({ at }) => String(at));
      expect([said.some((at) => at.endsWith('/Odd')), said.some((at) => at.endsWith('/Uncounted'))], `${windowMs}`).toEqual([
        true,
        true,
      ]);
    }
  });

  test('what has no answer does not compile', () => {
    const asked = { ...ABOVE, windowMs: 300_000 };
    // @ts-expect-error each event of a counter is a 1
    counted(flows.executions, { ...asked, aggregation: 'avg' });
    // @ts-expect-error a histogram keeps no single values
    observed(flows.stepDuration, { ...asked, aggregation: 'max' });
    // @ts-expect-error a histogram keeps no single values
    observed(flows.stepDuration, { ...asked, aggregation: 'min' });
    // @ts-expect-error a share is an average
    expect(shared(flows.executions.where({ status: 'failed' }), { ...asked, aggregation: 'sum' })).toHaveProperty('above', 5);
  });

  test.each([
    [
      'WorkflowApiSlow',
      /^\(sum\(increase\(http_server_request_duration_seconds_sum\{[^}]*}\[5m]\)\) .*_count\{[^}]*}\[5m]\)\)+ > 1$/,
    ],
    ['WorkersBusy', /^min_over_time\(worker_pool_utilization_ratio\{[^}]*}\[10m]\) >= 0\.9$/],
    [
      'WorkflowCacheCold',
      /^\(sum by \(cache\) \(increase\(cache_lookups_total\{[^}]*result="hit"[^}]*}\[15m]\)\) .*\{[^}]*}\[15m]\)\) > 0\)+ < 0\.5$/,
    ],
    ['NoWorkers', /^max_over_time\(worker_pool_workers\{[^}]*}\[2m]\) <= 0$/],
    ['WorkflowsHang', /increase\(workflow_execution_duration_seconds_count\{[^}]*}\[30m]\).* == 0$/],
    ['WorkersNotAsPlanned', /^avg_over_time\(worker_pool_workers\{[^}]*}\[15m]\) != 8$/],
    [
      'WorkflowsFail',
      /^\(sum by \(tenant, workflow\) \(increase\(workflow_executions_total\{[^}]*status="failed"[^}]*}\[5m]\)\)\) >= 10$/,
    ],
  ])('%s asks what it says', (alert, query) => {
    expect(queryOf(alert)).toMatch(query);
  });

  test('an alert stays up for its cooldown', () => {
    const [rules = ''] = textOf(/^prometheus\/rules\/automatosx-engine\.yaml$/)
      .split('- alert: ')
      .filter((rule) => rule.startsWith('WorkflowsFail'));
    expect(rules).toMatch(/keep_firing_for: "?15m"?/);
  });

  test('the four severities of the document are told: what it calls error is critical here', () => {
    const severityOf = (alert: string) => alertsHere.find(({ name }) => name === alert)?.labels['severity'];
    expect(['WorkflowCacheCold', 'WorkflowApiSlow', 'WorkflowsFail', 'NoWorkers'].map(severityOf)).toEqual([
      'info',
      'warning',
      'critical',
      'critical',
    ]);
  });
});

test('the definitions of this system have no mistake, and nothing is left to warn of', () => {
  const own = ownEstate.diagnostics.filter(({ at }) => /^(?:workflow-engine|automatosx-)/.test(String(at)));
  expect(own.filter(({ severity }) => severity !== 'info')).toEqual([]);
  expect(alertsHere.length).toBeGreaterThan(20);
});

describe('retention', () => {
  test('executions are kept for 30 days: their lines in Loki, the spans of their steps in Tempo', () => {
    expect(textOf(/^loki\/loki\.yaml$/)).toMatch(
      /selector: '\{service_name="automatosx-engine", stream="executions"\}'\n\s+priority: \d+\n\s+period: "30d"/,
    );
    expect(textOf(/^loki\/loki\.yaml$/)).toMatch(/retention_enabled: true/);
    expect(textOf(/^tempo\/tempo\.yaml$/).match(/block_retention: .+/g)).toEqual(Array(2).fill('block_retention: "720h"'));
  });

  test('metrics are kept for 90 days', () => {
    expect(textOf(/^prometheus\/prometheus\.yml$/)).toMatch(/retention:\s+time: "90d"/);
  });
});

test('a customer who must be alone has an engine and a tenant of their own, on servers that others share, each kept as long', () => {
  const { workflows } = system.teams;
  const alone = service({ name: 'engine-of-initech', owner: workflows, tier: 1, metrics: flows, scrape: { port: 9464 } });
  const { executions } = flows;
  const sli = events({ total: executions, bad: executions.where({ status: 'failed' }) });
  const own = slo({ service: alone, name: 'workflow-success', objective: '99%', window: '30d', sli });
  const limits = {
    metrics: { series: 500_000, retention: '90d' },
    logs: { retention: '30d' },
    traces: { retention: '30d' },
  } as const;
  const initech = tenant({ name: 'initech', services: [alone], limits });
  const together = tenant({ name: 'together', systems: [system.services.workflowEngine], limits });
  const apart = environment({
    name: 'apart',
    tenants: [initech, together],
    prometheus: prometheus({ version: '3.15', retention: '90d' }),
    mimir: mimirServer({ version: '3.0', store: s3({ bucket: 'samples' }) }),
    alertmanager: alertmanager({ version: '0.34', url: 'http://mimir:8080/alertmanager', smtp: SMTP }),
    loki: loki({ version: '3.7', store: s3({ bucket: 'lines' }) }),
    tempo: tempo({ version: '3.0', store: s3({ bucket: 'traces' }) }),
    grafana: grafana({ version: '12.4', url: 'https://grafana.example.org' }),
    runbooks: 'https://runbooks.example.org',
  });
  const estate = { ...system, alone, own, initech, together, apart, routes: routing({ fallback: workflows.ticket }) };
  const compiled = compileModule(estate, '2026-11-22');
  expect(compiled.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const of = (name: string) => compiled.artifacts.filter((one) => one.environment === name && one.path.startsWith('mimir/rules'));
  expect(of('apart-initech').length).toBeGreaterThan(0);
  const theirs = of('apart-initech').map(({ text }) => text);
  expect(theirs.join('\n')).toContain('job="engine-of-initech"');
  expect(theirs.join('\n')).not.toContain('automatosx');
  const kept = (path: string) => compiled.artifacts.find((one) => one.environment === 'apart' && one.path === path)?.text ?? '';
  expect(kept('mimir/runtime.yaml')).toMatch(/initech:[\s\S]*compactor_blocks_retention_period: "?90d"?/);
  expect(kept('loki/runtime.yaml')).toMatch(/initech:[\s\S]*retention_period: "?30d"?/);
  expect(kept('tempo/overrides.yaml')).toMatch(/initech:[\s\S]*block_retention: "?720h"?/);
});
