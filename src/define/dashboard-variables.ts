import type { AnyMetric, Of } from '../authored/metric.ts';
import type { TargetLabel, Variable } from '../authored/selection.ts';
import type { Duration } from '../kernel/literals.ts';
import { define, readable } from '../kernel/place.ts';
import type { AdhocFilter, VariableSort } from '../model/dashboard-variable.ts';
import type { EngineName } from '../model/query.ts';

type LabelledMetric = AnyMetric & { readonly labels: object };

/** Where a variable's values come from. */
export type VariableSource =
  | (Picked & {
      readonly type: 'query';
      /** A metric and a label of its, or a query of Grafana's own: `label_values(up, job)`. */
      readonly from: { readonly of: Of<AnyMetric>; readonly label: string } | string;
      readonly regex: string;
      readonly sort: VariableSort;
    })
  | (Picked & { readonly type: 'custom'; readonly values: readonly string[] })
  | (Picked & { readonly type: 'datasource'; readonly engine: EngineName; readonly regex: string })
  | { readonly type: 'interval'; readonly values: readonly Duration[]; readonly auto: AutoInterval | undefined }
  | { readonly type: 'textbox' | 'constant'; readonly value: string }
  | { readonly type: 'adhoc'; readonly engine: EngineName; readonly filters: readonly AdhocFilter[] }
  | { readonly type: 'groupby'; readonly engine: EngineName }
  | { readonly type: 'switch'; readonly on: boolean };

/** A dashboard variable: list it in `variables`, use it in `where({ instance })`, or write `$name` in a text. */
export interface AuthoredVariable extends Variable {
  readonly title: string;
  readonly description: string;
  readonly hide: Hidden;
  readonly source: VariableSource;
}

type Hidden = 'nothing' | 'label' | 'variable';

interface VariableOptions {
  /** What it is called in queries. */
  readonly name: string;
  /** What stands beside it on the dashboard. @default the name, capitalised */
  readonly title?: string;
  readonly description?: string;
  /** @default 'nothing' */
  readonly hide?: Hidden;
}

interface PickOptions {
  /** Several at once. @default false */
  readonly multi?: boolean;
  /** Offer "All", which matches `.+`. @default the value of `multi` */
  readonly all?: boolean;
  /** Picked when the dashboard opens. @default "All" where it is offered, else the first */
  readonly initial?: string;
}

interface Picked {
  readonly multi: boolean;
  readonly all: boolean;
  readonly initial: string | undefined;
}

interface Filtered {
  /** Only values it matches, in Grafana's form: `/^api-.*$/`. A group in it is what remains of the value. @default every value */
  readonly regex?: string;
  /** @default 'alphabetical' */
  readonly sort?: VariableSort;
}

export interface LabelValuesOptions<M extends LabelledMetric> extends Partial<VariableOptions>, PickOptions, Filtered {
  /** The metric whose series are asked for their labels. */
  readonly of: Of<M>;
  readonly label: (keyof M['labels'] & string) | TargetLabel;
}

/** The values a label has, asked for whenever the time range changes. Compiles to a query variable, `label_values(metric, label)`. */
export function labelValues<M extends LabelledMetric>(given: LabelValuesOptions<M>): AuthoredVariable {
  const options = readable(given);
  const { of, label, name = label, regex = '', sort = 'alphabetical' } = options;
  return variable(
    { ...options, name },
    { type: 'query', from: { of, label }, regex, sort, ...picked(options) },
    labelValues,
    given,
  );
}

export interface QueryVariableOptions extends VariableOptions, PickOptions, Filtered {
  /** A query of Grafana's Prometheus data source: `label_values(up, job)`, `query_result(topk(5, up))`, `metrics(node_.*)`. */
  readonly query: string;
}

/** Values by a query of one's own, for what `labelValues` cannot ask. Compiles to a query variable. */
export function queryVariable(given: QueryVariableOptions): AuthoredVariable {
  const options = readable(given);
  const { query, regex = '', sort = 'alphabetical' } = options;
  return variable(options, { type: 'query', from: query, regex, sort, ...picked(options) }, queryVariable, given);
}

export interface ChoicesOptions extends VariableOptions, PickOptions {
  readonly values: readonly string[];
}

/** One of a fixed list, the first by default. Compiles to a custom variable. */
export function choices(given: ChoicesOptions): AuthoredVariable {
  const options = readable(given);
  return variable(options, { type: 'custom', values: options.values, ...picked(options) }, choices, given);
}

/** Grafana's "auto": the range of the dashboard by a number of points. */
export interface AutoInterval {
  /** @default 30 */
  readonly count?: number;
  /** The shortest. @default '10s' */
  readonly min?: Duration;
}

export interface IntervalsOptions extends VariableOptions {
  readonly values: readonly Duration[];
  /** Offer "auto" too. @default not offered */
  readonly auto?: AutoInterval;
}

/** A duration to pick, for ranges in queries. Compiles to an interval variable. */
export function intervals(given: IntervalsOptions): AuthoredVariable {
  const options = readable(given);
  return variable(options, { type: 'interval', values: options.values, auto: options.auto }, intervals, given);
}

/** Free text, for searching logs. Compiles to a text box variable. */
export function textbox(given: VariableOptions & { readonly value?: string }): AuthoredVariable {
  const options = readable(given);
  return variable(options, { type: 'textbox', value: options.value ?? '' }, textbox, given);
}

/** A value nobody sees or changes. Compiles to a hidden constant variable. */
export function constant(given: VariableOptions & { readonly value: string }): AuthoredVariable {
  const options = readable(given);
  return variable({ hide: 'variable', ...options }, { type: 'constant', value: options.value }, constant, given);
}

export interface DatasourceVariableOptions extends VariableOptions, PickOptions, Pick<Filtered, 'regex'> {
  /** Whose data sources are offered; every panel of the dashboard that asks this engine then asks the one that is picked. */
  readonly engine: EngineName;
}

/** The data source to look at, for a Grafana with several of one kind. Compiles to a data source variable. */
export function datasourceVariable(given: DatasourceVariableOptions): AuthoredVariable {
  const options = readable(given);
  const { engine, regex = '' } = options;
  return variable(options, { type: 'datasource', engine, regex, ...picked(options) }, datasourceVariable, given);
}

export interface AdhocOptions extends VariableOptions {
  /** @default 'prometheus' */
  readonly engine?: EngineName;
  /** Set when the dashboard opens. */
  readonly filters?: readonly AdhocFilter[];
}

/** Filters on any label, added to every query of the dashboard by Grafana. Compiles to an ad hoc variable. */
export function adhocFilters(given: AdhocOptions): AuthoredVariable {
  const options = readable(given);
  const { engine = 'prometheus', filters = [] } = options;
  return variable(options, { type: 'adhoc', engine, filters }, adhocFilters, given);
}

/** Labels to group every query of the dashboard by. Compiles to a group-by variable. */
export function groupByLabels(given: VariableOptions & { readonly engine?: EngineName }): AuthoredVariable {
  const options = readable(given);
  return variable(options, { type: 'groupby', engine: options.engine ?? 'prometheus' }, groupByLabels, given);
}

/** On or off: `true` or `false` in queries. Compiles to a switch variable, which Grafana has from 12.3 on. */
export function switchVariable(given: VariableOptions & { readonly on?: boolean }): AuthoredVariable {
  const options = readable(given);
  return variable(options, { type: 'switch', on: options.on ?? false }, switchVariable, given);
}

function picked({ multi = false, all = multi, initial }: PickOptions): Picked {
  return { multi, all, initial };
}

function variable(
  options: VariableOptions,
  source: VariableSource,
  by: (...a: never[]) => unknown,
  given: object,
): AuthoredVariable {
  const { name, title = capitalised(name), description = '', hide = 'nothing' } = options;
  return define({ kind: 'variable', name, title, description, hide, source }, by, given);
}

/** A name that is no text is told later, with everything else. */
function capitalised(name: unknown): string {
  return typeof name === 'string' ? name.charAt(0).toUpperCase() + name.slice(1) : '';
}
