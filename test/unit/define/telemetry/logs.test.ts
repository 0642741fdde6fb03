import { expect, test } from 'vitest';
import { number, oneOf, text, traceId } from '../../../../src/authored/label.ts';
import { type AnyLogs, type LogsOptions, logs } from '../../../../src/authored/log.ts';
import type { Service } from '../../../../src/authored/references.ts';
import { resolveLogs } from '../../../../src/define/resolve-logs.ts';
import { DAY, master } from '../../../golden/telemetry/estate.ts';

const service: Service = { kind: 'service', name: 'phoenix-master' };
const codes = (of: AnyLogs): string[] => resolveLogs(of, master).diagnostics.map(({ code }) => code);
const stream = (options: Partial<LogsOptions<object>> & { readonly labels?: object }): AnyLogs =>
  logs({ service, name: 'app', ...options } as LogsOptions<object>); // labels of any name, to be refused

test('resolves every field, in one order', () => {
  const app = logs({
    service,
    name: 'app',
    labels: { level: oneOf('info', 'error'), component: oneOf('master', 'agent') },
    fields: { trace_id: traceId(), retries: number(), message: text() },
    redact: ['token', /card_\d+/i, 'authorization'],
    retention: '30d',
  });
  const { diagnostics, value } = resolveLogs(app, master);
  expect(diagnostics).toEqual([]);
  expect(value).toEqual({
    address: 'phoenix-master/logs/app',
    name: 'app',
    origin: app,
    service: master,
    labels: { component: { values: ['master', 'agent'] }, level: { values: ['info', 'error'] } },
    fields: { message: 'label', retries: 'number', trace_id: 'trace-id' },
    redactKeys: ['authorization', 'token'],
    redactPatterns: ['(?i)card_\\d+'],
    retentionMs: 30 * DAY,
    class: 'application',
    files: [],
    from: 'otlp',
  });
  expect(Object.keys(value.labels)).toEqual(['component', 'level']);
});

test.each([
  ['audit', 365 * DAY],
  ['system', 14 * DAY],
  ['application', undefined],
] as const)('a stream of class %s is kept %s ms where nothing is said', (kind, kept) => {
  expect(resolveLogs(stream({ class: kind }), master).value.retentionMs).toBe(kept);
});

test('where lines come from', () => {
  expect(resolveLogs(stream({ files: ['/b', '/a', '/b'] }), master).value).toMatchObject({ from: 'files', files: ['/a', '/b'] });
  expect(resolveLogs(stream({ from: 'journald' }), master).value).toMatchObject({ from: 'journald', files: [] });
});

test.each([
  [{ retention: '12h' }, 'logs/short-retention'],
  [{ retention: '-3d' }, 'logs/retention'],
  [{ files: ['/a'], from: 'syslog' }, 'logs/two-sources'],
  [{ files: [] }, 'logs/no-files'],
  [{ labels: { stream: oneOf('a') } }, 'logs/label-reserved'],
  [{ labels: { 'a-b': oneOf('a') } }, 'logs/label-name'],
  [{ labels: { user: text() } }, 'logs/open-label'],
  [{ labels: { level: oneOf('a') }, fields: { level: text() } }, 'logs/field-is-label'],
  [{ labels: Object.fromEntries(Array.from({ length: 14 }, (_, n) => [`l${n}`, oneOf('a')])) }, 'logs/too-many-labels'],
  [{ redact: [''] }, 'logs/redact-key'],
  [{ redact: [/a(?=b)/] }, 'logs/redact-pattern'],
  [{ redact: [/(a)\1/] }, 'logs/redact-pattern'],
] as const)('%j is %s', (options, code) => {
  expect(codes(stream(options as never))).toEqual([code]); // values that types refuse are checked again
});

test('patterns are said as RE2 says them', () => {
  const patterns = (...redact: RegExp[]): readonly string[] => resolveLogs(stream({ redact }), master).value.redactPatterns;
  expect(patterns(/(?<year>\d{4})\/x/gs)).toEqual(['(?s)(?P<year>\\d{4})/x']);
  expect(patterns(/a\\1/)).toEqual(['a\\\\1']);
});
