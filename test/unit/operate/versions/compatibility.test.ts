import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { versionPairs } from '../../../../src/operate/versions/compatibility.ts';
import { expectDocumented } from '../../../support/documented.ts';
import { listening } from '../../../support/listening.ts';
import { runCli } from '../../../support/run-cli.ts';
import { span } from '../traces/spans.ts';

const call = (from: string, to: string, failed: boolean) => [
  span('a', undefined, [0, 100], { service: 'web', resource: { 'service.version': from }, kind: 'client' }),
  span('b', 'a', [10, 90], { service: 'shop', resource: { 'service.version': to }, failed }),
  span('c', 'b', [20, 80], { service: 'shop', resource: { 'service.version': to }, failed: true }),
];
const calls = (from: string, to: string, count: number, failed: number) =>
  Array.from({ length: count }, (_, index) => call(from, to, index < failed));

test('a pair of versions that fails more than others of the same services', () => {
  const pairs = versionPairs([...calls('1', '1', 100, 1), ...calls('2', '1', 100, 2), ...calls('2', '2', 100, 30)]);
  expect(
    pairs.map(({ callerVersion, calleeVersion, failed, verdict }) => [callerVersion, calleeVersion, failed, verdict]),
  ).toEqual([
    ['2', '2', 30, 'worse'],
    ['2', '1', 2, 'same'],
    ['1', '1', 1, 'same'],
  ]);
  expect(pairs[0]).toMatchObject({ caller: 'web', callee: 'shop', calls: 100, errorRatio: 0.3 });
});

test('says nothing of few calls, nor of the only pair there is', () => {
  expect(versionPairs([...calls('1', '1', 100, 1), ...calls('2', '2', 5, 5)]).map(({ verdict }) => verdict)).toEqual([
    'unknown',
    'unknown',
  ]);
  expect(versionPairs(calls('1', '1', 100, 50)).map(({ verdict }) => verdict)).toEqual(['only one']);
  expect(versionPairs([])).toEqual([]);
});

test('a call fails where the caller says so too', () => {
  const [client, server] = call('1', '1', false);
  if (!client || !server) throw new Error('made just now');
  expect(versionPairs([[{ ...client, failed: true }, server]])).toMatchObject([{ calls: 1, failed: 1 }]);
});

interface Recording {
  readonly request: { readonly path: string };
  readonly response: { readonly body: unknown };
}
const recordings: Recording[] = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../fixtures/tempo/recordings.json'), 'utf8'),
);

/** The trace a real Tempo was asked for; the search is made up of it, for nobody recorded this question. */
const listen = listening();
const asked: string[] = [];
let tempo: string;
beforeAll(async () => {
  const trace = recordings.find(({ request }) => request.path.startsWith('/api/v2/traces/'))?.response.body;
  tempo = await listen.http((request, response) => {
    const url = new URL(String(request.url), 'http://tempo');
    asked.push(url.searchParams.get('q') ?? url.pathname);
    const found = {
      traces: url.searchParams.get('q')?.includes('nobody') ? [] : [{ traceID: '3', startTimeUnixNano: '1795209446600000000' }],
    };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(url.pathname === '/api/search' ? found : trace));
  });
});
afterAll(() => listen.stop());
const compatibility = (...args: string[]) => runCli(['versions', 'compatibility', '--tempo', tempo, ...args], '/');

test('reads the versions of both sides from what a real Tempo said of a trace', async () => {
  const { code, err, out } = await compatibility('--json');
  expect([code, err, asked[0]]).toEqual([0, '', '{ resource.service.version != nil }']);
  expect(JSON.parse(out).pairs).toEqual([
    {
      ...{
        caller: 'master',
        callerVersion: '1.2.0',
        callee: 'agent',
        calleeVersion: '1.1.0',
        calls: 1,
        failed: 1,
        errorRatio: 1,
      },
      ...{ errorBetween: { from: expect.closeTo(0.2065, 3), to: 1 }, verdict: 'only one', p: 1 },
    },
  ]);
  expect((await compatibility('shop', '--format', 'summary')).out).toMatch(/^No trace since .* has a call between services/);
});

test('says when there is nothing, and what is wrong', async () => {
  expect((await compatibility('--tenant', 'nobody')).out).toMatch(/^No trace since/);
  expect(await compatibility('--limit', 'all')).toMatchObject({ code: 2, err: '`--limit all` is no number of at least 1.\n' });
  expect((await runCli(['versions', 'compatibility', '--tempo', 'http://127.0.0.1:9'], '/')).code).toBe(4);
});

/** A trace of one call as Tempo says it. */
function asTempoSays([client, server]: readonly { service: string; version: string; failed: boolean }[]): object {
  const spanOf = (of: typeof client, id: string, parent: string | undefined) => ({
    resource: {
      attributes: [
        { key: 'service.name', value: { stringValue: of?.service } },
        { key: 'service.version', value: { stringValue: of?.version } },
      ],
    },
    scopeSpans: [
      {
        spans: [
          {
            ...{ traceId: 'AAAAAAAAAAAAAAAAAAAAAw==', spanId: id, ...(parent && { parentSpanId: parent }), name: 'buy' },
            ...{ startTimeUnixNano: '1795209446600000000', endTimeUnixNano: '1795209447003000000' },
            ...{
              kind: parent ? 'SPAN_KIND_SERVER' : 'SPAN_KIND_CLIENT',
              status: of?.failed ? { code: 'STATUS_CODE_ERROR' } : {},
            },
          },
        ],
      },
    ],
  });
  return {
    trace: { resourceSpans: [spanOf(client, 'AAAAAAAAAB8=', undefined), spanOf(server, 'AAAAAAAAACA=', 'AAAAAAAAAB8=')] },
  };
}

test('the table is the one of the documents', async () => {
  const many = await listen.http((request, response) => {
    const url = new URL(String(request.url), 'http://tempo');
    const index = Number(url.pathname.split('/').at(-1));
    const [version, failed] = index < 100 ? ['1.0.0', index < 2] : ['1.1.0', index < 130];
    const trace = asTempoSays([
      { service: 'web', version: '2.0.0', failed: false },
      { service: 'shop', version, failed },
    ]);
    const traces = Array.from({ length: 200 }, (_, id) => ({ traceID: String(id), startTimeUnixNano: '1795209446600000000' }));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(url.pathname === '/api/search' ? { traces } : trace));
  });
  const at = ['--tempo', many, '--to', '2026-10-20 12:00'];
  const { out } = await runCli(['versions', 'compatibility', ...at], '/');
  expectDocumented('operate-logs-and-traces.md', 'signalbox versions compatibility --target live', out);
});
