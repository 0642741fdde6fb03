import { describe, expect, test } from 'vitest';
import { oneOf, text } from '../../../src/authored/label.ts';
import { counter, gauge } from '../../../src/authored/metric.ts';
import { metricCatalogue } from '../../../src/check/metric-catalogue.ts';
import { ruleQueries } from '../../../src/check/queries.ts';
import type { Derived } from '../../../src/model/derived.ts';
import { NO_SPAN } from '../../../src/query/promql/tree.ts';
import { base, resolveAll, scraped } from '../../support/estate.ts';
import { howMany } from '../../support/how-many.ts';
import { Random, seedOf } from '../../support/random.ts';
import { type Rule, withRecordings } from '../../support/recordings.ts';

const requests = counter({
  name: 'requests_total',
  help: 'Requests.',
  labels: { route: text({ series: 40 }), code: oneOf('ok', 'bad') },
});
const waiting = gauge({ name: 'waiting_seconds', help: 'Waiting.', unit: 'seconds', labels: { queue: text({ series: 3 }) } });
const { derived: estate } = resolveAll({ ...base, checkout: scraped({ requests, waiting }) });

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];
const ZONES = ['x', 'y'];
const METRICS = ['requests_total', 'waiting_seconds', 'sum by (code) (requests_total)', 'rate(requests_total[5m])'];
const AROUND = ['% + 1', 'sum by (code) (%)', 'max by (queue, zone) (%)', '% > 3', 'clamp_max(%, 7)', 'rate(%[5m])'];

/** Recordings that read each other, themselves at times; `least` keeps one from reading those before it, so that none reads itself. */
function recordings(random: Random, withCircles: boolean): Rule[] {
  return Array.from({ length: 9 }, (_, index): Rule => {
    const read = withCircles ? NAMES : NAMES.filter((name) => name > nameAt(index));
    const zone = random.chance(0.4) ? `zone="${random.pick(ZONES)}"` : '';
    const name = random.pick(read.length > 0 ? read : ['requests_total']);
    const selector = random.chance(0.3) ? `{__name__="${name}"${zone && `, ${zone}`}}` : `${name}{${zone}}`;
    const inner = random.chance(0.3) ? random.pick(METRICS) : selector;
    const around = random.pick(AROUND.filter((one) => !one.includes('[') || inner === selector));
    return [nameAt(index), around.replace('%', inner), random.chance(0.6) ? { zone: random.pick(ZONES) } : {}];
  });
}

function nameAt(index: number): string {
  return NAMES[index % NAMES.length] ?? '';
}

function shuffled<T>(random: Random, list: readonly T[]): T[] {
  return list
    .map((one) => ({ one, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}

const QUESTIONS = NAMES.flatMap((name) => [undefined, ...ZONES].map((zone) => ({ name, zone })));

/** What is found by each question, and what is told of each query, where questions are asked in this order. */
function answers(derived: Derived, questions: typeof QUESTIONS, queriesFirst: boolean): Map<string, unknown> {
  const catalogue = metricCatalogue(derived);
  const told = () => ruleQueries(derived, catalogue).map(({ analysis }) => analysis.problems);
  const before = queriesFirst ? told() : undefined;
  const found = questions.map(({ name, zone }): [string, unknown] => {
    const matchers = zone === undefined ? [] : [{ label: 'zone', op: '=', value: zone, span: NO_SPAN } as const];
    return [`${name} ${zone}`, catalogue.recorded?.(name, matchers)];
  });
  return new Map([...found, ['problems', before ?? told()]]);
}

test.each([
  ['that read each other', false],
  ['some of which read themselves', true],
])('what is known of recordings %s is the same whatever is asked first', (_, withCircles) => {
  const random = new Random(seedOf(7));
  for (let round = 0; round < howMany(40, 200); round++) {
    const rules = recordings(random, withCircles);
    const derived = withRecordings(estate, rules);
    const inOrder = answers(derived, QUESTIONS, true);
    expect(answers(derived, shuffled(random, QUESTIONS), false), JSON.stringify(rules)).toEqual(inOrder);
    expect(answers(derived, shuffled(random, QUESTIONS), random.chance(0.5)), JSON.stringify(rules)).toEqual(inOrder);
  }
});

describe('nothing is made that nobody asks for', () => {
  const rules: Rule[] = [
    ['a', 'sum(b)'],
    ['b', 'sum by (code) (requests_total)'],
    ['c', 'max(waiting_seconds)'],
  ];
  const counted = () => {
    const derived = withRecordings(estate, rules);
    const counts = { groups: 0, parsed: new Map<string, number>() };
    const [group] = derived.groups;
    const made = (group?.rules ?? []).map((rule) => ({ ...rule, query: countedQuery(rule.query, counts.parsed) }));
    const own = {
      ...group,
      get rules() {
        counts.groups++;
        return made;
      },
    };
    return { counts, derived: { ...derived, groups: [own] } as Derived }; // the group is the one there was
  };

  test('no rule by a catalogue that is asked for metrics alone', () => {
    const { counts, derived } = counted();
    expect(metricCatalogue(derived).find('requests_total')).toHaveLength(1);
    expect(counts.groups).toBe(0);
  });

  test('of recordings those that are found, and what they read', () => {
    const { counts, derived } = counted();
    const catalogue = metricCatalogue(derived);
    expect(catalogue.recorded?.('a', [])).toHaveLength(1);
    expect([...counts.parsed.keys()].sort()).toEqual(['sum by (code) (requests_total)', 'sum(b)']);
  });
});

function countedQuery(query: Derived['alerts'][number]['query'], parsed: Map<string, number>): typeof query {
  return {
    ...query,
    get expr() {
      parsed.set(query.text, (parsed.get(query.text) ?? 0) + 1);
      return query.engine === 'prometheus' ? query.expr : undefined;
    },
  } as typeof query;
}
