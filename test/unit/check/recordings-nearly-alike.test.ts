import { expect, test } from 'vitest';
import { oneOf } from '../../../src/authored/label.ts';
import { counter, gauge } from '../../../src/authored/metric.ts';
import { metricCatalogue } from '../../../src/check/metric-catalogue.ts';
import { isAlertRule } from '../../../src/model/alert.ts';
import { NO_SPAN } from '../../../src/query/promql/tree.ts';
import { base, resolveAll, scraped } from '../../support/estate.ts';
import { type Rule, withRecordings } from '../../support/recordings.ts';

const metricsOf = () => ({
  m: counter({ name: 'm_total', help: 'M.', labels: { zone: oneOf('x', 'y', 'z'), code: oneOf('ok', 'bad') } }),
  n: gauge({ name: 'n_bytes', help: 'N.', unit: 'bytes' }),
  s: gauge({ name: 's_seconds', help: 'S.', unit: 'seconds' }),
});
const services = Object.fromEntries(['a', 'b', 'c'].map((name) => [name, scraped(metricsOf(), name)]));
const { derived } = resolveAll({ ...base, ...services });

const BASE: Rule = ['base', 'sum by (job, zone) (rate(m_total[5m]))'];
/** 5 where the series is, or not: which shows in its bounds. */
const five = (series: string) => `sum(${series}) * 0 + 5 or vector(1)`;

/** Rules that look alike, and are not. */
const NEARLY: Readonly<Record<string, readonly Rule[]>> = {
  'a label asked for twice': [
    BASE,
    ['r', five('base{zone="x", zone=~"x|y"}'), { of: 'x' }],
    ['r', five('base{zone="z", zone=~"x|y"}'), { of: 'z' }],
  ],
  'a job that is excluded': [
    BASE,
    ['r', five('base{job="a", job!="b"}'), { of: 'p' }],
    ['r', five('base{job="b", job!="b"}'), { of: 'q' }],
  ],
  'the value of another label': [
    ['base', 'm_total{job="a"}', { of: 'x' }],
    ['r', five('base{of="y"}'), { z: 'y', of: 'x' }],
    ['r', five('base{of="x"}'), { z: 'x', of: 'x' }],
  ],
  'a value after a space': [
    ['r', five('m_total{job="a"} unless m_total{job= "a"}'), { of: 'p' }],
    ['r', five('m_total{job="b"} unless m_total{job= "a"}'), { of: 'q' }],
  ],
  'a label between quotes': [
    ['r', five('m_total{job="a"} unless m_total{"job"="a"}'), { of: 'p' }],
    ['r', five('m_total{job="b"} unless m_total{"job"="a"}'), { of: 'q' }],
  ],
  'a value as an expression': [
    ['base', 'm_total{job="a"}', { of: 'a' }],
    ['base', 'sum(n_bytes{job="a"})', { of: 'b' }],
    ['r', 'base{of=~"a"}', { of: 'a' }],
    ['r', 'base{of=~"a"}', { of: 'b' }],
  ],
  'a name as a label': [
    ['b1', 'm_total{job="a"}'],
    ['b2', 'sum(n_bytes{job="a"})'],
    ['r', '{__name__="b1"}', { of: 'b1' }],
    ['r', '{__name__="b2"}', { of: 'b2' }],
  ],
  'a label that is not there': [
    ['r', 'm_total{job="a"}', { of: 'x1' }],
    ['r', 'm_total{job="b"}', { of: '' }],
  ],
  'a value Grafana fills in': [BASE, ['r', 'base{zone="$x"}', { of: '$x' }], ['r', 'base{zone="x"}', { of: 'x' }]],
  'a label named as a function': [
    ['r', '(n_bytes{job="a"})', { u: 'p', timestamp: 'r' }],
    ['r', 'timestamp (n_bytes{job="a"})', { u: 'q' }],
  ],
  'a value that ends as a matcher begins': [
    ['r', 'm_total{job="a", zone!="job=", code="ok"}', { of: 'p' }],
    ['r', 'm_total{job="a", zone!="job=", zone="ok"}', { of: 'q' }],
  ],
};

/** What is known of each recording, asked for in this order. */
function known(rules: readonly Rule[], isBackwards: boolean): ReadonlyMap<string, unknown> {
  const withRules = withRecordings(derived, rules);
  const catalogue = metricCatalogue(withRules);
  const all = withRules.groups.flatMap((group) => group.rules.flatMap((rule) => (isAlertRule(rule) ? [] : [rule])));
  return new Map(
    (isBackwards ? all.toReversed() : all).map(({ record, labels }) => {
      const matchers = Object.entries(labels).map(([label, value]) => ({ label, op: '=', value, span: NO_SPAN }) as const);
      return [`${record}${JSON.stringify(labels)}`, catalogue.recorded?.(record, matchers)[0]?.recorded];
    }),
  );
}

test.each(Object.keys(NEARLY))('is told apart: %s', (name) => {
  const rules = NEARLY[name] ?? [];
  const byThemselves = rules.map(([record, text, labels = {}]): Rule => [record, `${text} #`, labels]); // a comment has no shape
  for (const isBackwards of [false, true]) expect(known(rules, isBackwards)).toEqual(known(byThemselves, isBackwards));
});
