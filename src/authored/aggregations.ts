import type { Unit } from '../kernel/unit.ts';
import { AGGREGATORS, type AggregatorShape } from '../query/promql/functions.ts';
import { listed, type Piece, templateOf } from './arguments.ts';
import { type By, type Expr, type Instant, type Promql, template } from './expr.ts';
import type { Amount } from './function-types.ts';
import { snakeCase } from './functions.ts';
import { type LabelName, type LabelsOf, type UnitOf, unitOf } from './vector.ts';

/** The labels that stay, or those that go. */
export type Grouping<K extends string> =
  | { readonly by: readonly K[]; readonly without?: never }
  | { readonly without: readonly K[]; readonly by?: never };

/** What is left of the labels; without a grouping everything becomes one series. */
type Kept<M, G> = G extends { readonly by: readonly (infer K)[] }
  ? Pick<LabelsOf<M>, Extract<K, LabelName<M>>>
  : G extends { readonly without: readonly (infer K)[] }
    ? Omit<LabelsOf<M>, Extract<K, string>>
    : {};
type GroupingOf<M> = Grouping<LabelName<M>> | undefined;

type Same = <M extends Instant, const G extends GroupingOf<M> = undefined>(of: M, grouping?: G) => Expr<UnitOf<M>, Kept<M, G>>;
type Squared = <M extends Instant, const G extends GroupingOf<M> = undefined>(of: M, grouping?: G) => Expr<Unit, Kept<M, G>>;
type Counted = <M extends Instant, const G extends GroupingOf<M> = undefined>(of: M, grouping?: G) => Expr<'count', Kept<M, G>>;
type AtQuantile = <M extends Instant, const G extends GroupingOf<M> = undefined>(
  q: Amount<'ratio'>,
  of: M,
  grouping?: G,
) => Expr<UnitOf<M>, Kept<M, G>>;
/** `n` series, of each group where there is a grouping, with all their labels. */
type Picked = <M extends Instant>(n: Amount<'count'>, of: M, grouping?: Grouping<LabelName<M>>) => Expr<UnitOf<M>, LabelsOf<M>>;
/** A share of the series; a negative one is the rest. */
type PickedShare = <M extends Instant>(share: number, of: M, grouping?: Grouping<LabelName<M>>) => Expr<UnitOf<M>, LabelsOf<M>>;
/** How many series have each value, which becomes the label. */
type ValuesCounted = <M extends Instant, const N extends string, const G extends GroupingOf<M> = undefined>(
  label: N,
  of: M,
  grouping?: G,
) => Expr<'count', Kept<M, G> & { readonly [L in N]: string }>;

/** The aggregations of PromQL. https://prometheus.io/docs/prometheus/latest/querying/operators/#aggregation-operators */
export interface Aggregations
  extends Readonly<Record<'sum' | 'avg' | 'min' | 'max' | 'stddev', Same>>,
    Readonly<Record<'count' | 'group', Counted>>,
    Readonly<Record<'topk' | 'bottomk' | 'limitk', Picked>> {
  readonly stdvar: Squared;
  readonly quantile: AtQuantile;
  readonly limitRatio: PickedShare;
  readonly countValues: ValuesCounted;
}

const NAMES: readonly (keyof Aggregations)[] = [
  ...(['sum', 'avg', 'min', 'max', 'stddev', 'stdvar', 'count', 'group'] as const),
  ...(['quantile', 'topk', 'bottomk', 'limitk', 'limitRatio', 'countValues'] as const),
];

export const aggregations = Object.fromEntries(NAMES.map((name) => [name, helperOf(name)])) as unknown as Aggregations; // a helper each

function helperOf(name: string): (...args: readonly unknown[]) => unknown {
  const shape = AGGREGATORS.get(snakeCase(name));
  if (!shape) throw new Error(`no aggregation ${snakeCase(name)}`); // a mistake in the list above: every test would see it
  const helper = (...args: readonly unknown[]): unknown => aggregation(shape, args, helper);
  return helper;
}

function aggregation(shape: AggregatorShape, args: readonly unknown[], by: By): Expr {
  const [param, of, grouping] = (shape.param ? args : [undefined, ...args]) as [unknown, Instant, Grouping<string>?]; // as signed
  const first = shape.param ? [{ hole: parameterOf(shape, param) }, { text: ', ' }] : [];
  const { strings, values } = templateOf([
    { text: shape.op },
    ...groupingOf(grouping),
    { text: '(' },
    ...first,
    { hole: of },
    { text: ')' },
  ]);
  return template('vector', shape.counts ? 'count' : shape.op === 'stdvar' ? undefined : unitOf(of), strings, values, by);
}

function parameterOf({ param }: AggregatorShape, value: unknown): Promql {
  if (param === 'string') return { kind: 'string', text: value as string }; // as the signature says
  return value as Promql; // as the signature says; in one expression with the other it takes the compiler seconds
}

function groupingOf(grouping: Grouping<string> | undefined): Piece[] {
  if (!grouping) return [];
  const list = grouping.without === undefined ? listed(' by', grouping.by) : listed(' without', grouping.without);
  return [...list, { text: ' ' }];
}
