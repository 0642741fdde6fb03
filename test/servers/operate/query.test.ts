import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serverSuite } from '../support.ts';
import { type Filled, type FilledPrometheus, startFilledPrometheus } from './filled-prometheus.ts';
import { type Project, projectWith } from './project.ts';

const TO = Date.UTC(2026, 9, 20, 12) / 1000;
const AT = ['--to', '2026-10-20 12:00'];
const STEP = 15;
const COUNT = 7200 / STEP + 1;
const indexes = Array.from({ length: COUNT }, (_, index) => index);
const over = { from: TO - (COUNT - 1) * STEP, stepSeconds: STEP };

/** Two steps of a flow: `s1` takes 0.4 s, `s2` 2 s, each once a scrape; memory goes up and down between 100 and 200. */
const took = { s1: 0.4, s2: 2 } as const;
const data: Filled[] = [
  ...(['s1', 's2'] as const).flatMap((step) => [
    ...['0.5', '1', '5', '+Inf'].map((le) => ({
      ...over,
      series: `flow_execution_duration_seconds_bucket{flow_id="FLOW-001",step_id="${step}",le="${le}"}`,
      values: indexes.map((index) => (Number(le === '+Inf' ? 9 : le) >= took[step] ? index : 0)),
    })),
    {
      ...over,
      series: `flow_execution_duration_seconds_sum{flow_id="FLOW-001",step_id="${step}"}`,
      values: indexes.map((index) => index * took[step]),
    },
    { ...over, series: `flow_execution_duration_seconds_count{flow_id="FLOW-001",step_id="${step}"}`, values: indexes },
    {
      ...over,
      series: `flow_data_volume_bytes{flow_id="FLOW-001",step_id="${step}"}`,
      values: indexes.map((index) => 100 + (index % 11) * 10),
    },
  ]),
  { ...over, series: 'http_requests_total{code="200"}', values: indexes.map((index) => index * 30) },
  { ...over, series: 'http_requests_total{code="500"}', values: indexes.map((index) => index * 3) },
];

const FLOW = {
  query: {
    metrics: ['flow.execution.duration', 'flow.data.volume'],
    filter: {
      timeRange: { start: '2026-10-20T11:00:00Z', end: '2026-10-20T12:00:00Z' },
      dimensions: { flowId: 'FLOW-001' },
    },
    groupBy: ['stepId'],
    aggregations: [
      { type: 'AVG', window: '1h' },
      { type: 'MAX', window: '1h' },
    ],
    calculations: [{ name: 'efficiency', expression: 'flow.execution.duration / flow.data.volume' }],
    sort: { field: 'flow.execution.duration', order: 'DESC' },
    limit: 100,
  },
};

await serverSuite('prometheus', 'signalbox query and metrics', () => {
  let server: FilledPrometheus;
  let project: Project;
  beforeAll(async () => {
    server = await startFilledPrometheus(data);
    project = await projectWith('export {};\n');
  }, 120_000);
  afterAll(async () => {
    await project?.remove();
    await server?.stop();
  });

  const ask = (...args: string[]) => project.signalbox(...args, '--prometheus', server.url, ...AT);
  const answer = async (...args: string[]) => {
    const { code, out, err } = await ask(...args, '--json');
    expect([code, err]).toEqual([0, '']);
    return JSON.parse(out);
  };

  test('a query gives what the server gives', async () => {
    const { samples } = await answer('query', 'sum by (code) (rate(http_requests_total[5m]))');
    expect(samples).toEqual([
      { labels: { code: '200' }, value: expect.closeTo(2, 9) },
      { labels: { code: '500' }, value: expect.closeTo(0.2, 9) },
    ]);
  });

  test('over time it is a chart, or a row for each step', async () => {
    const args = ['query', 'flow_data_volume_bytes{step_id="s1"}', '--range', '--since', '10m', '--step', '30s'];
    expect((await ask(...args)).out).toMatchInlineSnapshot(`
      "flow_data_volume_bytes{flow_id="FLOW-001", step_id="s1"}  ▁▂▄▅▇█▁▃▅▆█▁▂▄▅▇█▁▃▅▆  min 100  max 200  last 170

      1 series from 2026-10-20 11:50 UTC to 2026-10-20 12:00 UTC, 30s a step.
      "
    `);
    const csv = (await ask(...args, '--format', 'csv')).out.split('\r\n');
    expect(csv.slice(0, 2)).toEqual([
      'time,__name__,flow_id,step_id,value',
      '2026-10-20T11:50:00.000Z,flow_data_volume_bytes,FLOW-001,s1,100',
    ]);
    expect(csv).toHaveLength(1 + 21 + 1);
  });

  test('a slip is told with a caret, and nothing is sent', async () => {
    const { code, out, err } = await project.signalbox('query', 'sum(rte(up[5m]))', '--prometheus', 'http://127.0.0.1:1');
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('did you mean');
    expect(err).toContain('^^^');
    expect(err).toContain('Nothing was sent.');
  });

  test.each([
    [['query', 'up', '--language', 'promq'], 2, 'There is no language promq: did you mean promql?'],
    [['query'], 2, 'What is asked?'],
    [['query', 'up', '--step', 'x'], 2, '`--step x` is no duration.'],
    [['query', 'up', '--range', '--since', '30d', '--step', '1s'], 2, 'no server gives more than 11000'],
    [['query', 'up', '--limit', '0'], 2, '`--limit 0` is no number of things.'],
    [['query', '--file', 'nothing.json'], 2, 'cannot open'],
    [['query', '{ status = eror }', '--language', 'traceql'], 2, 'Nothing was sent.'],
    [['query', '{app="x"', '--language', 'logql'], 2, 'logql/syntax'],
    [['metrics', 'http_request_total'], 2, 'There is no metric http_request_total: did you mean http_requests_total?'],
    [['metrics', '--type', 'guage'], 2, 'There is no type guage: did you mean gauge?'],
    [['metrics', 'http_requests_total', '--aggregate', 'median'], 2, 'There is no aggregation median.'],
    [['metrics', 'http_requests_total', '--where', 'code'], 2, 'is no matcher'],
    [['metrics', 'http_requests_total', '--since', 'x'], 2, 'is no duration'],
  ])('%j ends with %i', async (args, code, message) => {
    const run = await ask(...args);
    expect([run.code, run.out]).toEqual([code, '']);
    expect(run.err).toContain(message);
  });

  test('an empty answer is an answer', async () => {
    expect(await ask('query', 'nothing_at_all')).toEqual({ code: 0, out: 'No series has a sample then.\n', err: '' });
    expect((await ask('metrics', '--match', 'nothing')).out).toBe('No metric is like that.\n');
  });

  test('a server that is away ends with 4', async () => {
    const { code, err } = await project.signalbox('query', 'up', '--prometheus', 'http://127.0.0.1:1');
    expect([code, err.includes('cannot be reached')]).toEqual([4, true]);
  });

  test('metrics are listed by family', async () => {
    const { metrics } = await answer('metrics');
    expect(metrics.map(({ name, type, series }: { name: string; type: string; series: number }) => [name, type, series])).toEqual(
      [
        ['flow_data_volume_bytes', 'unknown', 2],
        ['flow_execution_duration_seconds', 'histogram', 12],
        ['http_requests_total', 'counter', 2],
      ],
    );
  });

  test('a gauge comes to what its samples come to', async () => {
    const { groups } = await answer(
      'metrics',
      'flow_data_volume_bytes',
      '--by',
      'step_id',
      '--aggregate',
      'avg,min,max,sum,count,p50,p95',
    );
    const samples = indexes.slice(-240).map((index) => 100 + (index % 11) * 10);
    const mean = samples.reduce((sum, one) => sum + one, 0) / samples.length;
    expect(groups).toHaveLength(2);
    expect(groups[0].values).toMatchObject({ min: 100, max: 200, count: 240, sum: mean });
    expect(groups[0].values.avg).toBeCloseTo(mean, 9);
    expect(groups[0].values.p50).toBeCloseTo(quantile(samples, 0.5), 9);
    expect(groups[0].values.p95).toBeCloseTo(quantile(samples, 0.95), 9);
  });

  test('a counter comes to what it counted, and its rate', async () => {
    const { groups } = await answer('metrics', 'http_requests_total', '--aggregate', 'sum,rate,max', '--where', 'code=200');
    expect(groups[0].values.sum).toBeCloseTo(2 * 3600, 6);
    expect(groups[0].values.rate).toBeCloseTo(2, 9);
    expect(groups[0].values.max).toBeCloseTo(2, 9);
  });

  test('a histogram comes to what was observed', async () => {
    const { groups } = await answer(
      'metrics',
      'flow_execution_duration_seconds',
      '--by',
      'step_id',
      '--aggregate',
      'avg,count,p95,max',
    );
    const of = (step: string) => groups.find(({ labels }: { labels: { step_id: string } }) => labels.step_id === step).values;
    expect(of('s1').avg).toBeCloseTo(0.4, 9);
    expect(of('s2').avg).toBeCloseTo(2, 9);
    expect(of('s1').count).toBeCloseTo(240, 6);
    expect([of('s1').max, of('s2').max]).toEqual([0.5, 5]);
    expect(of('s2').p95).toBeCloseTo(1 + 0.95 * 4, 9);
  });

  test('and over time it is a chart', async () => {
    const { out } = await ask(
      'metrics',
      'flow_data_volume_bytes',
      '--series',
      '--aggregate',
      'max',
      '--by',
      'step_id',
      '--since',
      '20m',
    );
    expect(out).toMatchInlineSnapshot(`
      "{step_id="s1"}  ▂▃▄▆▇███▁▃▄▅▇███▁▂▄▅▆███▁▂▃▅▆▇███▂▃▄▆▇███▁▃▄▅▇███▁▂▄▅▆███▁▂▃▅  min 130  max 200  last 170  stable
      {step_id="s2"}  ▂▃▄▆▇███▁▃▄▅▇███▁▂▄▅▆███▁▂▃▅▆▇███▂▃▄▆▇███▁▃▄▅▇███▁▂▄▅▆███▁▂▃▅  min 130  max 200  last 170  stable

      flow_data_volume_bytes (unknown) from 2026-10-20 11:40 UTC to 2026-10-20 12:00 UTC, 20s a step.
      "
    `);
  });

  test('the JSON query of the FlowOrchestrator document is translated', async () => {
    await writeFile(join(project.folder, 'flow.json'), JSON.stringify(FLOW));
    const { groups, queries } = await answer('query', '--language', 'json', '--file', 'flow.json');
    expect(queries.map(({ promql }: { promql: string }) => promql)).toMatchInlineSnapshot(`
      [
        "sum by (step_id) (increase(flow_execution_duration_seconds_sum{flow_id="FLOW-001"}[1h])) / sum by (step_id) (increase(flow_execution_duration_seconds_count{flow_id="FLOW-001"}[1h]))",
        "histogram_quantile(1, sum by (le, step_id) (rate(flow_execution_duration_seconds_bucket{flow_id="FLOW-001"}[1h])))",
        "sum by (step_id) (sum_over_time(flow_data_volume_bytes{flow_id="FLOW-001"}[1h])) / sum by (step_id) (count_over_time(flow_data_volume_bytes{flow_id="FLOW-001"}[1h]))",
        "max by (step_id) (max_over_time(flow_data_volume_bytes{flow_id="FLOW-001"}[1h]))",
        "sum by (step_id) (increase(flow_execution_duration_seconds_sum{flow_id="FLOW-001"}[1h])) / sum by (step_id) (increase(flow_execution_duration_seconds_count{flow_id="FLOW-001"}[1h])) / (sum by (step_id) (sum_over_time(flow_data_volume_bytes{flow_id="FLOW-001"}[1h])) / sum by (step_id) (count_over_time(flow_data_volume_bytes{flow_id="FLOW-001"}[1h])))",
      ]
    `);
    const volume = indexes.slice(-240).map((index) => 100 + (index % 11) * 10);
    const mean = volume.reduce((sum, one) => sum + one, 0) / volume.length;
    expect(groups.map(({ labels }: { labels: object }) => labels)).toEqual([{ step_id: 's2' }, { step_id: 's1' }]);
    expect(groups[0].values['flow.execution.duration avg 1h']).toBeCloseTo(2, 9);
    expect(groups[0].values.efficiency).toBeCloseTo(2 / mean, 9);
  });

  test.each([
    ['{', 'It is no JSON'],
    [{ query: { ...FLOW.query, aggregations: [{ type: 'MEAN', window: '1h' }] } }, 'query.aggregations.0.type'],
    [{ query: { ...FLOW.query, metrics: ['flow.execution.duratoin'] } }, 'did you mean flow_execution_duration_seconds?'],
    [{ query: { ...FLOW.query, sort: { field: 'price' } } }, 'sort.field price is none of'],
    [{ query: { ...FLOW.query, calculations: [{ name: 'x', expression: 'sum(flow.data.volume)' }] } }, 'calculations.x'],
    [{ query: { ...FLOW.query, limits: 3 } }, 'limits'],
  ])('%j is refused', async (query, message) => {
    await writeFile(join(project.folder, 'wrong.json'), typeof query === 'string' ? query : JSON.stringify(query));
    const { code, err } = await ask('query', '--language', 'json', '--file', 'wrong.json');
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });
});

/** Linear between the two nearest ranks, as Prometheus does. */
function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = q * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(rank)] ?? 0, sorted[Math.ceil(rank)] ?? 0];
  return low + (high - low) * (rank - Math.floor(rank));
}
