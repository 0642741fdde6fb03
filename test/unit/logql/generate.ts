import type {
  Expr,
  FilterOperator,
  FilterValue,
  Grouping,
  LabelCondition,
  LabelMatcher,
  LogExpr,
  MatchOperator,
  MetricExpr,
  Span,
  Stage,
  Window,
} from '../../../src/query/logql/tree.ts';
import type { Random } from '../../support/random.ts';

const span: Span = { from: 0, to: 0 };
const LABELS = ['app', 'env', 'level', 'sum', 'rate', 'duration', 'ip', '_x', 'trace_id', 'µ', 'Ünter', 'a1'];
const TEXTS = [
  'x',
  'error',
  '',
  'a "b"',
  'back\\slash',
  'tick`',
  'line\nbreak',
  'tab\t',
  '日本',
  '🙂',
  '$1',
  '}',
  '\u0000',
  "'",
  '#',
];
const PATTERNS = ['a.*', 'p.+|q', '(?i)err', '[^a]b?', '\\d+', 'x{2,3}', '(?P<n>\\w+)-z'];
const TEMPLATES = ['{{.msg}}', '{{ .a | lower }} x', 'plain', '{{ if eq .a `b` }}c{{ end }}', '"{{ .q }}"'];
const DURATIONS = ['5m', '1h30m', '250ms', '1.5h', '-2h', '3d', '1w', '10us', '7ns'];
const NUMBERS = ['0', '1', '42', '0.5', '.25', '1e3', '2E-3', '1_000', '0x1p4', '010', '-3', '-0.1', '-0', '-0x1p4'];
const POSITIVE = ['0', '1', '0.95', '.5', '1e3'];
const RANGES = ['5m', '1h', '1h30m', '0', '90s', '1d', '500ms'];
const MATCHES: readonly MatchOperator[] = ['=', '!=', '=~', '!~'];
const COUNTING = ['rate', 'count_over_time', 'bytes_rate', 'bytes_over_time', 'absent_over_time'];
const UNWRAPPING = ['rate', 'rate_counter', 'sum_over_time', 'absent_over_time'];
const GROUPED = ['avg_over_time', 'max_over_time', 'min_over_time', 'stddev_over_time', 'stdvar_over_time', 'first_over_time'];
const OPERATORS = ['+', '-', '*', '/', '%', '^', '==', '!=', '>', '>=', '<', '<='];

function list<T>(from: Random, most: number, make: () => T): T[] {
  return Array.from({ length: from.below(most + 1) }, make);
}

function matching(from: Random): { readonly op: MatchOperator; readonly value: string } {
  const op = from.pick(MATCHES);
  return { op, value: op.endsWith('~') ? from.pick(PATTERNS) : from.pick(TEXTS) };
}

function matcher(from: Random): LabelMatcher {
  return { label: from.pick(LABELS), ...matching(from), span };
}

function value(from: Random, op: FilterOperator): FilterValue {
  if (op.endsWith('~')) return { type: 'string', text: from.pick(PATTERNS) };
  const ordered = op !== '=' && op !== '!=';
  const type = from.pick(
    ordered ? (['number', 'duration', 'bytes'] as const) : (['string', 'ip', 'number', 'duration', 'bytes'] as const),
  );
  const texts = {
    string: TEXTS,
    ip: ['10.0.0.0/8', '::1'],
    number: NUMBERS,
    duration: DURATIONS,
    bytes: ['1KB', '5MiB', '10B', '2G', '1.5TB'],
  };
  return { type, text: from.pick(texts[type]) };
}

function condition(from: Random, depth: number): LabelCondition {
  if (depth > 0 && from.chance(0.4)) {
    return { kind: 'logic', op: from.pick(['and', 'or']), left: condition(from, depth - 1), right: condition(from, depth - 1) };
  }
  const op = from.pick<FilterOperator>([...MATCHES, '==', '>', '>=', '<', '<=']);
  return { kind: 'comparison', label: from.pick(LABELS), op, value: value(from, op), span };
}

function lineFilter(from: Random): Stage {
  const op = from.pick(['|=', '!=', '|~', '!~', '|>', '!>'] as const);
  const texts = op.endsWith('~') ? PATTERNS : op.endsWith('>') ? ['<_> x <_>', 'a<_>', '<_>'] : TEXTS;
  const one = (): { text: string; ip: boolean } => {
    const ip = op.endsWith('=') && from.chance(0.1);
    return { text: ip ? '10.0.0.1' : from.pick(texts), ip };
  };
  return { kind: 'line-filter', op, values: [one(), ...list(from, 2, one)], span };
}

function parser(from: Random): Stage {
  const name = from.pick(['json', 'logfmt', 'regexp', 'pattern', 'unpack', 'decolorize'] as const);
  const pattern = {
    regexp: '(?P<a>\\w+) x',
    pattern: '<a> - <_> "<b>"',
    json: undefined,
    logfmt: undefined,
    unpack: undefined,
    decolorize: undefined,
  }[name];
  const extract = () => ({
    label: from.pick(LABELS),
    expression: from.chance(0.5) ? from.pick(['a.b[0]', 'c', '["d"]']) : undefined,
  });
  const extractions = name === 'json' || name === 'logfmt' ? list(from, 2, extract) : [];
  const plain = extractions.map((one) => ({
    ...one,
    expression: name === 'logfmt' && one.expression !== undefined ? 'c' : one.expression,
  }));
  const flags = name === 'logfmt' ? list(from, 2, () => from.pick(['--strict', '--keep-empty'])) : [];
  return { kind: 'parser', parser: name, flags, pattern, extractions: plain, span };
}

function labelFormat(from: Random): Stage {
  const names = from.chance(0.5) ? ['app'] : ['app', 'rate'];
  const labels = names.map((label) => {
    const template = from.chance(0.5);
    return { label, value: from.pick(template ? TEMPLATES : LABELS), from: template ? 'template' : 'label' } as const;
  });
  return { kind: 'label-format', labels, span };
}

function dropKeep(from: Random): Stage {
  const one = () => {
    const { op, value: text } = matching(from);
    const bare = from.chance(0.5);
    return { label: from.pick(LABELS), op: bare ? undefined : op, value: bare ? '' : text };
  };
  return { kind: 'drop-keep', op: from.pick(['drop', 'keep']), labels: [one(), ...list(from, 2, one)], span };
}

const STAGES: readonly ((from: Random) => Stage)[] = [
  lineFilter,
  lineFilter,
  parser,
  labelFormat,
  dropKeep,
  (from) => ({ kind: 'label-filter', condition: condition(from, 3), span }),
  (from) => ({ kind: 'line-format', template: from.pick(TEMPLATES), span }),
];

function logs(from: Random, after: readonly Stage[] = []): LogExpr {
  const made: Stage[] = [];
  for (const stage of list(from, 3, () => from.pick(STAGES)(from))) {
    // `| drop a != "b"` is one stage and never two
    if (made.at(-1)?.kind !== 'drop-keep' || stage.kind !== 'line-filter') made.push(stage);
  }
  const stages = [...made, ...after];
  const named: LabelMatcher = { label: 'app', op: '=', value: 'a', span };
  return { kind: 'logs', matchers: [named, ...list(from, 2, () => matcher(from))], selectorSpan: span, stages, span };
}

function window(from: Random, after: readonly Stage[] = []): Window {
  return { logs: logs(from, after), range: from.pick(RANGES), offset: from.chance(0.2) ? from.pick(DURATIONS) : undefined };
}

function unwrap(from: Random): Stage[] {
  const conversion = from.pick([undefined, 'duration', 'duration_seconds', 'bytes'] as const);
  const filters = list(from, 1, (): Stage => ({ kind: 'label-filter', condition: condition(from, 1), span }));
  return [{ kind: 'unwrap', label: from.pick(LABELS), labelSpan: span, conversion, span }, ...filters];
}

function grouping(from: Random): Grouping {
  return { op: from.pick(['by', 'without']), labels: list(from, 2, () => from.pick(LABELS)), span };
}

function range(from: Random): MetricExpr {
  const base = { kind: 'range', param: undefined, grouping: undefined, span } as const;
  if (from.chance(0.5)) return { ...base, op: from.pick(COUNTING), ...window(from) };
  const lines = window(from, unwrap(from));
  if (from.chance(0.4)) return { ...base, op: from.pick(UNWRAPPING), ...lines };
  const by = from.chance(0.5) ? grouping(from) : undefined;
  if (from.chance(0.3)) return { ...base, op: 'quantile_over_time', param: from.pick(POSITIVE), ...lines, grouping: by };
  return { ...base, op: from.pick(GROUPED), ...lines, grouping: by };
}

function aggregation(from: Random, depth: number): MetricExpr {
  const expr = metric(from, depth - 1);
  const base = { kind: 'aggregation', expr, param: undefined, grouping: undefined, span } as const;
  if (from.chance(0.1)) return { ...base, op: from.pick(['sort', 'sort_desc']) };
  const by = from.chance(0.6) ? grouping(from) : undefined;
  if (from.chance(0.2)) return { ...base, op: from.pick(['topk', 'bottomk']), param: from.pick(['1', '10']), grouping: by };
  return { ...base, op: from.pick(['sum', 'avg', 'max', 'min', 'count', 'stddev', 'stdvar']), grouping: by };
}

function binary(from: Random, depth: number): MetricExpr {
  const set = from.chance(0.2);
  const side = (): MetricExpr => (set ? aggregation(from, Math.max(depth - 1, 1)) : metric(from, depth - 1));
  const on = from.chance(0.3)
    ? { op: from.pick(['on', 'ignoring'] as const), labels: list(from, 2, () => from.pick(LABELS)) }
    : undefined;
  const group =
    on && from.chance(0.4)
      ? { side: from.pick(['left', 'right'] as const), labels: list(from, 2, () => from.pick(LABELS)) }
      : undefined;
  const op = set ? from.pick(['and', 'or', 'unless']) : from.pick(OPERATORS);
  return { kind: 'binary', op, bool: from.chance(0.2), matching: on, group, left: side(), right: side(), span };
}

function metric(from: Random, depth: number): MetricExpr {
  if (depth <= 0) {
    if (from.chance(0.2)) return { kind: 'number', text: from.pick(NUMBERS), span };
    return from.chance(0.1) ? { kind: 'vector', value: from.pick(POSITIVE), span } : range(from);
  }
  const make = from.pick([range, aggregation, aggregation, binary, binary, labelReplace, paren]);
  return make(from, depth);
}

function paren(from: Random, depth: number): MetricExpr {
  return { kind: 'paren', expr: metric(from, depth - 1), span };
}

function labelReplace(from: Random, depth: number): MetricExpr {
  const args = ['dst', from.pick(['$1', '', 'x"y']), 'src', from.pick(PATTERNS)] as const;
  return { kind: 'label-replace', expr: metric(from, depth - 1), args, span };
}

function variants(from: Random): MetricExpr {
  return { kind: 'variants', exprs: [range(from), ...list(from, 1, () => range(from))], of: window(from), span };
}

/** A query of the whole language that Loki takes. */
export function generateLogql(from: Random): Expr {
  if (from.chance(0.35)) return logs(from);
  return from.chance(0.03) ? variants(from) : metric(from, 1 + from.below(3));
}
