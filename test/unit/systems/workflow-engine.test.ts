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
} from 'signalbox';
import { describe, expect, test } from 'vitest';
import { bound, condition } from '../../../definitions/workflow-engine/conditions.ts';
import * as system from '../../../definitions/workflow-engine/index.ts';
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
    const bounds = (['gt', 'gte', 'lt', 'lte', 'eq', 'neq'] as const).map((operator) => bound({ operator, threshold: 1 }));
    expect(bounds.flatMap((one) => Object.keys(one))).toEqual(['above', 'atLeast', 'below', 'atMost', 'equals', 'not']);
    expect(condition({ operator: 'gt', threshold: 1, windowMs: 300_000, aggregation: 'avg' })).toEqual({
      above: 1,
      window: '5m',
      overTime: 'avg',
    });
  });

  test.each([
    ['WorkflowApiSlow', /rate\(http_server_request_duration_seconds_sum\{[^}]*}\[5m]\).*_count\{[^}]*}\[5m]\).* > 1$/],
    ['WorkersBusy', /^min_over_time\(worker_pool_utilization_ratio\{[^}]*}\[10m]\) >= 0\.9$/],
    ['WorkflowCacheCold', / < 0\.5$/],
    ['NoWorkers', /^max_over_time\(worker_pool_workers\{[^}]*}\[2m]\) <= 0$/],
    ['WorkflowsHang', /increase\(workflow_execution_duration_seconds_count\{[^}]*}\[30m]\).* == 0$/],
    ['WorkersNotAsPlanned', /^avg_over_time\(worker_pool_workers\{[^}]*}\[15m]\) != 8$/],
    [
      'WorkflowsFail',
      /^sum by \(tenant, workflow\) \(.*increase\(workflow_executions_total\{[^}]*status="failed"[^}]*}\[5m]\).*\) >= 10$/,
    ],
  ])('%s asks what it says', (alert, query) => {
    expect(queryOf(alert)).toMatch(query);
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

describe('retention', () => {
  test('executions are kept for 30 days, metrics for 90', () => {
    expect(textOf(/^loki\/loki\.yaml$/)).toMatch(
      /selector: '\{service_name="automatosx-engine", stream="executions"\}'\n\s+priority: \d+\n\s+period: "30d"/,
    );
    expect(textOf(/^prometheus\/prometheus\.yml$/)).toMatch(/retention:\s+time: "90d"/);
  });
});

test('a customer who must be alone has an engine and a tenant of their own, on servers that others share', () => {
  const { workflows } = system.teams;
  const alone = service({ name: 'engine-of-initech', owner: workflows, tier: 1, metrics: flows, scrape: { port: 9464 } });
  const { executions } = flows;
  const sli = events({ total: executions, bad: executions.where({ status: 'failed' }) });
  const own = slo({ service: alone, name: 'workflow-success', objective: '99%', window: '30d', sli });
  const limits = { metrics: { series: 500_000 }, logs: { retention: '30d' }, traces: { retention: '14d' } } as const;
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
});
