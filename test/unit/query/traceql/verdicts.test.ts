import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { analyseTraceql } from '../../../../src/query/traceql/analyse.ts';
import { checkTraceql } from '../../../../src/query/traceql/check.ts';
import { parseTraceql } from '../../../../src/query/traceql/parse.ts';
import { printTraceql } from '../../../../src/query/traceql/print.ts';
import type { TraceqlProblem } from '../../../../src/query/traceql/problem.ts';
import { withoutSpans } from './trees.ts';

/** 3,000 generated and mutated queries with what a real Tempo 3.0 said of each: its status, and why it refused. */
type Verdict = readonly [query: string, status: 200 | 400 | 500, reason?: string];

const file = join(import.meta.dirname, '../../../fixtures/tempo/traceql-verdicts.json.gz');
const verdicts = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as readonly Verdict[]; // the fixture is of this form

const problemsOf = (query: string): readonly TraceqlProblem[] => {
  const parsed = parseTraceql(query);
  return parsed.query ? checkTraceql(parsed.query) : parsed.problems;
};

/** What Tempo's reason must be with us. */
const REASONS: readonly (readonly [reason: RegExp, codes: readonly string[]])[] = [
  [/^parse error/, ['traceql/syntax', 'traceql/unknown-intrinsic', 'traceql/window']],
  [/unknown identifier/, ['traceql/unknown-intrinsic']],
  [/^binary operations|^illegal operation|must resolve to/, ['traceql/type']],
  [/^parent not yet/, ['traceql/unsupported']],
  [/^limit must/, ['traceql/limit']],
  [/^quantile/, ['traceql/quantile']],
  [/cannot be nil/, ['traceql/never-nil']],
  [/second stage/, ['traceql/behind-compare']],
];

test('accepts and refuses what Tempo does', () => {
  expect(verdicts).toHaveLength(3000);
  const disagreements = verdicts.filter(([query, status]) => problemsOf(query).length > 0 !== (status === 400));
  expect(disagreements).toEqual([]);
});

test('refuses for the reason Tempo gives, at the place it gives', () => {
  const others = verdicts.flatMap(([query, status, reason = '']) => {
    if (status !== 400) return [];
    const wanted = REASONS.find(([form]) => form.test(reason))?.[1] ?? [];
    return problemsOf(query).some(({ code }) => wanted.includes(code)) ? [] : [[query, reason]];
  });
  expect(others).toEqual([]);
  const placed = verdicts.flatMap(([query, , reason = '']) => {
    const column = /^parse error at line 1, col (\d+)/.exec(reason)?.[1];
    const [problem] = problemsOf(query);
    // Tempo points behind the scope of an intrinsic, we at its begin
    return column && problem ? [Number(column) - 1 >= problem.span.from && Number(column) - 2 <= problem.span.to] : [];
  });
  expect(placed.filter((right) => !right).length).toBeLessThan(placed.length / 100);
});

test('what fails when Tempo runs it is a problem of its own', () => {
  const failing = verdicts.filter(([, status]) => status === 500).map(([query]) => query);
  expect(failing.length).toBeGreaterThan(3);
  const ran = verdicts.filter(([, status]) => status === 200).map(([query]) => query);
  const raised = (query: string): boolean => analyseTraceql(query).some(({ code }) => code === 'traceql/fails-at-run-time');
  expect(failing.filter((query) => !raised(query))).toEqual([]);
  expect(ran.filter(raised)).toEqual([]);
});

test('what Tempo accepts is printed as the same query', () => {
  const changed = verdicts.flatMap(([query]) => {
    const tree = parseTraceql(query).query;
    if (!tree) return [];
    const printed = printTraceql(tree);
    const again = parseTraceql(printed).query;
    return withoutSpans(again) === withoutSpans(tree) ? [] : [[query, printed]];
  });
  expect(changed).toEqual([]);
});
