import { expect, test } from 'vitest';
import { analyseLogql, type LogqlUse } from '../../../src/query/logql/analyse.ts';
import { parseLogql } from '../../../src/query/logql/parse.ts';
import { appLogs, auditLogs } from '../../golden/telemetry/estate.ts';

function codes(text: string, use?: LogqlUse): string[] {
  const { expr, problems } = parseLogql(text);
  if (!expr) throw new Error(problems[0]?.message);
  return [...problems, ...analyseLogql(expr, [appLogs, auditLogs], use)].map(
    ({ code, span }) => `${code} ${text.slice(span.from, span.to)}`,
  );
}

test.each([
  '{service_name="phoenix-master", stream="app", level="error"}',
  '{service_name="phoenix-master", level=~"warn|error", component!="agent"}',
  '{stream="app", level!=""}',
  '{service_name="$service", level="$level"}',
  'sum(count_over_time({stream="audit", level="info"}[5m])) > 0',
])('finds nothing in %s', (text) => {
  expect(codes(text)).toEqual([]);
});

test.each([
  ['{app="x"}', ['logql/unknown-label app="x"']],
  ['{stream="app", level="eror"}', ['logql/label-value level="eror"']],
  ['{stream="app", level=~"fatal|panic"}', ['logql/label-value level=~"fatal|panic"']],
  ['{stream="ap"}', ['logql/label-value stream="ap"']],
  ['{stream="audit", level="error"}', ['logql/label-value level="error"']],
  ['{stream="audit", component="agent"}', ['logql/unknown-label component="agent"']],
  ['{}', ['logql/empty-selector {}']],
  ['{level=~".*"}', ['logql/empty-selector {level=~".*"}']],
  ['{level!="debug"}', ['logql/empty-selector {level!="debug"}']],
  ['sum(rate({stream="app"}[5m])) / sum(rate({stream="apps"}[5m]))', ['logql/label-value stream="apps"']],
])('finds in %s %j', (text, expected) => {
  expect(codes(text)).toEqual(expected);
});

test('an alert needs a number', () => {
  const text = '{stream="app"} |= "panic"';
  expect(codes(text)).toEqual([]);
  expect(codes(text, { alert: true })).toEqual([`logql/log-query-in-alert ${text}`]);
  expect(codes(`count_over_time(${text} [5m]) > 0`, { alert: true })).toEqual([]);
});

test('a value with a word for it: what to type', () => {
  const { expr } = parseLogql('{stream="app", level="eror"}');
  expect(expr && analyseLogql(expr, [appLogs])).toMatchObject([
    { message: 'The label level is never "eror".', fix: 'did you mean error? use one of debug, error, info, warn' },
  ]);
});
