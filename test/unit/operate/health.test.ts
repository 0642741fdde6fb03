import { expect, test } from 'vitest';
import type { Service } from '../../../src/model/service.ts';
import type { PrometheusReader } from '../../../src/operate/servers/prometheus.ts';
import { readHealth } from '../../../src/program.ts';

test('components that the kit exports are known without being declared', async () => {
  const labels = { component: 'orders', component_health_status: 'degraded', job: 'checkout', instance: 'a:1' };
  const prometheus = {
    instant: async (query: string) => (query.startsWith('component_health_status{job="checkout"}') ? [{ labels, value: 1 }] : []),
  } as unknown as PrometheusReader; // nothing else is asked
  const service = { name: 'checkout', job: 'checkout', metrics: [] } as unknown as Service; // what is read of it
  const found = await readHealth(prometheus, { services: [service], at: new Date(0), progress: () => {} });
  expect(found).toContainEqual({
    service: 'checkout',
    indicator: 'orders',
    state: 'degraded',
    detail: 'component_health_status is degraded',
  });
});
