import cluster from 'node:cluster';
import { counter, gauge, histogram, oneOf, stateSet, summary } from 'signalbox/metrics';
import { type ClusterPrimary, clusterPrimary, instruments, metricsText, registry } from 'signalbox/runtime';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TOLD } from '../../../src/runtime/cluster/message.ts';
import { snapshot } from '../../../src/runtime/cluster/snapshot.ts';

/** What a worker says, as it arrives. */
async function told(): Promise<Message> {
  const own = registry();
  const m = instruments(
    {
      done: counter({ name: 'done_total', help: 'x', labels: { how: oneOf('ok', 'error') } }),
      open: gauge({ name: 'open', help: 'x' }),
      took: histogram({ name: 'took_seconds', help: 'x', unit: 'seconds', buckets: [1], native: true }),
      size: summary({ name: 'size_bytes', help: 'x', unit: 'bytes', quantiles: [0.5] }),
      phase: stateSet({ name: 'phase', help: 'x', states: ['up', 'down'] }),
    },
    { registry: own },
  );
  m.done.inc({ how: 'ok' }, 5);
  m.open.set(Number.NEGATIVE_INFINITY);
  m.took.observe(-2);
  m.phase.set('up');
  const all = { type: TOLD, isLast: false, snapshot: await snapshot(own) };
  return JSON.parse(JSON.stringify(all));
}

const worker = { id: 7 };
const say = (message: unknown) => cluster.emit('message', worker, message);
let primary: ClusterPrimary;
const warned = vi.spyOn(process, 'emitWarning');
beforeEach(() => {
  warned.mockReset().mockImplementation(() => {});
  primary = clusterPrimary({ registry: registry(), timeoutSeconds: 0.1 });
});
afterEach(() => primary.close());

test('what a worker tells is taken as it comes', async () => {
  say(await told());
  expect(warned).not.toHaveBeenCalled();
  expect(await metricsText({ registry: await primary.registry() })).toContain('done_total{how="ok"} 5');
});

// biome-ignore lint/suspicious/noExplicitAny: messages are broken at will
type Message = Record<string, any>;
type Change = (message: Message) => void;
const of = (message: Message, name: string) =>
  message['snapshot'].families.find((one: Message) => one['definition']?.name === name) as Message;
const BROKEN: readonly [string, Change][] = [
  ['no snapshot', (m) => delete m['snapshot']],
  ['null', (m) => (m['snapshot'] = null)],
  ['no families', (m) => (m['snapshot'].families = {})],
  ['no foreign', (m) => delete m['snapshot'].foreign],
  ['an unknown kind', (m) => (of(m, 'done_total')['definition'].kind = 'toString')],
  ['no definition', (m) => delete of(m, 'done_total')['definition']],
  ['a name that is none', (m) => (of(m, 'done_total')['definition'].name = 'a\nb')],
  ['help that is no text', (m) => (of(m, 'done_total')['definition'].help = 5)],
  ['labels that are none', (m) => (of(m, 'done_total')['definition'].labels = null)],
  ['other label names', (m) => (of(m, 'done_total')['labelNames'] = ['x'])],
  ['a value that is no text', (m) => (of(m, 'done_total')['series'][0].values = [{}])],
  ['too few values', (m) => (of(m, 'done_total')['series'][0].values = [])],
  ['a negative count', (m) => (of(m, 'done_total')['series'][0].read = [-1])],
  ['a count that is a text', (m) => (of(m, 'done_total')['series'][0].read = ['5'])],
  ['a count that is null', (m) => (of(m, 'done_total')['series'][0].read = [null])],
  ['nothing read', (m) => delete of(m, 'done_total')['series'][0].read],
  ['a series that is null', (m) => (of(m, 'done_total')['series'][0] = null)],
  ['a schema out of range', (m) => (of(m, 'took_seconds')['series'][0].native.schema = -1e9)],
  ['a bucket that is none', (m) => (of(m, 'took_seconds')['series'][0].native.negative = [5])],
  ['an exemplar that is none', (m) => (of(m, 'done_total')['series'][0].exemplars = [5])],
  ['a foreign metric of nothing', (m) => (m['snapshot'].foreign = [null])],
  [
    'an aggregator of Object',
    (m) => (m['snapshot'].foreign = [{ name: 'a', help: '', type: 'gauge', aggregator: 'constructor' }]),
  ],
  ['an id that is none', (m) => (m['id'] = {})],
];
test.each(BROKEN)('%s: warned of once, and what was said before stands', async (_, change) => {
  say(await told());
  const broken = await told();
  change(broken);
  say(broken);
  say(broken);
  cluster.emit('disconnect', worker);
  expect(warned.mock.calls).toEqual([
    [expect.stringMatching(/worker 7 told its metrics in a form that is not ours/), 'SignalboxWarning'],
  ]);
  expect(await metricsText({ registry: await primary.registry() })).toContain('done_total{how="ok"} 5');
});
