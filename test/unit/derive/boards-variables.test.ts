import { expect, test } from 'vitest';
import { counter } from '../../../src/authored/metric.ts';
import { service } from '../../../src/define/service.ts';
import { slo } from '../../../src/define/slo.ts';
import { events } from '../../../src/sli/events.ts';
import { payments, production, resolveAll, routes } from '../../support/estate.ts';

test('a value that looks like a variable is none on a derived board', () => {
  const kind = { kind: 'label' } as const;
  const requests = counter({ name: 'requests_total', help: 'Requests.', labels: { kind } });
  const cart = service({ name: 'cart', owner: payments, metrics: [requests], scrape: { port: 9464 } });
  const sli = events({ total: requests, bad: requests.where({ kind: '$A' }) });
  const good = slo({ service: cart, name: 'good', objective: '99%', window: '30d', sli });
  const { diagnostics, derived } = resolveAll({ payments, production, routes, cart, good });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const asked = derived.dashboards.flatMap(({ sections }) =>
    sections.flatMap(({ panels }) => panels.flatMap((one) => one.queries)),
  );
  expect(asked.some(({ query }) => query.text.includes('$A'))).toBe(true);
});
