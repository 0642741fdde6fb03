import type { Label } from '../authored/label.ts';
import type { AnyMetric, MetricKind } from '../authored/metric.ts';
import type { Unit } from '../kernel/unit.ts';

/** What the constructors of `signalbox/metrics` leave on a definition, as far as a running process needs it. */
export interface Definition {
  readonly kind: MetricKind;
  readonly name: string;
  readonly help: string;
  readonly unit: Unit;
  readonly labels: Readonly<Record<string, Label>>;
  readonly buckets?: readonly number[];
  readonly exemplars?: boolean;
  readonly native?: boolean;
  readonly quantiles?: readonly number[];
  readonly states?: readonly string[];
}

const KINDS: Readonly<Record<MetricKind, true>> = {
  counter: true,
  gauge: true,
  histogram: true,
  summary: true,
  info: true,
  stateset: true,
};
const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL_NAME = /^(?!__)[a-zA-Z_][a-zA-Z0-9_]*$/;
/** Labels the exposition format writes itself. https://prometheus.io/docs/instrumenting/exposition_formats/#histograms-and-summaries */
const RESERVED: Readonly<Partial<Record<MetricKind, string>>> = { histogram: 'le', summary: 'quantile' };

export function isMetric(value: unknown): value is AnyMetric {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, name } = value as { kind?: unknown; name?: unknown }; // any object may be asked for them
  return typeof name === 'string' && typeof kind === 'string' && Object.hasOwn(KINDS, kind);
}

/**
 * The definition behind a metric. Throws for one no server would accept: that is found when the process starts,
 * not when it is scraped.
 */
export function definitionOf(metric: AnyMetric): Definition {
  const definition = metric as unknown as Definition; // the constructors keep every option on the object
  if (!NAME.test(definition.name)) throw new TypeError(`${JSON.stringify(definition.name)} is no metric name`);
  if (typeof definition.help !== 'string')
    throw new TypeError(`metric ${definition.name} has no help: write help: 'What it counts.'`);
  if (!isObject(definition.labels)) throw new TypeError(`metric ${definition.name} has no labels: write labels: {} for none`);
  for (const [label, of] of Object.entries(definition.labels)) {
    if (!isObject(of) || !(of.values === undefined || Array.isArray(of.values)))
      throw new TypeError(
        `metric ${definition.name}: label ${JSON.stringify(label)} is no label: write text() or oneOf('a', 'b')`,
      );
    if (!LABEL_NAME.test(label) || RESERVED[definition.kind] === label) {
      throw new TypeError(`metric ${definition.name}: ${JSON.stringify(label)} cannot be a label of a ${definition.kind}`);
    }
  }
  return definition.buckets === undefined ? definition : { ...definition, buckets: boundsOf(definition) };
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** Ascending, without duplicates and without the `+Inf` every histogram has. */
function boundsOf({ name, buckets = [] }: Definition): readonly number[] {
  if (buckets.some(Number.isNaN)) throw new TypeError(`metric ${name}: a bucket is not a number`);
  return [...new Set(buckets)].filter(Number.isFinite).sort((a, b) => a - b);
}
