import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseTraceql } from '../../../../src/query/traceql/parse.ts';
import { printTraceql } from '../../../../src/query/traceql/print.ts';
import { type Listening, listening } from '../../../support/listening.ts';
import { runCli } from '../../../support/run-cli.ts';

interface Recording {
  readonly name: string;
  readonly request: { readonly path: string };
  readonly response: { readonly status: number; readonly contentType: string; readonly body: unknown };
}
const recordings: Recording[] = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../fixtures/tempo/recordings.json'), 'utf8'),
);
/** When the traces of the recordings were searched. */
const SPAN = ['--from', '1795208941', '--to', '1795209541'];
const ID = '00000000000000000000000000000003';

/** What makes two questions the same: the path, the query as it parses, the span; not how many are wanted. */
function keyOf(path: string): string {
  const url = new URL(path, 'http://tempo');
  const { query } = parseTraceql(url.searchParams.get('q') ?? '{ }');
  const said = query ? printTraceql(query) : url.searchParams.get('q');
  return [url.pathname, said, url.searchParams.get('start'), url.searchParams.get('end')].join(' ');
}

/** A Tempo that has said all of this once, and refuses whatever nobody asked it. */
describe('signalbox traces, against what a real Tempo said', () => {
  const listen: Listening = listening();
  let tempo: string;
  const asked: string[] = [];
  beforeAll(async () => {
    // the first answer: the same was asked once more as another tenant
    const known = new Map(recordings.toReversed().map((one) => [keyOf(one.request.path), one.response]));
    tempo = await listen.http((request, response) => {
      asked.push(String(request.url));
      const said = known.get(keyOf(String(request.url)));
      response.writeHead(said?.status ?? 418, { 'content-type': said?.contentType ?? 'text/plain' });
      response.end(said ? (typeof said.body === 'string' ? said.body : JSON.stringify(said.body)) : 'nobody asked this one');
    });
  });
  afterAll(() => listen.stop());

  const traces = (...args: string[]) => runCli(['traces', ...args, '--tempo', tempo], '/');
  const json = async (...args: string[]) => {
    const { code, err, out } = await traces(...args, '--json');
    expect([code, err]).toEqual([0, '']);
    return JSON.parse(out);
  };

  test('searches what failed', async () => {
    const { traces: found } = await json('search', '--failed', ...SPAN);
    expect(found).toEqual([
      {
        traceId: '00000000000000000000000000000006',
        start: '2026-11-20T21:17:27.200Z',
        service: 'master',
        name: 'POST /plans',
        milliseconds: 406,
        spans: 5,
        failed: 2,
      },
      {
        traceId: ID,
        start: '2026-11-20T21:17:26.600Z',
        service: 'master',
        name: 'POST /plans',
        milliseconds: 403,
        spans: 5,
        failed: 2,
      },
    ]);
  });

  test('says when nothing is found, and what Tempo says of a question it refuses', async () => {
    const none = await traces('search', '--name', 'nothing', ...SPAN);
    expect([none.code, none.out]).toEqual([0, 'No trace is like that since 2026-11-20 21:09:01 UTC.\n']);
    const refused = await traces('search', '--name', 'never asked', ...SPAN);
    expect(refused.code).toBe(4);
    expect(refused.err).toContain('nobody asked this one');
  });

  test('shows a trace as a tree', async () => {
    expect(
      (await traces('show', '3')).out,
    ).toBe(`operation         service  time                      begins ms  milliseconds  failure
POST /plans       master   ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇         0s        0.403s  agent did not answer
  queue task      master   ▇                            0.005s         0.02s
    run task      agent      ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇          0.03s        0.303s  agent did not answer
      GET model   agent        ▇▇▇▇▇▇▇▇▇▇▇               0.06s          0.2s
      SET result  agent                    ▇▇            0.27s         0.03s

5 spans of 2 services in 0.403s, 2 failed.
`);
  });

  test('finds the critical path', async () => {
    const { milliseconds, path } = await json('critical-path', ID);
    expect(milliseconds).toBe(403);
    expect(
      path.map((one: { name: string; begins: number; milliseconds: number }) => [one.name, one.begins, one.milliseconds]),
    ).toEqual([
      ['POST /plans', 0, 5],
      ['queue task', 5, 20],
      ['POST /plans', 25, 5],
      ['run task', 30, 30],
      ['GET model', 60, 200],
      ['run task', 260, 10],
      ['SET result', 270, 30],
      ['run task', 300, 33],
      ['POST /plans', 333, 70],
    ]);
  });

  test('finds where a failure began', async () => {
    const { cascades } = await json('errors', ID);
    expect(cascades).toHaveLength(1);
    expect(cascades[0]).toMatchObject({ origin: { name: 'run task', message: 'agent did not answer' }, absorbedBy: null });
    expect((await traces('errors', ID)).out).toContain('1 failure; 1 reached the top of the trace.');
  });

  test('leaves out what belongs to another tenant, whatever its id', async () => {
    const { spans } = await json('show', ID, '--tenant', 'somebody');
    expect(spans).toEqual([]);
    await traces('search', '--failed', '--tenant', 'some"body', ...SPAN);
    const before = asked.length;
    await traces('search', '--failed', '--tenant', 'somebody', ...SPAN);
    expect(new URL(asked[before] ?? '', tempo).searchParams.get('q')).toBe('{ resource.tenant = "somebody" && status = error }');
  });

  test('says that a trace is not there', async () => {
    const { code, out } = await traces('show', '3e7');
    expect([code, out]).toEqual([0, `There is no trace 3e7 at ${tempo}: not sampled, too old, or not yet there.\n`]);
  });

  test('says what is wrong with what was typed', async () => {
    const wrong = async (...args: string[]) => {
      const { code, err, out } = await traces(...args);
      expect([code, out]).toEqual([2, '']);
      return err;
    };
    expect(await wrong('show', 'xyz')).toBe('"xyz" is no id of a trace: up to 32 of 0-9 and a-f.\n');
    expect(await wrong('search', '--slower-than', 'long')).toMatch(/^`--slower-than long` is no duration/);
    expect(await wrong('search', '--where', 'plan')).toMatch(/^`--where plan` is no attribute and value/);
    expect(await wrong('search', '--limit', 'all')).toBe('`--limit all` is no number of at least 1.\n');
    expect(await wrong('search', '--correlation', 'x', '--failed')).toMatch(/leave the other options out/);
    expect((await runCli(['traces', 'show', '3', '--tempo', 'http://127.0.0.1:9'], '/')).code).toBe(4);
  });
});
