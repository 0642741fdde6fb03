import { describe, expect, it, test } from 'vitest';
import { type AnalyseOptions, analyseTraceql } from '../../../../src/query/traceql/analyse.ts';
import type { TraceCatalogue } from '../../../../src/query/traceql/shape.ts';

const catalogue: TraceCatalogue = {
  services: ['checkout', 'mailer'],
  traces: [
    {
      service: 'checkout',
      attributes: {
        'payment.method': { type: 'text' },
        'cart.items': { type: 'number' },
        plan: { type: 'text', values: ['free', 'pro'] },
      },
    },
  ],
};
const options: AnalyseOptions = { catalogue };
const codes = (text: string, more: AnalyseOptions = {}): string[] =>
  analyseTraceql(text, { ...options, ...more }).map(({ code }) => code);

/** What is wrong, the part it is said of, and the fix; then the same put right. */
const CASES: readonly (readonly [code: string, bad: string, part: string, fix: string, good: string])[] = [
  ['traceql/syntax', '{ status = error', '', '', '{ status = error }'],
  ['traceql/syntax', '{ status = error } | botomk(5)', 'botomk', '', '{ status = error } | rate() | bottomk(5)'],
  ['traceql/syntax', "{ name = 'a' }", "'", '', '{ name = "a" }'],
  ['traceql/syntax', '{ } /* b', '/', '', '{ } /* b */ // c'],
  ['traceql/syntax', '({ } | rate())', 'rate', 'take off', '{ } | rate()'],
  ['traceql/syntax', '{ span. = 1 }', 'span.', '', '{ span."" = 1 }'],
  ['traceql/syntax', '{ span.error = 08 }', '08', '', '{ span.error = 07 }'],
  ['traceql/syntax', '{ span.error = 99999999999999999999 }', '99999999999999999999', '', '{ span.error = 9223372036854775807 }'],
  ['traceql/syntax', '{ span.error = 1e }', '1', '', '{ span.error = 1e3 }'],
  ['traceql/syntax', '({ } | by(name)) | rate()', '|', '', '{ } | by(name) | rate()'],
  ['traceql/unknown-intrinsic', '{ staus = error }', 'staus', 'did you mean status?', '{ status = error }'],
  ['traceql/unknown-intrinsic', '{ span:statu = error }', 'span:statu', 'span:status', '{ span:status = error }'],
  ['traceql/unknown-intrinsic', '{ childCount > 2 }', 'childCount', 'span:childCount', '{ span:childCount > 2 }'],
  ['traceql/type', '{ duration = error }', 'duration = error', '', '{ status = error }'],
  ['traceql/type', '{ status > error }', 'status > error', '', '{ status = error }'],
  ['traceql/type', '{ span.error.type =~ 5 }', 'span.error.type =~ 5', '', '{ span.error.type =~ "5" }'],
  ['traceql/type', '{ name =~ rootName }', 'name =~ rootName', 'with = or !=', '{ name = rootName }'],
  ['traceql/type', '{ !"a" = name }', '!"a"', '', '{ !(name = "a") }'],
  ['traceql/type', '{ 5 }', '5', 'compare', '{ span.cart.items = 5 }'],
  ['traceql/type', '{ } | avg(name) > 2', 'avg(name)', 'avg(duration)', '{ } | avg(duration) > 2s'],
  ['traceql/regex', '{ name =~ "(" }', '"("', '', '{ name =~ "." }'],
  ['traceql/never-nil', '{ name = nil }', 'name = nil', 'name != nil', '{ name != nil }'],
  ['traceql/never-nil', '{ nil = resource.service.name }', 'nil = resource.service.name', '', '{ resource.host.name = nil }'],
  [
    'traceql/unsupported',
    '{ parent.span.http.route = "a" }',
    'parent.span.http.route',
    'span.http.route',
    '{ span.http.route = "a" } > { }',
  ],
  ['traceql/unsupported', '{ } | count() + 1 > 2', 'count() + 1 > 2', 'on the left', '{ } | count() > 1'],
  ['traceql/unsupported', '{ parent = nil }', 'parent', 'nestedSetParent', '{ nestedSetParent < 0 }'],
  ['traceql/constant', '{ } | by(1 + 1)', 'by(1 + 1)', '', '{ } | by(name)'],
  ['traceql/constant', '{ } | avg(5) > 2', 'avg(5)', '', '{ } | avg(duration) > 2s'],
  ['traceql/window', '{ } | rate(5m)', '5m', 'write rate()', '{ } | rate()'],
  ['traceql/quantile', '{ } | quantile_over_time(duration, 99)', '99', '0.99', '{ } | quantile_over_time(duration, .99, 1)'],
  ['traceql/limit', '{ } | rate() | topk(0)', '0', 'topk(10)', '{ } | rate() | topk(1) > 0.5'],
  ['traceql/limit', '{ } | compare({ status = error }, 0)', '0', '', '{ } | compare({ status = error }, 5, 1, 2)'],
  ['traceql/limit', '{ } | compare({ status = error }, 5, 2, 1)', '1', '', '{ } | compare({ status = error }, 5, 0, 0)'],
  ['traceql/behind-compare', '{ } | compare({ status = error }) > 1', '> 1', '', '{ } | compare({ status = error })'],
  [
    'traceql/too-many-groups',
    '{ } | rate() by (name, kind, status, rootName, span:id, trace:id)',
    'rate() by (name, kind, status, rootName, span:id, trace:id)',
    '',
    '{ } | rate() by (name, kind, status, rootName, span:id)',
  ],
  [
    'traceql/fails-at-run-time',
    '{ instrumentation:name != 5 }',
    'instrumentation:name != 5',
    '"5"',
    '{ instrumentation:name != "5" }',
  ],
  [
    'traceql/fails-at-run-time',
    '{ trace:id =~ "a" || status = error }',
    'trace:id =~ "a"',
    '',
    '{ trace:id = "a" || status = error }',
  ],
  ['traceql/duration-without-unit', '{ duration > 500 }', '500', '500ms', '{ duration > 0 }'],
  [
    'traceql/unscoped',
    '{ .payment.method = "card" }',
    '.payment.method',
    'span.payment.method',
    '{ span.payment.method = "card" }',
  ],
  ['traceql/unscoped', '{ .name = "card" }', '.name', 'write name', '{ name = "card" }'],
  [
    'traceql/unknown-attribute',
    '{ span.payment.metod = "card" }',
    'span.payment.metod',
    'payment.method',
    '{ span.http.route = "/" }',
  ],
  [
    'traceql/unknown-attribute',
    '{ resource.payment.method = "card" }',
    'resource.payment.method',
    'span.payment.method',
    '{ resource.k8s.pod.name = "a" }',
  ],
  [
    'traceql/unknown-attribute',
    '{ resource.servce.name = "checkout" }',
    'resource.servce.name',
    'did you mean resource.service.name?',
    '{ resource.service.name = "checkout" }',
  ],
  [
    'traceql/unknown-attribute',
    '{ span.http.status_cod = 500 }',
    'span.http.status_cod',
    'did you mean span.http.status_code?',
    '{ span.http.status_code = 500 && span.http.custom = 1 }',
  ],
  [
    'traceql/attribute-type',
    '{ } | avg(span.payment.method) > 2',
    'span.payment.method',
    'count',
    '{ } | avg(span.cart.items) > 2',
  ],
  [
    'traceql/attribute-type',
    '{ } | avg_over_time(span.plan)',
    'span.plan',
    'count',
    '{ } | avg_over_time(span.cart.items) by (span.plan)',
  ],
  ['traceql/attribute-type', '{ span.cart.items > "10" }', '"10"', 'quotes', '{ span.cart.items > 10 }'],
  ['traceql/attribute-type', '{ 5 = span.plan }', '5', '"5"', '{ "pro" = span.plan }'],
  ['traceql/attribute-value', '{ span.plan != "por" }', '"por"', 'did you mean pro?', '{ span.plan != "pro" }'],
  ['traceql/attribute-value', '{ span.plan = "gold" }', '"gold"', 'free, pro', '{ span.plan =~ "gold|pro" }'],
  [
    'traceql/service-without-traces',
    '{ resource.service.name = "chekout" }',
    '"chekout"',
    'did you mean checkout?',
    '{ resource.service.name = "checkout" }',
  ],
  [
    'traceql/service-without-traces',
    '{ resource.service.name = "mailer" }',
    '"mailer"',
    'declare traces',
    '{ resource.service.name =~ "mail.*" }',
  ],
  ['traceql/sign-in-name', '{ span.cart.items+1 > 10 }', 'span.cart.items+1', 'spaces', '{ span.cart.items + 1 > 10 }'],
  [
    'traceql/or-before-and',
    '{ status = error || duration > 1s && kind = server }',
    'status = error || duration > 1s && kind = server',
    '',
    '{ (status = error || duration > 1s) && kind = server }',
  ],
  ['traceql/or-before-and', '{ } || { } && { }', '{ } || { } && { }', '', '{ } && { } || { }'],
  [
    'traceql/never-true',
    '{ span.plan = "pro" && span.plan = "free" }',
    'span.plan = "free"',
    '} && {',
    '{ span.plan = "pro" || span.plan = "free" }',
  ],
  [
    'traceql/two-spans',
    '{ status = error } && { duration > 1s }',
    '{ status = error } && { duration > 1s }',
    '{ status = error && duration > 1s }',
    '{ span.plan = "pro" } && { span.plan = "free" }',
  ],
];

describe('what is wrong is told with its place and its fix, and is quiet when put right', () => {
  it.each(CASES)('%s %s', (code, bad, part, fix, good) => {
    const found = analyseTraceql(bad, options).find((problem) => problem.code === code);
    expect(found && bad.slice(found.span.from, found.span.to)).toBe(part);
    expect(found?.fix ?? '').toContain(fix);
    expect(codes(good)).not.toContain(code);
  });
});

test('the panel decides whether traces or series are wanted', () => {
  expect(codes('{ } | rate()', { wanted: 'traces' })).toEqual(['traceql/series-for-traces']);
  expect(codes('{ }', { wanted: 'series' })).toEqual(['traceql/traces-for-series']);
  expect(codes('{ }', { wanted: 'traces' })).toEqual([]);
  expect(codes('{ } | rate()', { wanted: 'series' })).toEqual([]);
});

test('names are checked only where traces are declared', () => {
  expect(analyseTraceql('{ span.whatever = 5 && resource.service.name = "x" }').map(({ code }) => code)).toEqual([]);
});

test("Grafana's variables stand for values where they are", () => {
  const text =
    '{ resource.service.name = "$service" && span.cart.items > $least && duration > ${least_duration} && span.plan = "[[plan]]" }';
  expect(codes(text, { grafana: true })).toEqual(['traceql/attribute-value']);
  expect(codes('{ span.cart.items > $least }')).toEqual(['traceql/syntax']);
});

test('a message names what was seen', () => {
  const messageOf = (text: string): string | undefined => analyseTraceql(text, options)[0]?.message;
  expect(messageOf('{ span.cart.items > "10" }')).toBe(
    'span.cart.items is a number, and span.cart.items > "10" compares it with "10": no span matches.',
  );
  expect(messageOf('{ duration = error }')).toBe(
    'Tempo refuses duration = error: duration is a duration, error is a status (ok, error, unset).',
  );
  expect(messageOf('{ } | count()')).toBe('Expected a comparison of the number, found the end of the query.');
});
