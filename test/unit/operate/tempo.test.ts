import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../../support/run-cli.ts';

/** What a real Tempo 3.0 said. */
interface Recording {
  readonly name: string;
  readonly request: { readonly path: string };
  readonly response: { readonly status: number; readonly contentType: string; readonly body: unknown };
}
const RECORDINGS = JSON.parse(
  readFileSync(new URL('../../fixtures/tempo/recordings.json', import.meta.url), 'utf8'),
) as readonly Recording[]; // as the file is
const asked: string[] = [];
let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    const q = searchParams.get('q') ?? '';
    asked.push(q);
    const found = RECORDINGS.find((one) => {
      const recorded = new URL(one.request.path, 'http://localhost');
      return recorded.pathname === pathname && recorded.searchParams.get('q') === q;
    });
    const { status, contentType, body } = found?.response ?? { status: 404, contentType: 'text/plain', body: 'not recorded' };
    response.writeHead(status, { 'content-type': contentType });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // listens on a port
});
afterAll(() => void server.close());

function ask(query: string, ...args: string[]) {
  asked.length = 0;
  const span = ['--from', '1795208941', '--to', '1795209541'];
  return runCli(['query', query, '--language', 'traceql', '--tempo', url, ...span, ...args], tmpdir());
}

function recorded(name: string): {
  readonly traces: readonly { readonly traceID: string }[];
  readonly series: readonly object[];
} {
  return RECORDINGS.find((one) => one.name === name)?.response.body as never; // of the kind the test asks for
}

test('traces are found as Tempo answers', async () => {
  const { code, out, err } = await ask('{ status = error }', '--json');
  const { traces } = JSON.parse(out);
  expect([code, err]).toEqual([0, '']);
  expect(traces.length).toBeGreaterThan(0);
  expect(traces.map(({ traceID }: { traceID: string }) => traceID)).toEqual(
    recorded('search: errors').traces.map(({ traceID }) => traceID),
  );
  expect((await ask('{ status = error }')).out).toMatch(/^trace +service +name +start +milliseconds\n/);
});

test('numbers are series over the time', async () => {
  const { code, out } = await ask('{ } | rate() by (resource.service.name)', '--json');
  const { series } = JSON.parse(out);
  expect([code, series.length]).toEqual([0, recorded('metrics range: rate by service').series.length]);
  expect(series[0].points.length).toBeGreaterThan(0);
});

test('nothing is an answer', async () => {
  expect((await ask('{ name = "nothing" }')).out).toBe('No trace is like that.\n');
});

test('what Tempo would refuse is refused here, and nothing is sent', async () => {
  for (const query of ['{ status = }', '{ nope = 1 }', '{ duration > "long" }']) {
    const { code, err } = await ask(query);
    expect([query, code, err.includes('Nothing was sent.'), asked]).toEqual([query, 2, true, []]);
  }
});

test('a Tempo without tenants is asked for the tenant by its attribute', async () => {
  await ask('{ status = error }', '--tenant', 'acme');
  expect(asked).toEqual(['{ resource.tenant = "acme" && status = error }']);
});
