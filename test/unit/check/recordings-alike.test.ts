import { expect, test } from 'vitest';
import * as definitions from '../../../definitions/index.ts';
import { type Label, oneOf } from '../../../src/authored/label.ts';
import { counter, histogram } from '../../../src/authored/metric.ts';
import { type EstateCatalogue, metricCatalogue } from '../../../src/check/metric-catalogue.ts';
import { labelledFacts } from '../../../src/check/recording-shape.ts';
import { resolve } from '../../../src/define/resolve.ts';
import { derive } from '../../../src/derive/derive.ts';
import { isAlertRule, type RecordingRule } from '../../../src/model/alert.ts';
import type { Derived } from '../../../src/model/derived.ts';
import { OwnQuery } from '../../../src/query/promql/own-query.ts';
import { NO_SPAN } from '../../../src/query/promql/tree.ts';
import { base, resolveAll, scraped } from '../../support/estate.ts';
import { howMany } from '../../support/how-many.ts';
import { Random, seedOf } from '../../support/random.ts';
import { type Rule, withRecordings } from '../../support/recordings.ts';

const { estate, context } = resolve(definitions).value;
const derived = derive(estate, context).value;
const recordings = derived.groups.flatMap(({ rules }) => rules.filter((rule): rule is RecordingRule => !isAlertRule(rule)));

/** What is found of a recording, and what it gives that is analysed by itself. */
function foundAndAlone(catalogue: EstateCatalogue, rule: RecordingRule): [found: unknown, alone: unknown] {
  const expr = rule.query.engine === 'prometheus' ? rule.query.expr : undefined;
  if (!expr) throw new Error(rule.query.text);
  const matchers = Object.entries(rule.labels).map(([label, value]) => ({ label, op: '=', value, span: NO_SPAN }) as const);
  const [found] = catalogue.recorded?.(rule.record, matchers) ?? [];
  return [found?.recorded, labelledFacts(catalogue.analyse(rule, expr).result, rule)];
}

test('what recordings of SLOs give is what each of them gives that is analysed by itself', () => {
  const catalogue = metricCatalogue(derived);
  expect(recordings.filter(({ query }) => query instanceof OwnQuery).length).toBeGreaterThan(400);
  for (const rule of recordings.filter(({ record, labels }) => 'slo' in labels && record !== 'slo:budget_state:active')) {
    const [found, alone] = foundAndAlone(catalogue, rule);
    expect(found, `${rule.record} ${rule.query.text}`).toEqual(alone);
  }
});

const SERVICES = ['a', 'b', 'c', 'd', 'e'];
const RECORDS = ['one', 'two', 'three'];
const READS = [
  'sum by (code) (rate(requests_total{job="@"}[5m]))',
  'requests_total{code="ok", job="@"}',
  'requests_total{job="@", zone="$"} or requests_total{job="@"}',
  'sum by (job, instance) (requests_total{job="@"}) + on (job) group_left () sum by (job) (requests_total{job="a"})',
  'sum(requests_total{job="@"}) / sum(requests_total{job=~"a|@"})',
  'rate(waiting_seconds_bucket{le="2.0", job="@"}[5m])',
  'label_replace(requests_total{job="@"}, "$", "x", "", "")',
  'base{of="$"} * 2',
  'base{of!="$"} * 2',
  'base{of="$"} + base{of="a"}',
  'max_over_time(base{of="$"}[5m]) + on () group_right () up{job="@"}',
  'requests_total{job=\'@\', job="@"}',
];

/** Services that expose a metric of one name, each of its own form, at as many addresses as it likes. */
function someServices(random: Random): Derived {
  const requestsOf = () => counter({ name: 'requests_total', help: 'Requests.', labels: random.pick(FORMS) });
  const waitingOf = () => histogram({ name: 'waiting_seconds', help: 'Waiting.', buckets: random.pick([[1], [1, 2]]) });
  const services = SERVICES.map((name) => [name, scraped({ requests: requestsOf(), waiting: waitingOf() }, name)] as const);
  const { derived } = resolveAll({ ...base, ...Object.fromEntries(services) });
  const addresses = () => random.pick([['a:1'], ['a:1', 'b:1']]);
  const runs = new Map(derived.estate.services.map((service) => [service, addresses()]));
  const environments = derived.estate.environments.map((environment) => ({ ...environment, runs }));
  return { ...derived, estate: { ...derived.estate, environments } };
}

const FORMS: readonly Record<string, Label>[] = [
  {},
  { code: oneOf('ok', 'bad') },
  { code: oneOf('no') },
  { zone: oneOf('a', 'b') },
];

function someRules(random: Random): Rule[] {
  const base = SERVICES.map(
    (of): Rule => ['base', random.pick(READS.slice(0, 3)).replaceAll('@', of).replaceAll('$', of), { of }],
  );
  const others = RECORDS.flatMap((record) => {
    const texts = [random.pick(READS), random.pick(READS)];
    return SERVICES.map((of): Rule => {
      const asked = random.chance(0.8) ? of : random.pick(SERVICES);
      return [record, random.pick(texts).replaceAll('@', asked).replaceAll('$', of), { of }];
    });
  });
  return [...base, ...others];
}

test('so is what any recordings give whose texts differ in jobs and in the values of their labels', () => {
  const random = new Random(seedOf(11));
  for (let round = 0; round < howMany(60, 600); round++) {
    const derived = withRecordings(someServices(random), someRules(random));
    const catalogue = metricCatalogue(derived);
    for (const rule of derived.groups.flatMap(({ rules }) => rules.filter((rule): rule is RecordingRule => !isAlertRule(rule)))) {
      const [found, alone] = foundAndAlone(catalogue, rule);
      expect(found, `${rule.record} ${rule.query.text}`).toEqual(alone);
    }
  }
});

test('rules that were let go are made again as they were', () => {
  const texts = () => derived.groups.map(({ rules }) => rules.map(({ query }) => query.text));
  const before = texts();
  const all = derive(estate, context).value.groups.map(({ rules }) => rules); // as many again, so that the first are let go
  expect(all.length).toBeGreaterThan(50);
  expect(texts()).toEqual(before);
});
