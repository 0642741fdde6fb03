/** The query that the document of FlowOrchestrator shows, asked word for word of series as its services tell them. */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ofStep } from '../../../definitions/flow-orchestrator/metrics/labels.ts';
import * as metrics from '../../../definitions/flow-orchestrator/metrics/steps.ts';
import { serverSuite } from '../support.ts';
import { type Filled, type FilledPrometheus, startFilledPrometheus } from './filled-prometheus.ts';
import { type Project, projectWith } from './project.ts';

const QUERY = fileURLToPath(new URL('../../../definitions/flow-orchestrator/query.json', import.meta.url));
/** The end of its range. */
const TO = Date.UTC(2025, 4, 1) / 1000;
const STEP = 60;
const COUNT = 120;
const indexes = Array.from({ length: COUNT }, (_, index) => index);

/** A step that ends once a minute, takes so long, holds a megabyte for each second, and reads 100 bytes. */
function stepOf(labels: Readonly<Record<keyof typeof ofStep, string>>, seconds: number): Filled[] {
  const over = { from: TO - (COUNT - 1) * STEP, stepSeconds: STEP };
  const series = (name: string, more: object = {}) =>
    `${name}{${Object.entries({ ...labels, ...more })
      .map(([label, value]) => `${label}="${value}"`)
      .join(',')}}`;
  const duration = metrics.executionDuration.name;
  return [
    ...['1', '5', '15', '+Inf'].map((le) => ({
      ...over,
      series: series(`${duration}_bucket`, { le }),
      values: indexes.map((index) => (le === '+Inf' || Number(le) >= seconds ? index : 0)),
    })),
    { ...over, series: series(`${duration}_sum`), values: indexes.map((index) => index * seconds) },
    { ...over, series: series(`${duration}_count`), values: indexes },
    { ...over, series: series(metrics.memoryConsumption.name), values: indexes.map(() => seconds * 1e6) },
    { ...over, series: series(metrics.dataVolume.name), values: indexes.map((index) => index * 100) },
  ];
}

const of = { flow_id: 'FLOW-001', service_type: 'Processor' };
const DATA = [
  ...stepOf({ ...of, branch_path: 'main', step_id: 'convert' }, 4),
  ...stepOf({ ...of, branch_path: 'audit', step_id: 'check' }, 12),
  ...stepOf({ ...of, branch_path: 'main', step_id: 'read', service_type: 'Importer' }, 0.5),
  ...stepOf({ ...of, branch_path: 'main', step_id: 'convert', flow_id: 'FLOW-002' }, 0.5),
];

await serverSuite('prometheus', 'the query of the document of FlowOrchestrator', () => {
  let server: FilledPrometheus;
  let project: Project;
  beforeAll(async () => {
    server = await startFilledPrometheus(DATA);
    project = await projectWith('export {};\n');
  }, 120_000);
  afterAll(async () => {
    await project?.remove();
    await server?.stop();
  });

  test.each([[['--language', 'json']], [[]]])('answers by branch and step, the slowest first: %j', async (language) => {
    const asked = ['query', ...language, '--file', QUERY, '--prometheus', server.url, '--json'];
    const { code, err, out } = await project.signalbox(...asked);
    expect([code, err]).toEqual([0, '']);
    const { groups } = JSON.parse(out) as { groups: { labels: object; values: Record<string, number> }[] };
    expect(groups.map(({ labels }) => labels)).toEqual([
      { branch_path: 'audit', step_id: 'check' },
      { branch_path: 'main', step_id: 'convert' },
    ]);
    expect(groups.map(({ values }) => values['flow.execution.duration avg 1h'])).toEqual([
      expect.closeTo(12, 6),
      expect.closeTo(4, 6),
    ]);
    expect(groups[0]?.values['flow.memory.consumption max 1d']).toBe(12e6);
    expect(groups[0]?.values['efficiency']).toBeCloseTo(12 / (100 / STEP), 6);
  });
});
