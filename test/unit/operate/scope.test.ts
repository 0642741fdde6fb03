import { expect, test } from 'vitest';
import { scopeLogql, scopePromql, scopeTraceql } from '../../../src/operate/servers/scope.ts';
import { isTenant } from '../../../src/operate/servers/tenancy.ts';

test.each([
  ['up', 'up{tenant="a"}'],
  ['up{tenant="b"}', 'up{tenant="b",tenant="a"}'],
  ['{__name__=~".+"} or on () vector(1)', '{__name__=~".+",tenant="a"} or on () vector(1)'],
  ['rate(x_total[5m] offset 1h) / ignoring (code) group_left () y', 'rate(x_total{tenant="a"}[5m] offset 1h) / ignoring (code) group_left () y{tenant="a"}'],
  ['max_over_time(sum(x)[1h:5m])', 'max_over_time(sum(x{tenant="a"})[1h:5m])'],
  ['topk(scalar(n), x) unless y @ end()', 'topk(scalar(n{tenant="a"}), x{tenant="a"}) unless y{tenant="a"} @ end()'],
  ['absent(x) + time()', 'absent(x{tenant="a"}) + time()'],
])('PromQL %s', (text, scoped) => {
  expect(scopePromql(text, 'a')).toBe(scoped);
});

test.each([
  ['{app="x"} |= "tenant" | json', '{app="x", tenant="a"} |= "tenant" | json'],
  ['sum by (level) (rate({app="x"}[5m])) / (sum(rate({app=~".+"}[5m])))', 'sum by (level) (rate({app="x", tenant="a"} [5m])) / (sum(rate({app=~".+", tenant="a"} [5m])))'],
  ['label_replace(count_over_time({app="x"}[1m]), "a", "b", "c", "d") or vector(1)', 'label_replace(count_over_time({app="x", tenant="a"} [1m]), "a", "b", "c", "d") or vector(1)'],
])('LogQL %s', (text, scoped) => {
  expect(scopeLogql(text, 'a')).toBe(scoped);
});

test.each([
  ['{ }', '{ resource.tenant = "a" }'],
  ['{ status = error || span.x = 1 }', '{ resource.tenant = "a" && (status = error || span.x = 1) }'],
  ['{ name = "x" } >> { status = error } | count() > 2', '{ resource.tenant = "a" && name = "x" } >> { resource.tenant = "a" && status = error } | count() > 2'],
  ['max(duration) > 3s', '{ resource.tenant = "a" } | max(duration) > 3s'],
  ['{ } | rate() by (resource.service.name)', '{ resource.tenant = "a" } | rate() by (resource.service.name)'],
  ['{ } | compare({ status = error })', '{ resource.tenant = "a" } | compare({ resource.tenant = "a" && status = error })'],
])('TraceQL %s', (text, scoped) => {
  expect(scopeTraceql(text, 'a')).toBe(scoped);
});

test('a name that could be two tenants, or a path, is none', () => {
  expect(['acme', 'a-b_c.d', "o'neil(1)*!"].map(isTenant)).toEqual([true, true, true]);
  expect(['a|b', '', '.', '..', 'a/b', 'a b', 'ä', 'x'.repeat(151)].map(isTenant)).toEqual(Array(8).fill(false));
});
