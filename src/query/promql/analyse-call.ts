import { computed, type Facts, measure, NO_FACTS, type Value, valueFrom, withoutUnit } from './facts.ts';
import { FUNCTIONS } from './functions.ts';
import { assertedLabels, infoLabels, joinedLabel, quantileLabel, replacedLabel } from './label-functions.ts';
import { dropLabels, labelsOf, listLabels, NO_LABELS } from './labels.ts';
import type { Call, Expr } from './tree.ts';
import { perSecond } from './unit-algebra.ts';
import { knownFacts, problem, type Walk } from './walk.ts';

const COUNT = measure('count');
const SECONDS = measure('seconds');
const RATIO = measure('ratio');

type Rule = (input: Value, call: Call, walk: Walk) => Value;

const same: Rule = (input) => input;
const value: Rule = (input) => computed(input);
const unitless: Rule = (input) => withoutUnit(computed(input));
const counted: Rule = ({ labels }) => valueFrom(labels, COUNT);
const instant: Rule = ({ labels }) => valueFrom(labels, SECONDS);
const rated: Rule = (input) => valueFrom(input.labels, perSecond(input), input.histogram);
const observation: Rule = ({ labels, observed }) => valueFrom(dropLabels(labels, ['le']), measure(observed));

/** What each function makes of its series argument; one that is not here gives a value without a unit. */
const RULES: Readonly<Record<string, Rule>> = {
  ...rules(same, 'sort sort_desc sort_by_label sort_by_label_desc last_over_time first_over_time'),
  ...rules(same, 'avg_over_time min_over_time max_over_time sum_over_time abs ceil floor round clamp clamp_min clamp_max'),
  ...rules(
    value,
    'increase delta idelta predict_linear stddev_over_time quantile_over_time mad_over_time double_exponential_smoothing',
  ),
  ...rules(rated, 'rate irate deriv'),
  ...rules(counted, 'changes resets count_over_time'),
  ...rules(
    instant,
    'timestamp start_timestamp ts_of_max_over_time ts_of_min_over_time ts_of_first_over_time ts_of_last_over_time',
  ),
  ...rules(observation, 'histogram_quantile histogram_avg histogram_stddev'),
  histogram_fraction: ({ labels }) => valueFrom(dropLabels(labels, ['le']), RATIO),
  histogram_quantiles: ({ labels, observed }, call) =>
    valueFrom(quantileLabel(dropLabels(labels, ['le']), call), measure(observed)),
  histogram_count: counted,
  histogram_sum: ({ labels }) => valueFrom(labels),
  scalar: (input) => computed(input, NO_LABELS),
  vector: (input) => ({ ...input, labels: NO_LABELS }),
  time: () => valueFrom(NO_LABELS, SECONDS),
  absent: (_, call) => valueFrom(labelsOf(assertedLabels(call.args[0]))),
  absent_over_time: (_, call) => valueFrom(labelsOf(assertedLabels(call.args[0]))),
  label_replace: (input, call, walk) => ({ ...input, labels: replacedLabel(walk, call, input.labels) }),
  label_join: (input, call, walk) => ({ ...input, labels: joinedLabel(walk, call, input.labels) }),
  info: (input, call) => ({ ...input, labels: infoLabels(call, input.labels) }),
};

/** What a function makes of its series. */
export function callValue(walk: Walk, call: Call): Value {
  const input = inputOf(walk, call);
  checkKind(walk, call, input);
  if (FUNCTIONS.get(call.func)?.wants === 'counter') checkExtremes(walk, call);
  if (call.func === 'histogram_quantile' || call.func === 'histogram_fraction') checkBuckets(walk, call, input);
  const rule = Object.hasOwn(RULES, call.func) ? RULES[call.func] : unitless;
  return (rule ?? unitless)(input, call, walk);
}

/** Facts of the argument that is series; of a function that takes none, those of a number. */
export function inputOf(walk: Walk, { func, args }: Call): Facts {
  return args.length === 0 ? NO_FACTS : knownFacts(walk, args[FUNCTIONS.get(func)?.input ?? 0]);
}

/** https://prometheus.io/docs/prometheus/latest/querying/functions/#rate */
function checkKind(walk: Walk, call: Call, input: Facts): void {
  const wants = FUNCTIONS.get(call.func)?.wants;
  if (wants === 'counter' && input.gauge !== undefined) {
    const message = `${call.func}() of the gauge \`${input.gauge}\` takes every fall for a restart`;
    problem(walk, 'rate-of-gauge', call.span, message, call.func === 'increase' ? 'use delta()' : 'use deriv() or delta()');
  }
  if (wants === 'gauge' && input.counter !== undefined) {
    const message = `${call.func}() of the counter \`${input.counter}\` takes every restart for a fall`;
    problem(walk, 'rate-of-gauge', call.span, message, call.func === 'deriv' ? 'use rate()' : 'use increase() or rate()');
  }
}

/** The largest of several counters falls when its process restarts, and the next largest takes its place. */
function checkExtremes(walk: Walk, { func, args: [range] }: Call): void {
  if (range?.kind !== 'subquery') return;
  const inner = bare(range.expr);
  const { counter } = knownFacts(walk, inner);
  if (inner.kind !== 'aggregation' || !/^m(?:in|ax)$/.test(inner.op) || counter === undefined) return;
  const message = `${func}() of the ${inner.op} of the raw counters \`${counter}\`: a restart of one makes it jump to another`;
  problem(walk, 'counter-without-rate', inner.span, message, `use ${inner.op}(${func}(${counter}[5m]))`);
}

function bare(expr: Expr): Expr {
  return expr.kind === 'paren' ? bare(expr.expr) : expr;
}

/** https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile */
function checkBuckets(walk: Walk, call: Call, input: Facts): void {
  if (input.histogram === 'native' || input.labels.open || input.labels.exact.has('le')) return;
  if (input.histogram === 'bucket') {
    const message = `${call.func}() needs the label \`le\`, which is aggregated away: what is left has ${listLabels(input.labels)}`;
    problem(walk, 'quantile-without-le', call.span, message, 'keep it: sum by (le, …)');
    return;
  }
  problem(
    walk,
    'quantile-without-le',
    call.span,
    `${call.func}() needs the buckets of a histogram, this has no label \`le\``,
    'use the _bucket series',
  );
}

function rules(rule: Rule, names: string): Record<string, Rule> {
  return Object.fromEntries(names.split(' ').map((name) => [name, rule]));
}
