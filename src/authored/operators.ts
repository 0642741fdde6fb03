import type { Unit } from '../kernel/unit.ts';
import { listed, type Piece, templateOf } from './arguments.ts';
import { type By, type Expr, type Instant, type Promql, type Scalar, template } from './expr.ts';
import type { Amount } from './function-types.ts';
import { type LabelName, type LabelsOf, type UnitOf, unitOf } from './vector.ts';

/** Which series of both sides belong together. https://prometheus.io/docs/prometheus/latest/querying/operators/#vector-matching */
export interface MatchingOn<A extends string, B extends string> {
  /** Labels that must agree; the only ones that stay unless a side is many. */
  readonly on?: readonly (A & B)[];
  /** Labels that need not agree. */
  readonly ignoring?: readonly (A | B)[];
  /** Several series on the left for one on the right; the labels named are taken over from the right. */
  readonly groupLeft?: readonly B[];
  /** Several series on the right for one on the left; the labels named are taken over from the left. */
  readonly groupRight?: readonly A[];
}
interface MatchingBool<A extends string, B extends string> extends MatchingOn<A, B> {
  /** 0 or 1 for every series, instead of leaving out those that do not meet it. @default false */
  readonly bool?: boolean;
}
type Side = Instant | Amount;
type Labels<A, O> = O extends { readonly on: readonly (infer K)[]; readonly groupLeft?: never; readonly groupRight?: never }
  ? Pick<LabelsOf<A>, Extract<K, LabelName<A>>>
  : O extends { readonly ignoring: readonly (infer K)[]; readonly groupLeft?: never; readonly groupRight?: never }
    ? Omit<LabelsOf<A>, Extract<K, string>>
    : LabelsOf<A>;
/** The side that carries labels: a number has none. */
type Bearer<A, B> = A extends Instant ? A : B;

type Sum = <A extends Side, B extends Side, const O extends MatchingOn<LabelName<A>, LabelName<B>>>(
  left: A,
  right: B,
  matching?: O,
) => Expr<UnitOf<Bearer<A, B>>, Labels<Bearer<A, B>, O>>;
type Product = <A extends Side, B extends Side, const O extends MatchingOn<LabelName<A>, LabelName<B>>>(
  left: A,
  right: B,
  matching?: O,
) => Expr<Unit, Labels<Bearer<A, B>, O>>;
/** The same unit on both sides is a share. */
type Quotient = <A extends Side, B extends Side, const O extends MatchingOn<LabelName<A>, LabelName<B>>>(
  left: A,
  right: B,
  matching?: O,
) => Expr<UnitOf<A> extends UnitOf<B> ? 'ratio' : Unit, Labels<Bearer<A, B>, O>>;
/** Keeps the series of the left side that meet it; a bound is written in their unit. */
type Comparison = <
  A extends Instant,
  B extends Instant | Amount<UnitOf<A>>,
  const O extends MatchingBool<LabelName<A>, LabelName<B>>,
>(
  left: A,
  right: B,
  matching?: O,
) => Expr<O extends { readonly bool: true } ? 'count' : UnitOf<A>, Labels<A, O>>;
type SetOperation = <A extends Instant, B extends Instant>(
  left: A,
  right: B,
  matching?: Omit<MatchingOn<LabelName<A>, LabelName<B>>, 'groupLeft' | 'groupRight'>,
) => Expr<UnitOf<A>, LabelsOf<A>>;
/** Labels of either side: which a series has depends on where it comes from. */
type Union = <A extends Instant, B extends Instant>(
  left: A,
  right: B,
  matching?: Omit<MatchingOn<LabelName<A>, LabelName<B>>, 'groupLeft' | 'groupRight'>,
) => Expr<UnitOf<A>, LabelsOf<A> & LabelsOf<B>>;

interface Families {
  sum: Sum;
  product: Product;
  quotient: Quotient;
  comparison: Comparison;
  set: SetOperation;
  union: Union;
}

/** Every operator, its sign and its signature. */
const OPERATORS = {
  add: ['+', 'sum'],
  subtract: ['-', 'sum'],
  modulo: ['%', 'sum'],
  multiply: ['*', 'product'],
  power: ['^', 'product'],
  atan2: ['atan2', 'product'],
  divide: ['/', 'quotient'],
  equal: ['==', 'comparison'],
  notEqual: ['!=', 'comparison'],
  greater: ['>', 'comparison'],
  greaterOrEqual: ['>=', 'comparison'],
  less: ['<', 'comparison'],
  lessOrEqual: ['<=', 'comparison'],
  and: ['and', 'set'],
  unless: ['unless', 'set'],
  or: ['or', 'union'],
} as const satisfies Readonly<Record<string, readonly [sign: string, family: keyof Families]>>;

/** The binary operators of PromQL. https://prometheus.io/docs/prometheus/latest/querying/operators/ */
export type Operators = { readonly [N in keyof typeof OPERATORS]: Families[(typeof OPERATORS)[N][1]] };

export const operators = Object.fromEntries(
  Object.entries(OPERATORS).map(([name, [sign, family]]) => [name, helperOf(sign, family)]),
) as unknown as Operators; // one helper a name, with the signature of its family

/** The signs helpers print, for the test that holds them to the language. */
export const OPERATOR_SIGNS: readonly string[] = Object.values(OPERATORS).map(([sign]) => sign);

function helperOf(sign: string, family: keyof Families) {
  const helper = (left: Promql, right: Promql, matching?: MatchingBool<string, string>): Expr | Scalar =>
    template('vector', unitFor(family, left), ...textOf(left, sign, right, matching), helper as By);
  return helper;
}

function textOf(
  left: Promql,
  sign: string,
  right: Promql,
  matching?: MatchingBool<string, string>,
): [readonly string[], readonly Promql[]] {
  const operator = matching ? matchingOf(matching) : [];
  const { strings, values } = templateOf([{ hole: left }, { text: ` ${sign}` }, ...operator, { text: ' ' }, { hole: right }]);
  return [strings, values];
}

function matchingOf({ bool, on, ignoring, groupLeft, groupRight }: MatchingBool<string, string>): Piece[] {
  const part = (word: string, labels: readonly string[] | undefined) => (labels ? listed(` ${word}`, labels) : []);
  const grouped = groupLeft !== undefined || groupRight !== undefined;
  return [
    ...(bool ? [{ text: ' bool' }] : []),
    // a side that is many has to be told how the sides match
    ...(on || !grouped ? part('on', on) : part('ignoring', ignoring ?? [])),
    ...(on || grouped ? [] : part('ignoring', ignoring)),
    ...part('group_left', groupLeft),
    ...part('group_right', groupRight),
  ];
}

function unitFor(family: keyof Families, left: Promql): Unit | undefined {
  if (family === 'product' || family === 'quotient' || family === 'comparison') return undefined;
  return typeof left === 'object' && left !== null && 'name' in left && 'unit' in left ? unitOf(left as Instant) : undefined; // only series have both
}
