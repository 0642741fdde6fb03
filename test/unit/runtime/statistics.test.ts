import { counter, gauge, hierarchical, hierarchicalTotal, histogram, stateSet, text } from 'signalbox/metrics';
import {
  batch,
  instruments,
  type MetricChange,
  type MetricRecord,
  meter,
  metricsText,
  registry,
  scopeMetrics,
  scopes,
  startTimer,
  statistics,
  subscribe,
} from 'signalbox/runtime';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

const labels = { flow_id: text(), step_id: text() };
const metrics = {
  duration: histogram({ ...hierarchical('flow.execution.duration', 'ms'), help: 'x', labels, buckets: [0.1, 1] }),
  memory: gauge({ ...hierarchical('flow.memory.consumption', 'mib'), help: 'x' }),
  records: counter({ ...hierarchicalTotal('flow.records'), help: 'x', labels }),
  volume: counter({ ...hierarchicalTotal('flow.dataVolume', 'kb'), help: 'x' }),
  state: stateSet({ name: 'flow_state', help: 'x', states: ['up', 'down'] }),
};
let own = registry();
const lines = async (start: string) =>
  (await metricsText({ registry: own })).split('\n').filter((line) => line.startsWith(start));

beforeEach(() => {
  own = registry();
});

describe('hierarchical names', () => {
  test('become names of Prometheus in base units', () => {
    expect(Object.values(metrics).map(({ name, unit }) => [name, unit])).toEqual([
      ['flow_execution_duration_seconds', 'seconds'],
      ['flow_memory_consumption_bytes', 'bytes'],
      ['flow_records_total', 'count'],
      ['flow_data_volume_bytes_total', 'bytes'],
      ['flow_state', 'count'],
    ]);
  });

  test('are recorded by, converted, with attributes in any spelling', async () => {
    const s = statistics(metrics, { registry: own });
    s.recordTimer('flow.execution.duration', 250, { flowId: 'f1', stepId: 's1', unknown: 'x' });
    s.recordCounter('flow.records', 3, { flowId: 'f1' });
    s.recordMeter('flow.records', 2, { flowId: 'f1' });
    s.recordGauge('flow.memory.consumption', 1_024);
    s.batchRecord([
      { name: 'flow.memory.consumption', value: 2, unit: 'mib' },
      { name: 'flow.dataVolume', value: 1.5, unit: 'kb' },
    ]);
    expect(await lines('flow_execution_duration_seconds_sum')).toEqual([
      'flow_execution_duration_seconds_sum{flow_id="f1",step_id="s1"} 0.25',
    ]);
    expect(await lines('flow_records_total')).toEqual(['flow_records_total{flow_id="f1",step_id=""} 5']);
    expect(await lines('flow_memory_consumption_bytes')).toEqual(['flow_memory_consumption_bytes 2097152']);
    expect(await lines('flow_data_volume_bytes_total')).toEqual(['flow_data_volume_bytes_total 1500']);
    expect(() => s.recordGauge('flow.memroy', 1)).toThrow(
      'no metric is called "flow.memroy"; there are flow_execution_duration, flow_memory',
    );
    expect(() => s.recordGauge('flow.state', 1)).toThrow('no metric is called "flow.state"');
  });
});

describe('batches', () => {
  test('are recorded when full, when it is time, and at the end; one that fails is told of', () => {
    vi.useFakeTimers();
    const taken: number[] = [];
    const failed = vi.fn();
    const into = {
      batchRecord: (records: readonly MetricRecord[]) => {
        if (records.some(({ name }) => name === 'bad')) throw new Error('no such metric');
        taken.push(records.length);
      },
    };
    const subject = batch({ size: 3, everySeconds: 10, into, failed });
    for (let index = 0; index < 4; index++) subject.record({ name: 'x', value: index });
    expect(taken).toEqual([3]);
    vi.advanceTimersByTime(10_000);
    expect(taken).toEqual([3, 1]);
    subject.record({ name: 'bad', value: 1 });
    subject.flush();
    expect(failed).toHaveBeenCalledTimes(1);
    subject.record({ name: 'x', value: 1 });
    subject.stop();
    expect(taken).toEqual([3, 1, 1]);
    vi.useRealTimers();
  });
});

describe('meters and timers', () => {
  test('a meter has the mean and follows what is now, over one, five and fifteen minutes', () => {
    let clock = 0;
    const inc = vi.fn();
    const subject = meter({ inc }, () => clock);
    for (clock = 0; clock < 600_000; clock += 1_000) subject.mark(10);
    expect(subject.rates()).toEqual({
      mean: expect.closeTo(10, 1),
      one: expect.closeTo(10, 5),
      five: expect.closeTo(10, 5),
      fifteen: expect.closeTo(10, 5),
    });
    expect(inc).toHaveBeenCalledTimes(600);
    clock += 60_000; // quiet for a minute: of the last minute 1/e is left
    const { five, one } = subject.rates();
    expect(one / 10).toBeCloseTo(Math.exp(-1), 1);
    expect(five / 10).toBeCloseTo(Math.exp(-1 / 5), 1);
  });

  test('a timer observes once', async () => {
    const m = instruments(
      { work: histogram({ name: 'work_seconds', help: 'x', unit: 'seconds', buckets: [1] }) },
      { registry: own },
    );
    const stop = startTimer(m.work);
    expect(stop()).toBe(stop());
    expect(await lines('work_seconds_count')).toEqual(['work_seconds_count 1']);
  });
});

describe('subscriptions', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test('tell what has changed, by series, until they are ended', async () => {
    vi.useFakeTimers();
    const m = instruments(metrics, { registry: own });
    const seen: MetricChange[] = [];
    const ends = Object.values(metrics).map((metric) =>
      subscribe(metric, (changes) => seen.push(...changes), { registry: own, everySeconds: 1 }),
    );
    m.records.inc({ flow_id: 'f', step_id: 's' }, 4);
    m.duration.observe({ flow_id: 'f', step_id: 's' }, 0.2);
    m.state.set('down');
    m.memory.set(0);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(seen).toEqual([
      { labels: { flow_id: 'f', step_id: 's' }, value: 1, before: undefined },
      { labels: { flow_id: 'f', step_id: 's' }, value: 4, before: undefined },
      { labels: { flow_state: 'up' }, value: 0, before: undefined },
      { labels: { flow_state: 'down' }, value: 1, before: undefined },
    ]);
    seen.length = 0;
    m.memory.set(7);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(seen).toEqual([{ labels: {}, value: 7, before: 0 }]);
    for (const end of ends) end();
    m.memory.set(8);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(seen).toHaveLength(1);
  });

  test('waits for a collector that takes longer than an interval, and tells nothing once it has ended', async () => {
    vi.useFakeTimers();
    let asked = 0;
    const collect = {
      memory: async (memory: { set(value: number): void }) => {
        asked += 1;
        await new Promise((done) => setTimeout(done, 2_500));
        memory.set(asked);
      },
    };
    const slow = { memory: metrics.memory };
    instruments(slow, { registry: own, collect });
    const seen: number[] = [];
    const end = subscribe(metrics.memory, (changes) => seen.push(...changes.map(({ value }) => value)), {
      registry: own,
      everySeconds: 1,
    });
    await vi.advanceTimersByTimeAsync(3_900);
    expect([asked, seen]).toEqual([1, [1]]);
    await vi.advanceTimersByTimeAsync(200);
    expect(asked).toBe(2);
    end();
    await vi.advanceTimersByTimeAsync(9_000);
    expect([asked, seen]).toEqual([2, [1]]);
  });
});

test('a scope begins and ends where it is told to, with its results', async () => {
  const { beginScope } = scopes({ registry: own });
  const first = beginScope('import', { flow: 'f1' });
  const second = beginScope('import');
  expect(first.endScope({ rows: 7 })).toBe(first.endScope());
  second.endScope({ error: new Error('broken') });
  expect(await lines('scopes_total')).toEqual([
    'scopes_total{scope="import",outcome="ok"} 1',
    'scopes_total{scope="import",outcome="error"} 1',
  ]);
  expect(scopeMetrics.scopes.name).toBe('scopes_total');
});
