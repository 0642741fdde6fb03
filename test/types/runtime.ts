/** Must and must not compile: instruments of `signalbox/runtime`. Checked by tsc, never run. */
import { service } from 'signalbox';
import { cqrsMetrics, oneOf, workflowMetrics } from 'signalbox/metrics';
import {
  type BoundCounter,
  cqrs,
  executionTracker,
  indicator,
  instruments,
  metricsText,
  observe,
  sampler,
} from 'signalbox/runtime';
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

  m.requests.remove({ code: '2xx', method: 'GET' });
  m.requests.reset();
  instruments(metrics, { collect: { queueDepth: (instrument) => instrument.set({ queue: 'a' }, 1) } });
  const observed = await observe(service({ name: 'shop', metrics }));
  observed.metrics.requests.inc({ code: '5xx', method: 'POST' });
  const c = cqrs(cqrsMetrics({ commands: oneOf('PlaceOrder') }));
  c.command({ type: 'PlaceOrder' }, () => 1);
  const tracker = executionTracker(workflowMetrics({ workflows: oneOf('review'), steps: oneOf('audit') }));
  tracker.enqueue({ workflow: 'review' }).step('audit').complete({ tokens: 1 });
  executionTracker(workflowMetrics({ workflows: oneOf('review'), tenants: oneOf('acme') })).enqueue({
    workflow: 'review',
    tenant: 'acme',
  });
  sampler({ kind: 'ratio', ratio: 0.1 });

  // @ts-expect-error no such code
  observed.metrics.requests.inc({ code: '200', method: 'POST' });
  // @ts-expect-error no such command
  c.command({ type: 'PlaceOrdr' }, () => 1);
  // @ts-expect-error no such workflow
  tracker.enqueue({ workflow: 'reveiw' });
  // @ts-expect-error no such step
  tracker.enqueue({ workflow: 'review' }).step('adit');
  // @ts-expect-error ratio missing
  sampler({ kind: 'ratio' });
  // @ts-expect-error no such kind
  indicator({ kind: 'databse', ping: () => 1 });
  // @ts-expect-error a gauge is collected, not observed
  instruments(metrics, { collect: { queueDepth: (instrument) => instrument.observe({ queue: 'a' }, 1) } });
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
