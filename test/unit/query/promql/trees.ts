import * as build from '../../../../src/query/promql/build.ts';
import { AGGREGATORS, FUNCTIONS, type ValueType } from '../../../../src/query/promql/functions.ts';
import { type BinaryOperator, OPERATORS } from '../../../../src/query/promql/operators.ts';
import { type Expr, type MatrixSelector, NO_SPAN, type Range, type VectorSelector } from '../../../../src/query/promql/tree.ts';
import type { Random } from '../../../support/random.ts';

const NAMES = ['up', 'sum', 'and', 'a:b', 'my.metric', 'bool', 'Inf', 'on', 'offset', 'fill', 'smoothed', 'start', 'ｎ'];
const LABELS = ['job', 'le', 'by', 'on', 'inf', 'without', 'my.label', 'é', '__name__', 'fill', 'a b'];
const VALUES = ['', 'a', '"', '\\', '\n', "'", '`', '日本', '\x00', '\u{1f600}', '\ufffd', 'a\tb'];
const REGEXES = ['a.*', '.+', 'a|b', '(?i)x', '[a-z]+', '^$', '\\d{2}'];
const RANGES: readonly (number | string)[] = [300_000, 1, 86_400_000, 1.5, '1h30m', '30d', 'step() + 5m', 'min_of(range(), 1h)'];
const NUMBERS = ['1', '0.0144', '-3', '1e-9', 'Inf', '-Inf', 'NaN', '15m', '-1h30m', '99.9', '0x1F', '1_000', '017', '0'];
const ARITHMETIC: readonly BinaryOperator[] = ['+', '-', '*', '/', '%', '^', 'atan2'];
const VECTOR_FUNCTIONS = [...FUNCTIONS.values()].filter(
  ({ result, until, name }) => result === 'vector' && until === undefined && name !== 'info',
);

/** Random trees of the whole language, every one of them right. */
export class Trees {
  private readonly random: Random;

  constructor(random: Random) {
    this.random = random;
  }

  tree(): Expr {
    const type = this.random.pick<ValueType>(['vector', 'vector', 'vector', 'scalar', 'matrix', 'string']);
    return this.of(type, 1 + this.random.below(4));
  }

  private of(type: ValueType, depth: number): Expr {
    if (type === 'string') return build.string(this.random.pick(VALUES));
    if (type === 'matrix') return this.matrix(depth - 1);
    return this.random.chance(0.1) ? build.paren(this.bare(type, depth - 1)) : this.bare(type, depth - 1);
  }

  private bare(type: 'vector' | 'scalar', depth: number): Expr {
    if (type === 'scalar') return depth <= 0 ? this.number() : this.random.pick(this.scalarForms)(depth);
    return depth <= 0 ? this.selector() : this.random.pick(this.vectorForms)(depth);
  }

  private readonly scalarForms: readonly ((depth: number) => Expr)[] = [
    () => this.number(),
    () => build.call(this.random.pick(['time', 'pi', 'step', 'end'])),
    (depth) => build.call('scalar', this.of('vector', depth)),
    (depth) => build.binary(this.of('scalar', depth), this.random.pick(ARITHMETIC), this.of('scalar', depth)),
    (depth) => build.binary(this.of('scalar', depth), '>', this.of('scalar', depth), { bool: true }),
    (depth) => this.signed(this.of('scalar', depth)),
  ];

  private readonly vectorForms: readonly ((depth: number) => Expr)[] = [
    () => this.selector(),
    (depth) => this.call(depth),
    (depth) => this.call(depth),
    (depth) => this.aggregation(depth),
    (depth) => this.aggregation(depth),
    (depth) => this.binary(depth),
    (depth) => this.binary(depth),
    (depth) => this.signed(this.of('vector', depth)),
    (depth) => build.binary(this.of('scalar', depth), this.random.pick(['+', '<', '^', '>=']), this.of('vector', depth)),
  ];

  private number(): Expr {
    return build.number(this.random.pick(NUMBERS));
  }

  /** A sign in front of a number is part of the number. */
  private signed(expr: Expr): Expr {
    return { kind: 'unary', span: NO_SPAN, op: this.random.pick(['+', '-']), expr };
  }

  private selector(): VectorSelector {
    const { random } = this;
    const matchers = random.some(3, () => {
      const op = random.pick(['=', '!=', '=~', '!~'] as const);
      return {
        label: random.pick(LABELS.filter((label) => label !== '__name__')),
        op,
        value: random.pick(op.includes('~') ? REGEXES : VALUES),
      };
    });
    const extended = random.chance(0.1) ? { extended: random.pick(['smoothed', 'anchored'] as const) } : {};
    return { ...build.vector(random.pick(NAMES), matchers), ...this.shift(), ...extended };
  }

  private shift() {
    const { random } = this;
    const offset = { offset: random.pick([300_000, -60_000, 1500]) };
    const variable = { offsetVariable: random.pick(['step()', 'step() * 2s', '-range()', 'max_of(1m, step())']) };
    const at = { at: random.pick(['start', 'end', 1_700_000_000, 1.5, -3] as const) };
    return { ...(random.chance(0.2) ? at : {}), ...(random.chance(0.2) ? offset : random.chance(0.05) ? variable : {}) };
  }

  private range(): Range {
    const length = this.random.pick(RANGES);
    return typeof length === 'string' && length.includes('(')
      ? { variable: length, span: NO_SPAN }
      : build.range(build.vector('a'), length).range;
  }

  private matrix(depth: number): Expr {
    const { random } = this;
    if (depth <= 0 || random.chance(0.5)) {
      const selector: MatrixSelector = { kind: 'matrix', span: NO_SPAN, selector: this.selector(), range: this.range() };
      return selector;
    }
    const range: Range = build.range(build.vector('a'), 300_000).range;
    return {
      kind: 'subquery',
      span: NO_SPAN,
      expr: this.of('vector', depth),
      range,
      ...(random.chance(0.5) ? { step: this.range() } : {}),
      ...this.shift(),
    };
  }

  private call(depth: number): Expr {
    const { random } = this;
    const { name, args, variadic } = random.pick(VECTOR_FUNCTIONS);
    const most = variadic < 0 ? 2 : variadic - 1;
    const last = args.at(-1);
    const extra = variadic !== 0 && last && most > 0 ? random.some(most, () => this.of(last, 0)) : [];
    return build.call(name, ...args.map((type) => this.of(type, depth)), ...extra);
  }

  private labels(): string[] {
    return [...new Set(this.random.some(3, () => this.random.pick(LABELS)))];
  }

  private aggregation(depth: number): Expr {
    const { random } = this;
    const { op, param } = random.pick([...AGGREGATORS.values()]);
    const grouping = random.pick([{}, { by: this.labels() }, { without: this.labels() }]);
    return build.aggregate(op, grouping, this.of('vector', depth), param && this.of(param, depth));
  }

  private binary(depth: number): Expr {
    const { random } = this;
    const { op, kind } = random.pick([...OPERATORS.values()]);
    const labels = this.labels();
    const side = random.pick(['left', 'right'] as const);
    const group =
      random.chance(0.4) && kind !== 'set' ? { group: side, include: this.labels().filter((one) => !labels.includes(one)) } : {};
    const matching = random.chance(0.5) ? { [random.pick(['on', 'ignoring'])]: labels, ...group } : {};
    const tree = build.binary(this.of('vector', depth), op, this.of('vector', depth), {
      bool: kind === 'comparison' && random.chance(0.3),
      ...matching,
    });
    if (kind === 'set' || random.chance(0.8)) return tree;
    const [left, right] = [build.number('0'), build.number(random.pick(['-1', 'NaN', '5m', '0']))];
    return { ...tree, fill: random.pick([{ left }, { right }, { left, right }, { left, right: left }]) };
  }
}
