/** Must and must not compile: instruments of `signalbox/runtime`. Checked by tsc, never run. */
import { type BoundCounter, instruments, metricsText } from 'signalbox/runtime';
import * as metrics from '../unit/runtime/fixtures.ts';

export async function compiles(): Promise<void> {
  const m = instruments(metrics);
  const paid: BoundCounter = m.requests.labels({ code: '2xx', method: 'GET' });
  paid.inc();
  m.requests.inc({ code: '5xx', method: 'POST' }, 2);
  m.byRoute.inc({ route: '/anything', code: '2xx' });
  m.cpuSeconds.inc(0.5);
  m.connections.dec();
  m.queueDepth.set({ queue: 'mail' }, 3);
  m.duration.observe({ route: '/' }, 0.2);
  const answer: number = await m.duration.time({ route: '/' }, async () => 42);
  const same: number = m.work.time(() => answer);
  m.size.observe(same);
  m.build.set({ version: '1.2.3' });
  m.phase.set('running');
  m.agentHealth.set({ agent: 'a1', agent_health_status: 'degraded' });
  await metricsText();

  // @ts-expect-error method missing
  m.requests.labels({ code: '2xx' });
  // @ts-expect-error no such code
  m.requests.labels({ code: '200', method: 'GET' });
  // @ts-expect-error no such label
  m.requests.inc({ code: '2xx', method: 'GET', route: '/' });
  // @ts-expect-error labels needed
  m.requests.inc();
  // @ts-expect-error an open label is still text
  m.byRoute.inc({ route: 7, code: '2xx' });
  // @ts-expect-error no label to give
  m.cpuSeconds.labels({ a: 'b' });
  // @ts-expect-error a counter is not set
  m.cpuSeconds.set(1);
  // @ts-expect-error a gauge does not observe
  m.connections.observe(1);
  // @ts-expect-error labels needed
  m.duration.time(() => 1);
  // @ts-expect-error bytes are not timed
  m.size.time(() => 1);
  // @ts-expect-error no such state
  m.phase.set('stopped');
  // @ts-expect-error no such state
  m.agentHealth.set({ agent: 'a1', agent_health_status: 'dead' });
  // @ts-expect-error no such label
  m.build.set({ commit: 'abc' });
  // @ts-expect-error what is no metric is no instrument
  m.unrelated;
}
