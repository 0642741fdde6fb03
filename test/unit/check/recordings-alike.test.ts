import { expect, test } from 'vitest';
import * as definitions from '../../../definitions/index.ts';
import { metricCatalogue } from '../../../src/check/metric-catalogue.ts';
import { labelledFacts } from '../../../src/check/recording-shape.ts';
import { resolve } from '../../../src/define/resolve.ts';
import { derive } from '../../../src/derive/derive.ts';
import { isAlertRule, type RecordingRule } from '../../../src/model/alert.ts';
import { OwnQuery } from '../../../src/query/promql/own-query.ts';
import { NO_SPAN } from '../../../src/query/promql/tree.ts';

const { estate, context } = resolve(definitions).value;
const derived = derive(estate, context).value;
const catalogue = metricCatalogue(derived);
const recordings = derived.groups.flatMap(({ rules }) => rules.filter((rule): rule is RecordingRule => !isAlertRule(rule)));
const own = recordings.filter(({ query }) => query instanceof OwnQuery);

test('what recordings of SLOs give is what each of them gives that is analysed by itself', () => {
  expect(own.length).toBeGreaterThan(400);
  for (const rule of own) {
    const expr = rule.query.engine === 'prometheus' ? rule.query.expr : undefined;
    if (!expr) throw new Error(rule.query.text);
    const matchers = Object.entries(rule.labels).map(([label, value]) => ({ label, op: '=', value, span: NO_SPAN }) as const);
    const [found] = catalogue.recorded?.(rule.record, matchers) ?? [];
    expect(found?.recorded, `${rule.record} ${rule.query.text}`).toEqual(
      labelledFacts(catalogue.analyse(rule, expr).result, rule),
    );
  }
});

test('rules that were let go are made again as they were', () => {
  const texts = () => derived.groups.map(({ rules }) => rules.map(({ query }) => query.text));
  const before = texts();
  const all = derive(estate, context).value.groups.map(({ rules }) => rules); // as many again, so that the first are let go
  expect(all.length).toBeGreaterThan(50);
  expect(texts()).toEqual(before);
});
