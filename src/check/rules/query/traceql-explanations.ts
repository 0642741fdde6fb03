import type { Explanation } from '../../rule.ts';

type Pair = readonly [bad: string, good: string];

/** Two searches as panels of traces. */
function search(bad: string, good: string): Pair {
  return [bad, good].map((query) => `panel.traces({ title: 'Traces', show: traceql\`${query}\` });`) as [string, string]; // two in, two out
}

/** Two metrics queries as panels over time. */
function series(bad: string, good: string): Pair {
  return [bad, good].map((query) => `panel.timeseries({ title: 'Spans', show: traceql\`${query}\` });`) as [string, string]; // two in, two out
}

function explain(code: string, severity: Explanation['severity'], why: string, [bad, good]: Pair): Explanation {
  return { code, severity, why, bad, good };
}

const PLAN = `const checkoutTraces = traces({
  service: checkout,
  propagation: ['tracecontext'],
  attributes: { 'customer.plan': oneOf('free', 'pro') },
  sampling: head({ ratio: '10%' }),
});
`;

/** What Tempo refuses. */
const refused: readonly Explanation[] = [
  explain(
    'traceql/syntax',
    'error',
    'Tempo cannot read the query, and the panel shows an error instead of traces.',
    search('{ status = error', '{ status = error }'),
  ),
  explain(
    'traceql/unknown-intrinsic',
    'error',
    'A word without a scope must be one that TraceQL knows: an intrinsic, a status or a kind. Tempo refuses any other.',
    search('{ staus = error }', '{ status = error }'),
  ),
  explain(
    'traceql/type',
    'error',
    'Tempo refuses to compare things of different types, and to order or match what has no order or is no text.',
    search('{ duration = error }', '{ status = error }'),
  ),
  explain(
    'traceql/regex',
    'error',
    'The pattern is no RE2, the only kind Tempo reads: it refuses the query.',
    search('{ name =~ "GET (.*" }', '{ name =~ "GET .*" }'),
  ),
  explain(
    'traceql/never-nil',
    'error',
    'Intrinsics and resource.service.name are always there. Tempo refuses to ask whether they are missing.',
    search('{ name = nil }', '{ name = "" }'),
  ),
  explain(
    'traceql/unsupported',
    'error',
    'Tempo reads this and has not built it yet: the search is refused.',
    search('{ parent.span.payment.method = "card" }', '{ span.payment.method = "card" } > { }'),
  ),
  explain(
    'traceql/constant',
    'error',
    'A grouping or an aggregate of a constant says nothing of the spans, and Tempo refuses it.',
    search('{ status = error } | avg(5) > 2', '{ status = error } | avg(duration) > 2s'),
  ),
  explain(
    'traceql/window',
    'error',
    'There are no range windows in TraceQL: the step of the panel is the window. Tempo cannot read the query.',
    series('{ status = error } | rate(5m)', '{ status = error } | rate()'),
  ),
  explain(
    'traceql/quantile',
    'error',
    'Quantiles are shares between 0 and 1. Tempo refuses a percentile.',
    series('{ } | quantile_over_time(duration, 99)', '{ } | quantile_over_time(duration, 0.99)'),
  ),
  explain(
    'traceql/limit',
    'error',
    'Tempo refuses to keep none, and a selection that ends before it starts.',
    series('{ } | rate() by (name) | topk(0)', '{ } | rate() by (name) | topk(10)'),
  ),
  explain(
    'traceql/behind-compare',
    'error',
    'compare() already keeps the values that differ most. Tempo refuses whatever follows it.',
    series('{ } | compare({ status = error }) | topk(5)', '{ } | compare({ status = error }, 5)'),
  ),
  explain(
    'traceql/too-many-groups',
    'error',
    'Tempo keeps five attributes to a series, four beside the buckets of a quantile or histogram, and refuses more.',
    series(
      '{ } | histogram_over_time(duration) by (name, kind, status, rootName, rootServiceName)',
      '{ } | histogram_over_time(duration) by (name, kind, status)',
    ),
  ),
];

/** What Tempo runs, and what cannot be meant. */
const misread: readonly Explanation[] = [
  explain(
    'traceql/fails-at-run-time',
    'error',
    'Tempo accepts the query and then fails on the first block it reads: instrumentation:name and version are text, and trace:id takes no pattern beside an ||.',
    search('{ instrumentation:version = 2 }', '{ instrumentation:version = "2" }'),
  ),
  explain(
    'traceql/series-for-traces',
    'error',
    'A panel of traces asks the search, which refuses a metrics function.',
    search('{ status = error } | rate()', '{ status = error }'),
  ),
  explain(
    'traceql/traces-for-series',
    'error',
    'Without a metrics function the query finds traces, and a panel over time has nothing to draw.',
    series('{ status = error }', '{ status = error } | rate()'),
  ),
  explain(
    'traceql/duration-without-unit',
    'warning',
    'A number beside a duration counts nanoseconds: duration > 500 is true for every span.',
    search('{ duration > 500 }', '{ duration > 500ms }'),
  ),
  explain(
    'traceql/unscoped',
    'info',
    'Without a scope Tempo looks for the attribute in spans and in resources, which reads more columns; and .name is not the intrinsic name.',
    search('{ .payment.method = "card" }', '{ span.payment.method = "card" }'),
  ),
  explain(
    'traceql/unknown-attribute',
    'warning',
    'No traces declare the attribute for their spans, and it is none of the semantic conventions: nothing is found.',
    search('{ span.payment.metod = "card" }', '{ span.payment.method = "card" }'),
  ),
  explain(
    'traceql/attribute-type',
    'error',
    'Tempo compares the stored type too: an attribute that is a number never equals a text.',
    search('{ span.cart.items > "10" }', '{ span.cart.items > 10 }'),
  ),
  explain(
    'traceql/attribute-value',
    'error',
    'The attribute has a closed set of values and this is none of them: nothing is found.',
    [
      `${PLAN}panel.traces({ title: 'Paying', show: traceql\`{ span.customer.plan = "por" }\` });`,
      `${PLAN}panel.traces({ title: 'Paying', show: checkoutTraces.where({ 'customer.plan': 'pro' }) });`,
    ],
  ),
  explain(
    'traceql/service-without-traces',
    'error',
    'No service of this name declares traces: nothing is ever found.',
    search('{ resource.service.name = "chekout" }', '{ resource.service.name = ${checkout} }'),
  ),
  explain(
    'traceql/sign-in-name',
    'warning',
    'The name of an attribute goes on to the next space or bracket, so a sign right behind it is part of the name, and such an attribute does not exist.',
    search('{ span.cart.items+1 > 10 }', '{ span.cart.items + 1 > 10 }'),
  ),
  explain(
    'traceql/or-before-and',
    'warning',
    'In TraceQL && and || bind alike and are read from the left, unlike in every programming language.',
    search('{ status = error || duration > 1s && kind = server }', '{ status = error || (duration > 1s && kind = server) }'),
  ),
  explain(
    'traceql/never-true',
    'error',
    'One span has one value: a span that has two at once does not exist. Two spans of a trace are two spansets.',
    search(
      '{ span.payment.method = "card" && span.payment.method = "cash" }',
      '{ span.payment.method = "card" } && { span.payment.method = "cash" }',
    ),
  ),
  explain(
    'traceql/two-spans',
    'info',
    'Each of the two spansets may be met by another span of the trace: a slow span and a failed one, not one that is both.',
    search('{ status = error } && { duration > 1s }', '{ status = error && duration > 1s }'),
  ),
];

/** What reading and analysing a TraceQL query may find; see `src/query/traceql/analyse.ts`. */
export const traceqlExplanations: readonly Explanation[] = [...refused, ...misread];
