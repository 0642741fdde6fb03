import { describe, expect, test } from 'vitest';
import { comparableDatasource } from '../../../../src/artifacts/grafana-datasource/comparable.ts';
import { grafanaDatasource } from '../../../../src/artifacts/grafana-datasource/index.ts';
import { DATASOURCE_NAMES } from '../../../../src/artifacts/grafana-datasource/wire.ts';
import { addressOf } from '../../../../src/kernel/address.ts';
import type { Environment } from '../../../../src/model/environment.ts';
import type { LogStream } from '../../../../src/model/telemetry.ts';
import { alertListKind } from '../../../../src/panels/alert-list.ts';
import { compiledPanels } from '../../panels/compiled.ts';
import { panelExamples } from '../../panels/examples.ts';
import { derivedWith, environment, estate, service } from '../../panels/phoenix.ts';

const derived = derivedWith([]);
const compile = (servers: Partial<Environment['servers']> = {}) =>
  grafanaDatasource.compile({ derived, environment: { ...environment, servers: { ...environment.servers, ...servers } } }).value;

describe('each data source is this text', () => {
  test.each(compile().map((draft) => [draft.content.uid, draft] as const))('%s', async (uid, { path, content }) => {
    expect(path).toBe(`grafana/datasources/${uid}.json`);
    await expect(grafanaDatasource.print(content)).toMatchFileSnapshot(`../../../golden/grafana/datasources/${uid}.json`);
  });
});

test('only servers of the environment have one, and links go only to those', () => {
  const drafts = compile({ tempo: undefined, alertmanager: undefined });
  expect(drafts.map(({ content }) => content.uid)).toEqual(['loki', 'prometheus']);
  const text = JSON.stringify(drafts);
  expect(text).not.toContain('tempo');
  expect(text).not.toContain('alertmanager');
});

test('a tenant is asked for with every query', () => {
  const [loki] = compile({ loki: { ...environment.servers.loki!, tenant: 'team-a' } }).filter(
    ({ content }) => content.uid === 'loki',
  );
  expect(loki?.content.jsonData['httpHeaderName1']).toBe('X-Scope-OrgID');
  expect(loki?.content.secureJsonData).toEqual({ httpHeaderValue1: 'team-a' });
  expect(compile().some(({ content }) => content.secureJsonData !== undefined)).toBe(false);
});

test('without Grafana there is none', () => {
  expect(compile({ grafana: undefined })).toEqual([]);
});

test('exactly one is the default', () => {
  expect(
    compile()
      .filter(({ content }) => content.isDefault)
      .map(({ content }) => content.uid),
  ).toEqual(['prometheus']);
});

test('fields that authors declared as trace ids lead from lines to traces', () => {
  const stream: LogStream = {
    address: addressOf('phoenix-master', 'logs', 'app'),
    name: 'app',
    origin: {},
    service,
    labels: {},
    fields: { message: 'label', traceId: 'trace-id' },
    redactKeys: [],
    redactPatterns: [],
    retentionMs: undefined,
    class: 'application',
    files: [],
    from: 'otlp',
    rate: undefined,
  };
  const { value } = grafanaDatasource.compile({
    derived: { ...derived, estate: { ...estate, logStreams: [stream] } },
    environment,
  });
  const loki = value.find(({ content }) => content.uid === 'loki')?.content;
  expect(loki?.jsonData['derivedFields']).toMatchObject([
    { matcherType: 'label', matcherRegex: 'traceId', datasourceUid: 'tempo', url: '${__value.raw}' },
    { matcherType: 'regex', matcherRegex: '"traceId":\\s*"(\\w+)"', datasourceUid: 'tempo' },
  ]);
});

test('the regex of a derived field finds the id in a JSON line', () => {
  const loki = compile().find(({ content }) => content.uid === 'loki')?.content;
  const fields = loki?.jsonData['derivedFields'] as { matcherType: string; matcherRegex: string }[];
  const regex = new RegExp(fields.find(({ matcherType }) => matcherType === 'regex')?.matcherRegex ?? 'none');
  expect(regex.exec('{"level":"error","trace_id": "4bf92f35","msg":"x"}')?.[1]).toBe('4bf92f35');
});

test('the alert list names the data source as it is called', () => {
  const lists = compiledPanels(panelExamples[alertListKind.type] ?? []);
  expect(lists.map(({ options }) => options['datasource'])).toEqual(lists.map(() => DATASOURCE_NAMES.prometheus));
});

test('what the server adds is no difference, what somebody edits is', () => {
  const [ours] = compile().filter(({ content }) => content.uid === 'prometheus');
  const answered = {
    ...ours!.content,
    id: 1,
    orgId: 1,
    typeLogoUrl: 'public/plugins/prometheus/img/prometheus_logo.svg',
    user: '',
    database: '',
    basicAuth: false,
    basicAuthUser: '',
    withCredentials: false,
    secureJsonFields: {},
    version: 1,
    readOnly: false,
    apiVersion: '',
  };
  expect(comparableDatasource(answered)).toEqual(comparableDatasource(ours!.content));
  expect(comparableDatasource({ ...answered, url: 'http://other:9090' })).not.toEqual(comparableDatasource(ours!.content));
  expect(comparableDatasource({ ...answered, basicAuth: true })).not.toEqual(comparableDatasource(ours!.content));
});
