import type { MetricShape } from '../shape.ts';
import { ANY_VALUE, type Bounds, between, hull, NOT_NEGATIVE, SHARE } from './bounds.ts';
import type { Because, Extent } from './facts.ts';
import { contradiction, impossibleMatcher, sizeUnder } from './label-values.ts';
import { canHave, type Labels } from './labels.ts';
import { scrapesIn, times } from './samples-of.ts';
import { formSizes, partOf } from './series.ts';
import type { Matcher, Range, VectorSelector } from './tree.ts';
import type { Walk } from './walk.ts';

/** What a label of unknown size is counted as, as in `metric/cardinality`. */
const UNKNOWN_VALUES = 10;

/** How many series a selector can read, which values, and whether there can be any. */
export function selectorExtent(
  walk: Walk,
  selector: VectorSelector,
  seriesName: string,
  metrics: readonly MetricShape[],
  labels: Labels,
  range?: Range,
): Extent {
  const counted = metrics.map((metric) => countSeries(walk, selector, seriesName, metric));
  const series = counted.reduce((sum, one) => sum + one.series, 0);
  const because = whyNothing(selector, labels, seriesName, metrics);
  return {
    name: 'always',
    empty: because ? 'always' : 'possibly',
    because: because ?? { node: selector, why: `\`${seriesName}\` may have no series at that time` },
    bounds: metrics.map((metric) => valuesOf(metric, seriesName)).reduce(hull),
    series,
    sizes: addSizes(counted.map(({ sizes }) => sizes)),
    varies: metrics.some(({ recorded }) => recorded?.varies),
    samples: range ? times(scrapesIn(range, metrics), series) : series,
  };
}

interface Counted {
  readonly series: number;
  readonly sizes: ReadonlyMap<string, number>;
}

function countSeries(walk: Walk, { matchers }: VectorSelector, seriesName: string, metric: MetricShape): Counted {
  if (metric.recorded) return narrowed(metric.recorded, matchers);
  const targets = instancesOf(walk, metric, matchers);
  const sizes = new Map<string, number>();
  for (const label of walk.catalogue.targetLabels) sizes.set(label, targets);
  sizes.set('job', Math.max(1, metric.jobs.length));
  let series = targets;
  for (const [label, { values, series: many }] of Object.entries(metric.labels)) {
    const size = sizeUnder(label, matchers, values ?? many ?? walk.catalogue.unknownValues ?? UNKNOWN_VALUES);
    sizes.set(label, size);
    series *= size;
  }
  for (const [label, size] of formSizes(metric, seriesName)) {
    const fitting = sizeUnder(label, matchers, size);
    sizes.set(label, fitting);
    series *= fitting;
  }
  return { series, sizes };
}

/** Each target is one job's; an `instance` picks one of each job. */
function instancesOf({ catalogue }: Walk, { jobs }: MetricShape, matchers: readonly Matcher[]): number {
  if (jobs.length === 0) return 1;
  const one = matchers.some(({ label, op, value }) => label === 'instance' && op === '=' && value !== '');
  const fitting = jobs.filter((job) => sizeUnder('job', matchers, [job]) > 0);
  return fitting.reduce((sum, job) => sum + (one ? 1 : (catalogue.instances?.get(job) ?? 1)), 0);
}

/** A recording's series, of which matchers leave as many as the values they leave. */
function narrowed({ series, sizes }: Counted, matchers: readonly Matcher[]): Counted {
  let [left, fewer] = [series, sizes];
  for (const { label } of matchers) {
    const fitting = sizeUnder(label, matchers, fewer.get(label) ?? Number.POSITIVE_INFINITY);
    if (fewer.get(label) !== fitting) fewer = new Map(fewer).set(label, fitting);
    if (fitting === 0) left = 0;
  }
  return { series: left, sizes: fewer };
}

/** Metrics of one name are different series: their labels have the values of all of them. */
function addSizes(sets: readonly ReadonlyMap<string, number>[]): ReadonlyMap<string, number> {
  const [first, ...others] = sets;
  if (first && others.length === 0) return first;
  const labels = new Set(sets.flatMap((sizes) => [...sizes.keys()]));
  return new Map([...labels].map((label) => [label, sets.reduce((sum, sizes) => sum + (sizes.get(label) ?? 1), 0)]));
}

function whyNothing(
  selector: VectorSelector,
  labels: Labels,
  seriesName: string,
  metrics: readonly MetricShape[],
): Because | undefined {
  const { matchers } = selector;
  const missing = matchers.find(({ label, op, value }) => op === '=' && value !== '' && lacksLabel(labels, label));
  if (missing) return { node: selector, why: `\`${seriesName}\` has no label \`${missing.label}\`` };
  const atOnce = whyContradictory(selector);
  if (atOnce) return atOnce;
  const impossible = impossibleMatcher(matchers, (label) => closedValues(metrics, label));
  return impossible && { node: selector, why: `\`${seriesName}\` is never ${written(impossible)}` };
}

/** Matchers that no series meets, whatever it is called. */
export function whyContradictory(node: VectorSelector): Because | undefined {
  const [one, other] = contradiction(node.matchers) ?? [];
  return one && other && { node, why: `no series is ${written(one)} and ${written(other)} at once` };
}

function lacksLabel(labels: Labels, label: string): boolean {
  return label !== '__name__' && !canHave(labels, label);
}

function written({ label, op, value }: Matcher): string {
  return `${label}${op}${JSON.stringify(value)}`;
}

/** The values a label can have on any of the metrics; undefined where one of them leaves it open. */
export function closedValues(metrics: readonly MetricShape[], label: string): readonly string[] | undefined {
  const closed = new Set<string>();
  for (const { labels, jobs } of metrics) {
    const shape = Object.hasOwn(labels, label) ? labels[label] : undefined;
    const values = shape ? shape.values : label === 'job' && jobs.length > 0 ? jobs : undefined;
    if (values === undefined) return undefined;
    for (const value of values) closed.add(value);
  }
  return [...closed];
}

function valuesOf(metric: MetricShape, seriesName: string): Bounds {
  if (metric.recorded) return metric.recorded.bounds;
  const part = partOf(metric, seriesName);
  if (metric.type === 'info') return between(1, 1);
  if (metric.type === 'stateset') return between(0, 1);
  if (metric.type === 'counter' || part === '_bucket' || part === '_count') return NOT_NEGATIVE;
  if (metric.type === 'gauge' && metric.unit === 'ratio') return SHARE;
  return part === '_sum' && (metric.unit === 'seconds' || metric.unit === 'bytes') ? NOT_NEGATIVE : ANY_VALUE;
}
