import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import type { Artifact } from '../../../src/artifacts/kind.ts';
import { connectionTo } from '../../../src/model/connection.ts';
import { applyPlan } from '../../../src/targets/apply.ts';
import { OutsideFailure } from '../../../src/targets/failure.ts';
import { type HttpRequest, httpClient, httpReader } from '../../../src/targets/http.ts';
import { planTarget } from '../../../src/targets/observe.ts';
import { fakeGrafana, savesBoard } from '../../support/fake-grafana.ts';
import { artifact, inFolder, ioAt, ORDER, ruleFile, targetOf } from './samples.ts';

const TOKEN = 'glsa_canary_of_a_token';
const SECRETS = { secret: () => TOKEN };
const withToken = (url: string) => connectionTo(url, { token: { kind: 'secret', env: 'TOKEN' } });
const GET: HttpRequest = { method: 'GET', path: '/x' };
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

type Handler = Parameters<typeof createServer>[1];

async function serve(handler: NonNullable<Handler>): Promise<string> {
  const server = createServer(handler);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
}

async function failureOf(work: Promise<unknown>): Promise<OutsideFailure> {
  const error = await work.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof OutsideFailure)) throw error;
  return error;
}

/** Everything a careless logger could print of an error. */
function everythingOf(error: unknown): string {
  return `${inspect(error, { depth: 20, showHidden: true })}${JSON.stringify(error)}${String(error)}${(error as Error).stack}`;
}

test('a server that is not there is unreachable, and no request was delivered', async () => {
  const url = await serve(() => {});
  servers.splice(0).map((server) => server.close());
  const failure = await failureOf(httpClient(withToken(url), ioAt('/', SECRETS)).request(GET));
  expect([failure.kind, failure.undelivered]).toEqual(['unreachable', true]);
  expect(failure.detail).toContain('ECONNREFUSED');
});

test('a body that trickles ends at the limit', async () => {
  const url = await serve((_, response) => {
    response.writeHead(200);
    const drip = setInterval(() => response.write('.'), 20);
    response.on('close', () => clearInterval(drip));
  });
  const started = performance.now();
  const failure = await failureOf(httpClient(withToken(url), ioAt('/', { ...SECRETS, timeoutMs: 300 })).request(GET));
  expect([failure.kind, failure.detail, failure.undelivered]).toEqual(['unreachable', 'no complete answer within 300 ms', false]);
  expect(performance.now() - started).toBeLessThan(5_000);
});

test.each([
  [
    'refused',
    (_: unknown, response: { writeHead(status: number): { end(text: string): void } }) =>
      response.writeHead(403).end(`no ${TOKEN}`),
  ],
  ['ended in the middle', (_: unknown, response: { destroy(): void }) => response.destroy()],
])('the token is in no form of an error: %s', async (_name, handler) => {
  const url = await serve(handler as NonNullable<Handler>);
  const failure = await failureOf(
    httpClient(withToken(url.replace('://', '://user:canary_password@')), ioAt('/', SECRETS)).request({ ...GET, path: '/x?q=1' }),
  );
  expect(everythingOf(failure)).not.toContain('canary');
});

test('no redirect is followed, so the token goes to nobody else', async () => {
  const seen: string[] = [];
  const elsewhere = await serve((request, response) => {
    seen.push(String(request.headers.authorization));
    response.end();
  });
  const url = await serve((_, response) => response.writeHead(302, { location: elsewhere }).end());
  expect(await failureOf(httpClient(withToken(url), ioAt('/', SECRETS)).request(GET))).toMatchObject({
    kind: 'refused',
    status: 302,
  });
  expect(seen).toEqual([]);
});

test('a busy server is asked again after the time it asks for, but nothing is posted twice', async () => {
  const seen: string[] = [];
  const url = await serve((request, response) => {
    seen.push(String(request.method));
    if (seen.filter((one) => one === request.method).length < 3) response.writeHead(503, { 'retry-after': '2' }).end();
    else response.end('done');
  });
  const waits: number[] = [];
  const client = httpClient(connectionTo(url), ioAt('/', { wait: async (ms) => void waits.push(ms) }));
  expect(await client.request(GET)).toMatchObject({ status: 200, text: 'done' });
  expect([seen, waits]).toEqual([
    ['GET', 'GET', 'GET'],
    [2_000, 2_000],
  ]);
  await failureOf(client.request({ method: 'POST', path: '/x', body: '{}' }));
  expect(seen.filter((one) => one === 'POST')).toHaveLength(1);
});

test('a query only asks, so it is asked again though it is posted; one that took too long is not', async () => {
  const seen: string[] = [];
  const url = await serve((request, response) => {
    seen.push(String(request.url));
    if (request.url === '/api/v1/query_range')
      response.writeHead(503).end('{"status":"error","errorType":"timeout","error":"slow"}');
    else if (seen.length < 3) response.writeHead(503).end();
    else response.end('done');
  });
  const client = httpReader(connectionTo(url), ioAt('/', { wait: async () => {} }));
  expect(await client.query('/api/v1/query', { query: 'up' })).toMatchObject({ status: 200, text: 'done' });
  expect(seen).toHaveLength(3);
  expect(await failureOf(client.query('/api/v1/query_range', { query: 'up' }))).toBeDefined();
  expect(seen).toHaveLength(4);
});

const rules = artifact('prometheus/rules/checkout.yaml', ruleFile('checkout', 'Burn'));
const newer = artifact(rules.path, ruleFile('checkout', 'Newer'));

/** A Prometheus whose reload and rules are given. */
async function prometheus(
  reload: (count: number) => number,
  groups: () => object[] = () => [],
): Promise<{ url: string; reloads: () => number }> {
  let count = 0;
  const url = await serve((request, response) => {
    if (request.url === '/-/reload') {
      count += 1;
      response.writeHead(reload(count)).end('failed to reload config');
    } else if (request.url === '/metrics') response.end('prometheus_config_last_reload_successful 1\n');
    else response.end(JSON.stringify({ data: { groups: groups() } }));
  });
  return { url, reloads: () => count };
}

async function deploy(base: string, reload: string | undefined, one: Artifact) {
  const target = targetOf({
    prometheus: { by: 'files', to: 'live', reload: reload === undefined ? undefined : connectionTo(reload) },
  });
  return applyPlan(await planTarget(target, [one], ORDER, ioAt(base)), target, ioAt(base));
}

const onDisk = (base: string) => readFile(join(base, 'live/rules/checkout.yaml'), 'utf8');

test('a reload that fails puts the old files back and reloads them', () =>
  inFolder(async (base) => {
    await deploy(base, undefined, rules);
    const server = await prometheus((count) => (count === 1 ? 500 : 200));
    const result = await deploy(base, server.url, newer);
    expect(result).toMatchObject({ status: 'refused', failure: { kind: 'refused', status: 500 }, applied: [], unrestored: [] });
    expect([await onDisk(base), server.reloads()]).toEqual([rules.text, 2]);
  }));

test('a server that does not read the old files either is reported as changed', () =>
  inFolder(async (base) => {
    await deploy(base, undefined, rules);
    const server = await prometheus(() => 500);
    const result = await deploy(base, server.url, newer);
    expect(result.status).toBe('partly');
    expect(result.unrestored.map((one) => one.id)).toEqual(['rules/checkout.yaml']);
    expect(await onDisk(base)).toBe(rules.text);
  }));

test('a server that cannot be reached stops it before anything is begun', () =>
  inFolder(async (base) => {
    await deploy(base, undefined, rules);
    const url = await serve(() => {});
    servers.splice(0).map((server) => server.close());
    expect(await deploy(base, url, newer)).toMatchObject({ status: 'stopped', failure: { kind: 'unreachable' }, restored: [] });
    expect(await onDisk(base)).toBe(rules.text);
  }));

test('a reload that says yes and loads something else is found out', () =>
  inFolder(async (base) => {
    await deploy(base, undefined, rules);
    const server = await prometheus(
      () => 200,
      () => [{ name: 'checkout', file: '/x/rules/checkout.yaml', rules: [{ name: 'Burn', health: 'ok' }] }],
    );
    const result = await deploy(base, server.url, newer);
    expect(result).toMatchObject({ status: 'unverified', failure: { kind: 'unverified' } });
    expect(result.mismatches).toEqual(['rules/checkout.yaml: group checkout is loaded with other rules: Burn']);
    expect([await onDisk(base), server.reloads()]).toEqual([rules.text, 2]);
  }));

const board = (uid: string, title: string): Artifact =>
  artifact(`grafana/dashboards/shop/${uid}.json`, '', {
    server: 'grafana',
    kind: 'grafana-dashboard',
    content: { folderUid: 'shop', dashboard: { uid, title, tags: [], panels: [] } },
  });
const folder = artifact('grafana/folders/shop.json', '', {
  server: 'grafana',
  kind: 'grafana-folder',
  content: { uid: 'shop', title: 'Shop' },
});
const GRAFANA_ORDER = [
  ...ORDER,
  { kind: 'grafana-folder', applyAfter: [] },
  { kind: 'grafana-dashboard', applyAfter: ['grafana-folder'] },
];

test('one server done and the next refusing: both have their old state', () =>
  inFolder(async (base) => {
    const fake = await fakeGrafana(TOKEN);
    try {
      const io = ioAt(base, { secret: () => TOKEN });
      const target = targetOf({
        prometheus: { by: 'files', to: 'live', reload: undefined },
        grafana: { by: 'api', connection: withToken(fake.url) },
      });
      const first = [rules, folder, board('a', 'Old A'), board('b', 'Old B')];
      expect(await applyPlan(await planTarget(target, first, GRAFANA_ORDER, io), target, io)).toMatchObject({ status: 'done' });
      fake.fault = (method, path) => (savesBoard(method, path) && saves.push(1) === 2 ? REFUSED : undefined);
      const saves: number[] = [];
      const second = [newer, folder, board('a', 'New A'), board('b', 'New B')];
      const result = await applyPlan(await planTarget(target, second, GRAFANA_ORDER, io), target, io);
      expect(result).toMatchObject({ status: 'refused', failure: { kind: 'refused', status: 500 }, applied: [], unrestored: [] });
      expect(result.restored.map((one) => one.id)).toEqual(['dashboard/b', 'dashboard/a', 'rules/checkout.yaml']); // of b nobody knows
      expect(await onDisk(base)).toBe(rules.text);
      expect(result.skipped).toEqual([]);
      expect(fake.store.dashboards.get('a')?.dashboard).toMatchObject({ title: 'Old A' });
      expect(everythingOf(result)).not.toContain('canary');
    } finally {
      await fake.stop();
    }
  }));

const REFUSED = { status: 500, body: { message: `failed with ${TOKEN}` } };

test('a missing secret stops before anything is begun', async () => {
  const target = targetOf({ grafana: { by: 'api', connection: withToken('http://127.0.0.1:9') } });
  expect(await failureOf(planTarget(target, [folder], GRAFANA_ORDER, ioAt('/')))).toMatchObject({ kind: 'misconfigured' });
});
