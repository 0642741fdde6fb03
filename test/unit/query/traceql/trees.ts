import type {
  Field,
  FieldExpr,
  Metrics,
  MetricsOperator,
  Pipeline,
  Query,
  ScalarExpr,
  ScalarStatic,
  SpansetExpr,
  Stage,
  Static,
  Structure,
} from '../../../../src/query/traceql/tree.ts';
import { INTRINSICS, METRICS, STRUCTURE_LEVELS, WORD_STATICS } from '../../../../src/query/traceql/words.ts';
import type { Random } from './random.ts';

const span = { from: 0, to: 0 };
type Some<T> = readonly [T, ...T[]];
const some = <T>(list: Iterable<T>): Some<T> => [...list] as [T, ...T[]]; // none of the tables is empty

const INTRINSIC_NAMES = some(INTRINSICS.keys());
const METRICS_NAMES = some(METRICS.keys()) as Some<MetricsOperator>; // the table lists them
const WORDS = some(WORD_STATICS);
const STRUCTURES = some(STRUCTURE_LEVELS.keys()) as Some<Structure['op']>; // the table lists them
const OPERATORS = ['&&', '||', '=', '!=', '<', '<=', '>', '>=', '=~', '!~', '+', '-', '*', '/', '%', '^'] as const;
const NUMBERS: Some<readonly [Static['type'], string]> = [
  ['int', '0'],
  ['int', '9223372036854775807'],
  ['float', '.95'],
  ['float', '1.5e3'],
  ['duration', '1h30m'],
  ['duration', '1.5s'],
  ['duration', '2d'],
];
const SCOPES = ['span', 'resource', 'event', 'link', 'instrumentation', undefined] as const;
const NAMES = [
  'http.route',
  'a',
  'span.x',
  '',
  'with space',
  'quo"te',
  'back\\slash',
  'a-b',
  '5xx',
  'ünïcode',
  'x{y}',
  '日本',
] as const;
const TEXTS = ['', 'a', 'a"b', 'a\\b', 'line\nbreak', '日本', '{ }', '`', 'a.*'] as const;

/** The tree as a text to compare, without places. */
export function withoutSpans(tree: unknown): string {
  if (Array.isArray(tree)) return `[${tree.map(withoutSpans).join()}]`;
  if (typeof tree !== 'object' || tree === null) return typeof tree === 'string' ? `"${tree}"` : String(tree);
  let text = '{';
  for (const key in tree) if (key !== 'span') text += `${key}:${withoutSpans((tree as Record<string, unknown>)[key])},`; // its own key
  return `${text}}`;
}

/** A tree of the form the parser makes, valid or not. */
export function randomQuery(random: Random): Query {
  const source = random.chance(0.15) ? wrapped(random, 2) : pipeline(random, random.below(4));
  const open = source.kind === 'pipeline' && (source.stages.length > 1 || isSpanset(source));
  const metrics = open && random.chance(0.4) ? randomMetrics(random) : undefined;
  const hints = random.chance(0.2)
    ? random.list(1, 2, () => ({ name: random.pick(['most_recent', 'sample']), value: literal(random) }))
    : [];
  return { kind: 'query', source, metrics, hints, span };
}

const isSpanset = ({ stages: [first] }: Pipeline): boolean => first?.kind === 'filter' || first?.kind === 'structure';

function pipeline(random: Random, more: number): Pipeline {
  const first = random.chance(0.8) ? spanset(random, 2) : stage(random, false);
  return { kind: 'pipeline', stages: [first, ...Array.from({ length: more }, () => stage(random, true))], span };
}

/** Pipelines beside each other; what would read as a plain spanset cannot be the first. */
function wrapped(random: Random, depth: number): Structure {
  const right = (): Pipeline | Structure =>
    depth > 0 && random.chance(0.3) ? wrapped(random, depth - 1) : pipeline(random, random.below(3));
  const left = depth > 0 && random.chance(0.3) ? wrapped(random, depth - 1) : pipeline(random, 1 + random.below(2));
  return { kind: 'structure', op: random.pick(STRUCTURES), left, right: right(), span };
}

function spanset(random: Random, depth: number): SpansetExpr {
  if (depth === 0 || random.chance(0.5)) {
    return { kind: 'filter', condition: random.chance(0.1) ? undefined : expression(random, 3), span };
  }
  return {
    kind: 'structure',
    op: random.pick(STRUCTURES),
    left: spanset(random, depth - 1),
    right: spanset(random, depth - 1),
    span,
  };
}

function stage(random: Random, behind: boolean): Stage {
  const kind = random.below(behind ? 5 : 3);
  if (kind === 0) return { kind: 'group', by: expression(random, 2), span };
  if (kind === 1) return { kind: 'select', fields: random.list(1, 3, () => field(random)), span };
  if (kind === 3) return { kind: 'coalesce', span };
  if (kind === 4) return spanset(random, 2);
  const op = random.pick(['=', '!=', '<', '<=', '>', '>='] as const);
  return { kind: 'scalar-filter', op, left: scalar(random, 2), right: scalar(random, 2), span };
}

function scalar(random: Random, depth: number): ScalarExpr {
  if (depth > 0 && random.chance(0.4)) {
    const op = random.pick(['+', '-', '*', '/', '%', '^'] as const);
    return { kind: 'scalar-binary', op, left: scalar(random, depth - 1), right: scalar(random, depth - 1), span };
  }
  if (random.chance(0.5)) return number(random);
  const op = random.pick(['count', 'avg', 'max', 'min', 'sum'] as const);
  return { kind: 'aggregate', op, argument: op === 'count' ? undefined : expression(random, 2), span };
}

function number(random: Random): ScalarStatic {
  return { kind: 'scalar-static', negative: random.chance(0.2), value: numeric(random), span };
}

function numeric(random: Random): Static {
  const [type, text] = random.pick(NUMBERS);
  return { kind: 'static', type, text, span };
}

function expression(random: Random, depth: number): FieldExpr {
  if (depth === 0 || random.chance(0.25)) return random.chance(0.5) ? field(random) : literal(random);
  const inner = (): FieldExpr => expression(random, depth - 1);
  if (random.chance(0.15)) return { kind: 'unary', op: random.pick(['-', '!']), expr: inner(), span };
  if (random.chance(0.1)) return { kind: 'exists', negated: random.chance(0.5), expr: inner(), span };
  return { kind: 'binary', op: random.pick(OPERATORS), left: inner(), right: inner(), span };
}

function field(random: Random): Field {
  if (random.chance(0.5)) return { kind: 'intrinsic', name: random.pick(INTRINSIC_NAMES), span };
  const scope = random.pick(SCOPES);
  const parent = (scope === 'span' || scope === 'resource' || scope === undefined) && random.chance(0.2);
  return { kind: 'attribute', name: random.pick(NAMES), scope, parent, span };
}

function literal(random: Random): Static {
  if (random.chance(0.4)) return numeric(random);
  if (random.chance(0.5)) return { kind: 'static', type: 'string', text: random.pick(TEXTS), span };
  const [text, type] = random.pick(WORDS);
  return { kind: 'static', type, text, span };
}

function randomMetrics(random: Random): Metrics {
  const second = random.list(0, 2, (): Metrics['second'][number] =>
    random.chance(0.5)
      ? {
          kind: 'top-bottom',
          op: random.pick(['topk', 'bottomk']),
          limit: { kind: 'static', type: 'int', text: '5', span },
          span,
        }
      : { kind: 'metrics-filter', op: random.pick(['>', '<=', '!=']), value: number(random), span },
  );
  return { first: first(random), second };
}

function first(random: Random): Metrics['first'] {
  const whole = (): Static => ({ kind: 'static', type: 'int', text: '10', span });
  if (random.chance(0.15)) {
    const numbers = Array.from({ length: random.pick([0, 1, 3]) }, whole);
    return { kind: 'compare', selection: { kind: 'filter', condition: expression(random, 2), span }, numbers, span };
  }
  const op = random.pick(METRICS_NAMES);
  const quantiles =
    op === 'quantile_over_time' ? random.list(1, 3, (): Static => ({ kind: 'static', type: 'float', text: '0.9', span })) : [];
  const by = random.chance(0.5) ? random.list(1, 3, () => field(random)) : [];
  return { kind: 'metrics', op, field: METRICS.get(op) ? field(random) : undefined, quantiles, by, span };
}
