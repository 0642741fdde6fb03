import { AGGREGATORS, FUNCTIONS, type ValueType } from '../../../../src/query/promql/functions.ts';
import { OPERATORS } from '../../../../src/query/promql/operators.ts';
import type { Random } from '../../../support/random.ts';

const METRICS = [
  'up',
  'a',
  'http_requests_total',
  'job:x:rate5m',
  ':a',
  'sum',
  'by',
  'offset',
  'start',
  'fill',
  'and',
  'bool',
  'infra',
];
const LABELS = [
  'job',
  'le',
  'code',
  '"my.label"',
  '"é"',
  'by',
  'on',
  'sum',
  'inf',
  'without',
  'fill',
  '__name__',
  'a:b',
  '""',
  '1',
];
const VALUES = ['"a"', "'b'", '`c`', '""', '"a\\"b"', '"\\x41"', '"日本"', '"\\u00e9"', '"\\q"', '"x', '5', 'a'];
const REGEXES = [
  '"a.*"',
  '".+"',
  '".*"',
  '"a|b"',
  '"(a"',
  '"[a-z]+"',
  '"a{2,3}"',
  '"(?i)x"',
  '"(?=x)"',
  '"\\\\d+"',
  '"a**"',
  '"^$"',
  '"\\\\pL"',
];
const NUMBERS = [
  '0',
  '1',
  '1.5',
  '.5',
  '5.',
  '1e3',
  '1e-3',
  '0x1F',
  '017',
  '1_000',
  'Inf',
  'NaN',
  'inf',
  '1e400',
  '0b1',
  '1.2.3',
  '08',
  '1_',
];
const DURATIONS = ['5m', '1h30m', '1y2w3d', '90s', '500ms', '30d', '0s', '1h1h', '5', '300', '1.5', '5x', '1m1h', '300y'];
const OPERATOR_NAMES = [...OPERATORS.keys()];
const ANY_TYPE: readonly ValueType[] = ['vector', 'vector', 'scalar', 'matrix', 'string'];
/** How often something stands where it does not belong. */
const WRONG = 0.02;

/** Random text of the whole language, most of it right. */
export class Grammar {
  private readonly random: Random;

  constructor(random: Random) {
    this.random = random;
  }

  expression(): string {
    return this.of(this.random.pick(ANY_TYPE), 1 + this.random.below(4));
  }

  private of(type: ValueType, depth: number): string {
    const { random } = this;
    if (random.chance(WRONG)) return this.of(random.pick(ANY_TYPE), depth);
    if (random.chance(WRONG / 4)) return '';
    if (type === 'string') return random.pick(VALUES);
    if (type === 'matrix') return this.matrix(depth);
    if (depth <= 0) return type === 'scalar' ? this.number() : this.shifted(this.selector());
    const forms = type === 'scalar' ? this.scalarForms : this.vectorForms;
    return random.pick(forms)(depth - 1);
  }

  private readonly scalarForms: readonly ((depth: number) => string)[] = [
    () => this.number(),
    (depth) => this.call('scalar', depth),
    (depth) =>
      `${this.of('scalar', depth)} ${this.operator()} ${this.random.chance(0.3) ? 'bool ' : ''}${this.of('scalar', depth)}`,
    (depth) => `${this.random.pick(['-', '+'])}${this.of('scalar', depth)}`,
    (depth) => `(${this.of('scalar', depth)})`,
  ];

  private readonly vectorForms: readonly ((depth: number) => string)[] = [
    () => this.shifted(this.selector()),
    (depth) => this.call('vector', depth),
    (depth) => this.call('vector', depth),
    (depth) => this.aggregation(depth),
    (depth) => this.aggregation(depth),
    (depth) => this.binary(depth),
    (depth) => this.binary(depth),
    (depth) => `${this.random.pick(['-', '+', '- '])}${this.of('vector', depth)}`,
    (depth) => this.spaced('(', this.of('vector', depth), ')'),
  ];

  private matrix(depth: number): string {
    if (depth <= 0 || this.random.chance(0.6)) return this.shifted(`${this.selector()}[${this.duration(1)}]`);
    const step = this.random.chance(0.5) ? this.duration(1) : '';
    return this.shifted(`${this.random.pick(['', '('])}${this.of('vector', depth - 1)}[${this.duration(1)}:${step}]`);
  }

  private selector(): string {
    const { random } = this;
    const matchers = random.some(3, () => this.matcher()).join(random.chance(0.9) ? ',' : ' , ');
    const quoted = random.chance(0.1) ? `"my.metric"${matchers === '' ? '' : ','}` : '';
    const braces =
      matchers === '' && quoted === '' && random.chance(0.9) ? '' : `{${quoted}${matchers}${random.chance(0.05) ? ',' : ''}}`;
    const name = (braces !== '' && random.chance(0.2)) || quoted !== '' ? '' : random.pick(METRICS);
    return `${name}${braces}`;
  }

  private matcher(): string {
    const { random } = this;
    const op = random.pick(['=', '=', '!=', '=~', '!~', random.chance(0.1) ? '==' : '=']);
    return `${random.pick(LABELS)}${op}${random.pick(op.includes('~') ? REGEXES : VALUES)}`;
  }

  private shifted(text: string): string {
    const { random } = this;
    if (random.chance(0.7)) return text;
    const at = random.pick(['100', '-1.5', 'start()', 'end()', '1h', 'END ()', 'Inf', 'step()', 'up']);
    const forms = [
      ` offset ${this.offset()}`,
      ` @ ${at}`,
      ' smoothed',
      ' anchored',
      ` @${at} offset ${this.offset()}`,
      ` OFFSET ${this.offset()} smoothed`,
    ];
    return `${text}${random.pick(forms)}`;
  }

  private offset(): string {
    const sign = this.random.pick(['', '', '-', '- ', '+']);
    return `${sign}${this.random.chance(0.2) ? `(${this.duration(2)})` : this.duration(0)}`;
  }

  private duration(depth: number): string {
    const { random } = this;
    const form = depth <= 0 ? 0 : random.below(8);
    if (form < 4) return random.pick(DURATIONS);
    if (form === 4)
      return `${this.duration(depth - 1)} ${random.pick(['+', '-', '*', '/', '%', '^', 'atan2'])} ${this.duration(depth - 1)}`;
    if (form === 5) return random.pick(['step()', 'range()', 'STEP()', 'step']);
    if (form === 6)
      return `${random.pick(['min_of', 'max_of', 'MAX_OF'])}(${this.duration(depth - 1)}, ${this.duration(depth - 1)})`;
    return `${random.pick(['(', '-(', '-', '+'])}${this.duration(depth - 1)}${random.chance(0.8) ? ')' : ''}`;
  }

  private number(): string {
    return this.random.chance(0.15) ? this.random.pick(DURATIONS) : this.random.pick(NUMBERS);
  }

  private call(result: ValueType, depth: number): string {
    const { random } = this;
    const shape = random.pick([...FUNCTIONS.values()].filter((one) => one.result === result || random.chance(WRONG)));
    const args = shape.args.map((type) => this.of(type, depth));
    if (shape.variadic !== 0 || random.chance(WRONG)) args.splice(Math.max(args.length - random.below(3), 0));
    if (shape.variadic !== 0 || random.chance(WRONG))
      args.push(...random.some(2, () => this.of(shape.args.at(-1) ?? 'scalar', 0)));
    if (shape.name === 'info' && args.length > 1 && random.chance(0.7)) args[1] = '{a="b"}';
    return this.spaced(
      `${random.chance(0.02) ? shape.name.toUpperCase() : shape.name}(`,
      args.join(random.chance(0.95) ? ', ' : ' '),
      ')',
    );
  }

  private aggregation(depth: number): string {
    const { random } = this;
    const { op, param } = random.pick([...AGGREGATORS.values()]);
    const args = [...(param ? [this.of(param, depth)] : []), this.of('vector', depth)];
    const grouping = random.chance(0.5) ? `${random.pick(['by', 'without', 'BY'])} ${this.labels()}` : '';
    const name = random.chance(0.1) ? op.toUpperCase() : op;
    const before = random.chance(0.5);
    return `${name} ${before ? grouping : ''}(${args.join(', ')})${before ? '' : ` ${grouping}`}`;
  }

  private labels(): string {
    return `(${this.random.some(3, () => this.random.pick(LABELS)).join(', ')}${this.random.chance(0.05) ? ',' : ''})`;
  }

  private operator(): string {
    const op = this.random.pick(OPERATOR_NAMES);
    return this.random.chance(0.05) ? op.toUpperCase() : op;
  }

  private binary(depth: number): string {
    const { random } = this;
    const right = random.chance(0.2) ? 'scalar' : 'vector';
    const op = this.operator();
    const bool = /^[=!<>]/.test(op) && random.chance(0.3) ? ' bool' : '';
    return `${this.of('vector', depth)} ${op}${bool}${random.chance(0.4) ? this.matching() : ''} ${this.of(right, depth)}`;
  }

  private matching(): string {
    const { random } = this;
    const labels = random.chance(0.8) ? ` ${random.pick(['on', 'ignoring', 'ON'])} ${this.labels()}` : '';
    const side = random.pick(['group_left', 'group_right', 'GROUP_LEFT']);
    const group = random.chance(0.3) ? ` ${side}${random.chance(0.6) ? ` ${this.labels()}` : ''}` : '';
    const value = random.pick(['0', '-1', '+5m', 'Inf', '1 + 1', '']);
    const fill = random.chance(0.3) ? ` ${random.pick(['fill', 'fill_left', 'fill_right', 'FILL'])}(${value})` : '';
    const second = fill !== '' && random.chance(0.3) ? ` ${random.pick(['fill_left', 'fill_right'])}(1)` : '';
    return `${labels}${group}${fill}${second}`;
  }

  private spaced(...parts: readonly string[]): string {
    return parts.join(this.random.chance(0.05) ? this.random.pick(['\n', ' # c\n', '\t', '  ']) : '');
  }
}
