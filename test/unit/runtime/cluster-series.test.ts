import { counter, gauge, oneOf, text } from 'signalbox/metrics';
import { instruments, metricsText, registry } from 'signalbox/runtime';
import { expect, test } from 'vitest';
import { admission } from '../../../src/runtime/cluster/admission.ts';
import { departed } from '../../../src/runtime/cluster/departed.ts';
import { merge } from '../../../src/runtime/cluster/merge.ts';
import { type Snapshot, snapshot } from '../../../src/runtime/cluster/snapshot.ts';

const hits = counter({ name: 'hits_total', help: 'x', labels: { path: text(), code: oneOf('2xx', '5xx') } });
const open = gauge({ name: 'open', help: 'x', labels: { path: text() } });

/** A worker that has counted these paths. */
async function worker(...paths: string[]): Promise<Snapshot> {
  const own = registry();
  const m = instruments({ hits, open }, { registry: own });
  for (const path of paths) {
    m.hits.inc({ path, code: '2xx' }, 2);
    m.open.set({ path }, 1);
  }
  return snapshot(own);
}

test('series that workers leave behind are bounded: the first keep their labels for good, later ones are folded', async () => {
  const admit = admission(2);
  const shown = async (...of: Snapshot[]) =>
    (await metricsText({ registry: merge(of, admit) })).split('\n').filter((line) => line.startsWith('hits_total{'));
  const [a, b, c] = [await worker('/a'), await worker('/b'), await worker('/c', '/a')];
  const first = await shown(a, b, c);
  expect(first.sort()).toEqual([
    'hits_total{path="/a",code="2xx"} 4',
    'hits_total{path="/b",code="2xx"} 2',
    'hits_total{path="__overflow__",code="2xx"} 2',
  ]);
  const gone = departed(departed({ families: [], foreign: [] }, c, admit), b, admit);
  expect((await shown(a, gone)).sort()).toEqual(first); // nothing has moved
  const later = departed(gone, await worker('/d', '/e'), admit);
  expect((await shown(a, later)).sort()).toEqual([...first.slice(0, 2), 'hits_total{path="__overflow__",code="2xx"} 6']);
});

test('what a worker takes with it needs no bound', async () => {
  const text = await metricsText({ registry: merge([await worker('/a', '/b', '/c')], admission(1)) });
  expect(text.match(/^open\{/gm)).toHaveLength(3);
});
