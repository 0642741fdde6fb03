import type { RecordingRule } from '../model/alert.ts';
import { hull } from '../query/promql/bounds.ts';
import { type Facts, factsOf, type Value, valueFrom } from '../query/promql/facts.ts';
import { addLabel, dropLabels, unionLabels } from '../query/promql/labels.ts';
import type { LabelShape, MetricShape } from '../query/shape.ts';

/** What a rule stores: what its expression gives, with the rule's labels over those of the series. An empty one removes it. */
export function labelledFacts(result: Facts, { record, labels }: RecordingRule): Facts {
  const added = Object.entries(labels);
  const stored = added.reduce(
    (known, [label, value]) => (value === '' ? dropLabels(known, [label]) : addLabel(known, label, true)),
    result.labels,
  );
  const raw = result.counter === undefined ? { gauge: record } : { counter: record };
  return factsOf(
    { ...valueFrom(stored, result, result.histogram), info: result.info, ...raw },
    {
      name: 'always',
      empty: 'possibly',
      because: undefined,
      bounds: result.bounds,
      series: result.series,
      sizes: new Map([...result.sizes, ...added.map(([label]) => [label, 1] as const)]),
      varies: result.varies,
      samples: result.series,
    },
  );
}

/** Gives equal facts as the same object: thousands of SLOs record the same, each with a value of its own in its label. */
export function sharing(): (facts: Facts) => Facts {
  const known = new Map<string, Facts>();
  return (facts) => {
    const key = textOf(facts);
    const same = known.get(key) ?? facts;
    known.set(key, same);
    return same;
  };
}

/** All that is known, as a text. */
function textOf(facts: Facts): string {
  const { labels, bounds, sizes, scaled } = facts;
  const { unit, perSecond, observed, counter, gauge, histogram, info, name, empty, series, varies, samples } = facts;
  return JSON.stringify([
    ...[unit, perSecond, observed, scaled, counter, gauge, histogram, info, name, empty, varies].map((one) => one ?? null),
    ...[series, samples, bounds.min, bounds.max, bounds.nonZero, bounds.nan].map(oneText),
    ...[[...labels.exact], [...labels.optional], [...labels.never], labels.open, [...sizes].map(String)],
  ]);
}

/** 0 and -0 are two numbers to what divides by them. */
function oneText(one: number | boolean): string {
  return Object.is(one, -0) ? '-0' : String(one);
}

type Stored = Pick<RecordingRule, 'record' | 'labels'>;

const NO_JOBS: readonly string[] = [];

/** Recordings of one name as one metric. */
export function mergedShape(rules: readonly Stored[], all: readonly Facts[], scrapeSeconds: number): MetricShape {
  const recorded = merged(all);
  const name = rules[0]?.record ?? '';
  return {
    name,
    type: recorded.counter === undefined ? 'gauge' : 'counter',
    unit: recorded.unit ?? 'count',
    labels: Object.fromEntries([...recorded.labels.exact].map((label) => [label, labelShape(label, rules)])),
    jobs: NO_JOBS,
    scrapeSeconds,
    recorded,
  };
}

/** A label that every rule sets has these values and no others. */
function labelShape(label: string, rules: readonly Stored[]): LabelShape {
  const values = rules.map(({ labels }) => (Object.hasOwn(labels, label) ? labels[label] : undefined));
  return values.every((value) => value !== undefined) ? { values: [...new Set(values)] } : {};
}

function merged(all: readonly Facts[]): Facts {
  const [first, ...others] = all;
  if (!first) throw new Error('no recording to merge');
  if (others.length === 0) return first;
  const labels = all.map((facts) => facts.labels).reduce(unionLabels);
  return {
    ...commonValue(first, others),
    labels,
    name: 'always',
    empty: 'possibly',
    because: undefined,
    bounds: all.map(({ bounds }) => bounds).reduce(hull),
    series: all.reduce((sum, { series }) => sum + series, 0),
    sizes: new Map([...labels.exact].flatMap((label) => sizeOf(label, all))),
    varies: all.some(({ varies }) => varies),
    samples: all.reduce((sum, { samples }) => sum + samples, 0),
  };
}

/** Where one of them does not know how many values a label has, nobody does. */
function sizeOf(label: string, all: readonly Facts[]): readonly (readonly [string, number])[] {
  const size = all.reduce(
    (sum, { sizes, labels }) =>
      sum + (sizes.get(label) ?? (labels.exact.has(label) || labels.open ? Number.POSITIVE_INFINITY : 1)),
    0,
  );
  return Number.isFinite(size) ? [[label, size]] : [];
}

/** What is true of the value of every one of them. */
function commonValue(first: Facts, others: readonly Facts[]): Omit<Value, 'labels'> {
  const { counter, gauge, unit, perSecond, observed, histogram, info, scaled } = first;
  const kept = { counter, gauge, unit, perSecond, observed, histogram, info, scaled };
  const same = Object.entries(kept).filter(
    ([key, value]) =>
      value !== undefined &&
      others.every((other) =>
        Object.entries(other).some(([name, seen]) => name === key && JSON.stringify(seen) === JSON.stringify(value)),
      ),
  );
  return Object.fromEntries(same);
}
