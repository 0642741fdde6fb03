import { expect, test } from 'vitest';
import { boardsOfAlerts } from '../../../src/derive/boards-of-alerts.ts';
import { addressOf } from '../../../src/kernel/address.ts';
import type { AlertRule } from '../../../src/model/alert.ts';
import type { Dashboard } from '../../../src/model/dashboard.ts';
import type { Query } from '../../../src/model/query.ts';
import { parsePromql } from '../../../src/query/promql/parse.ts';
import { service, slo } from '../panels/phoenix.ts';

function promql(text: string): Query {
  const { expr } = parsePromql(text);
  return { engine: 'prometheus', text, expr, units: new Map() };
}

/** Only what the choice reads. */
function board(scope: string, name: string, ...queries: string[]): Dashboard {
  const panels = [{ queries: queries.map((text) => ({ query: promql(text) })) }];
  const tags = name === 'slos' ? ['slo'] : [];
  return { address: addressOf(scope, 'dashboard', name), name, tags, sections: [{ panels }] } as unknown as Dashboard;
}
function alert(text: string, labels: Record<string, string> = {}): AlertRule {
  return { service, query: promql(text), labels } as unknown as AlertRule;
}

const business = board('phoenix', 'business', 'rate(tasks_total[5m])');
const overview = board('phoenix', 'overview', 'redis_up', 'redis_memory_used_bytes / redis_memory_max_bytes');
const slos = board('phoenix', 'slos', 'redis_up');
const own = board(service.name, 'service', 'rate(requests_total[5m])');
const chosen = (one: AlertRule, ...boards: Dashboard[]) => boardsOfAlerts(boards).get(one)?.name;

test('an alert opens the board of its system that shows what it reads', () => {
  expect(chosen(alert('redis_up == 0'), business, overview, slos)).toBe('overview');
  expect(chosen(alert('rate(tasks_total[1m]) == 0'), business, overview, slos)).toBe('business');
});

test('the board of the service comes first, that of objectives for their alerts', () => {
  expect(chosen(alert('redis_up == 0'), business, overview, slos, own)).toBe('service');
  expect(chosen(alert('redis_up == 0', { slo: `${service.name}/${slo.name}` }), business, overview, slos, own)).toBe('slos');
});

test('without a board near it, it opens none', () => {
  expect(chosen(alert('redis_up == 0'), board('elsewhere', 'overview', 'redis_up'))).toBeUndefined();
});
