import type { AnyMetric, Of } from '../authored/metric.ts';
import type { TargetLabel, Variable } from '../authored/selection.ts';
import type { Duration } from '../kernel/literals.ts';
import { define } from '../kernel/place.ts';

type LabelledMetric = AnyMetric & { readonly labels: object };

/** Where a variable's values come from. */
export type VariableSource =
  | { readonly type: 'query'; readonly of: Of<AnyMetric>; readonly label: string; readonly multi: boolean; readonly all: boolean }
  | { readonly type: 'custom'; readonly values: readonly string[]; readonly multi: boolean; readonly all: boolean }
  | { readonly type: 'interval'; readonly values: readonly Duration[] }
  | { readonly type: 'textbox' | 'constant'; readonly value: string };

/** A dashboard variable: list it in `variables`, use it in `where({ instance })`, or write `$name` in a text. */
export interface AuthoredVariable extends Variable {
  readonly title: string;
  readonly description: string;
  readonly source: VariableSource;
}

interface VariableOptions {
  /** What it is called in queries. */
  readonly name: string;
  /** What stands beside it on the dashboard. @default the name, capitalised */
  readonly title?: string;
  readonly description?: string;
}

export interface LabelValuesOptions<M extends LabelledMetric> extends Partial<VariableOptions> {
  /** The metric whose series are asked for their labels. */
  readonly of: Of<M>;
  readonly label: (keyof M['labels'] & string) | TargetLabel;
  /** Several at once. @default false */
  readonly multi?: boolean;
  /** Offer "All", which matches `.+`. @default the value of `multi` */
  readonly all?: boolean;
}

/** The values a label has, asked for whenever the time range changes. Compiles to a query variable, `label_values(metric, label)`. */
export function labelValues<M extends LabelledMetric>(options: LabelValuesOptions<M>): AuthoredVariable {
  const { of, label, multi = false, all = multi, name = label } = options;
  return variable({ ...options, name }, { type: 'query', of, label, multi, all }, labelValues);
}

export interface ChoicesOptions extends VariableOptions {
  readonly values: readonly string[];
  /** @default false */
  readonly multi?: boolean;
  /** @default the value of `multi` */
  readonly all?: boolean;
}

/** One of a fixed list, the first by default. Compiles to a custom variable. */
export function choices(options: ChoicesOptions): AuthoredVariable {
  const { values, multi = false, all = multi } = options;
  return variable(options, { type: 'custom', values, multi, all }, choices);
}

/** A duration to pick, for ranges in queries. Compiles to an interval variable. */
export function intervals(options: VariableOptions & { readonly values: readonly Duration[] }): AuthoredVariable {
  return variable(options, { type: 'interval', values: options.values }, intervals);
}

/** Free text, for searching logs. Compiles to a text box variable. */
export function textbox(options: VariableOptions & { readonly value?: string }): AuthoredVariable {
  return variable(options, { type: 'textbox', value: options.value ?? '' }, textbox);
}

/** A value nobody sees or changes. Compiles to a hidden constant variable. */
export function constant(options: VariableOptions & { readonly value: string }): AuthoredVariable {
  return variable(options, { type: 'constant', value: options.value }, constant);
}

function variable(options: VariableOptions, source: VariableSource, by: (...args: never[]) => unknown): AuthoredVariable {
  const { name, title = name.charAt(0).toUpperCase() + name.slice(1), description = '' } = options;
  return define({ kind: 'variable', name, title, description, source }, by);
}
