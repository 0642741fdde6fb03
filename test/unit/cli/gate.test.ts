import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CliRun, runCli } from '../../support/run-cli.ts';

type Answer = readonly { readonly metric: Readonly<Record<string, string>>; readonly value: readonly [number, string] }[];
const sample = (slo: string, value: string): Answer[number] => ({
  metric: { slo, service: slo.split('/')[0] ?? '' },
  value: [1, value],
});

/** What the server answers to the three questions, or the text it says to all of them. */
let freezes: Answer = [];
let remaining: Answer = [];
let lastOpen: Answer = [];
let burns: Answer = [];
let broken: { status: number; text: string } | undefined;
const asked: string[] = [];
let server: Server;
let url: string;
let folder: string;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const query = new URLSearchParams(await text(request)).get('query') ?? '';
    asked.push(query);
    const result = query.includes('burn_rate')
      ? burns
      : query.includes('max_over_time')
        ? lastOpen
        : query.includes('remaining_ratio')
          ? remaining
          : freezes;
    response.statusCode = broken?.status ?? 200;
    response.end(broken?.text ?? JSON.stringify({ status: 'success', data: { resultType: 'vector', result } }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // listens on a port
  folder = await mkdtemp(join(tmpdir(), 'signalbox-gate-'));
  await mkdir(join(folder, 'definitions'));
  await writeFile(join(folder, 'definitions/index.ts'), definitions());
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

function definitions(): string {
  return `
import { alertmanager, budgetPolicy, counter, environment, events, files, freezeDeploys, prometheus, routing, secret, service, slack, slo, state, target, team } from 'signalbox';
const payments = team({ name: 'payments', page: slack({ channel: '#a', apiUrl: secret.file('s') }), ticket: slack({ channel: '#b', apiUrl: secret.file('s') }) });
export const routes = routing({ fallback: payments.ticket });
const requests = counter({ name: 'http_requests_total', help: 'Requests.' });
const errors = counter({ name: 'http_errors_total', help: 'Failures.' });
export const shop = service({ name: 'shop', owner: payments, metrics: [requests, errors], scrape: { port: 1 } });
export const blog = service({ name: 'blog', owner: payments });
export const buy = slo({ service: shop, name: 'buy', objective: '99.9%', window: '30d', sli: events({ total: requests, bad: errors }) });
export const loose = slo({ service: shop, name: 'loose', objective: '99%', window: '30d', sli: events({ total: requests, bad: errors }) });
export const policy = budgetPolicy({ for: [buy], states: [state({ below: '10%', do: [freezeDeploys()] })] });
const here = environment({ name: 'here', prometheus: prometheus({ version: '3.15', retention: '90d' }), alertmanager: alertmanager({ version: '0.34' }), runbooks: 'https://runbooks.example.org' });
export const live = target({ name: 'live', environment: here, prometheus: files({ to: 'out/prometheus', reload: '${url}' }) });
`;
}

async function gate(...args: string[]): Promise<CliRun> {
  asked.length = 0;
  return runCli(['-C', folder, 'gate', ...args], folder);
}

function answers(
  of: { freezes?: Answer; remaining?: Answer; lastOpen?: Answer; burns?: Answer; broken?: typeof broken } = {},
): void {
  ({ freezes = [], remaining = [], lastOpen = [], burns = [], broken } = of);
}

describe('a target', () => {
  const live = ['--target', 'live'];

  test('whose budget is well is open', async () => {
    answers({ freezes: [sample('shop/buy', '0')], remaining: [sample('shop/buy', '0.625')] });
    const { code, out } = await gate(...live);
    expect([code, out]).toEqual([0, 'open     shop/buy  62.5% of the error budget is left\n\nThe gate is open.\n']);
  });

  test('whose budget is low is closed, since when, and what to do', async () => {
    answers({
      freezes: [sample('shop/buy', '1')],
      remaining: [sample('shop/buy', '0.08')],
      lastOpen: [sample('shop/buy', '1795000000')],
    });
    const { code, out } = await gate(...live, '--service', 'shop');
    expect([code, out]).toEqual([
      7,
      [
        'frozen   shop/buy  8% of the error budget is left; frozen since about 2026-11-18 11:06 UTC',
        '',
        'The gate is closed: 1 SLO is frozen.',
        'Deploy only what brings reliability back, until the budget recovers; an exception is for the owner of the SLO to decide.\n',
      ].join('\n'),
    ]);
    expect(asked[0]).toBe('slo:deploy_freeze:state{slo=~"shop/.+"}');
  });

  test('that has recorded nothing is closed, unless that is allowed', async () => {
    answers();
    const { code, out } = await gate(...live, '--slo', 'shop/buy');
    expect(code).toBe(7);
    expect(out).toContain(
      'unknown  shop/buy  no freeze series is recorded; no budget is recorded\n\nThe gate is closed: 1 unknown.\nUnknown is closed',
    );
    expect((await gate(...live, '--allow-missing')).code).toBe(0);
  });

  test('is closed by a value that is neither yes nor no', async () => {
    answers({ freezes: [sample('shop/buy', 'NaN')] });
    expect((await gate(...live)).code).toBe(7);
  });

  test('is closed where one of two replicas freezes', async () => {
    answers({ freezes: [sample('shop/buy', '0'), sample('shop/buy', '1')] });
    expect((await gate(...live)).code).toBe(7);
    expect((await gate(...live, '--allow-missing')).code).toBe(7);
  });

  test('is open for a service no policy freezes, without asking', async () => {
    const { code, out } = await gate(...live, '--service', 'blog');
    expect([code, out, asked]).toEqual([0, 'The gate is open: no budget policy freezes these deploys.\n', []]);
  });

  test.each([
    [['--service', 'nope'], 'There is no service nope.'],
    [['--max-burn', 'fast'], '`--max-burn fast` is no burn rate. Write 2 for twice as fast as allowed.'],
    [['--max-burn', '2', '--slo', 'shop/bux'], 'There is no SLO shop/bux: did you mean shop/buy?'],
    [['--since-deploy', 'now'], "`--since-deploy now` is no duration. Write '30m'."],
    [['--severity', 'hihg'], 'There is no severity hihg: did you mean high?'],
    [['--tenant', 'a|b'], 'is no name of one tenant'],
    [['--slo', 'shop/loose'], 'No budget policy freezes deploys for shop/loose.'],
    [['--prometheus', 'prometheus:9090'], 'is no address of a server'],
  ])('%j is a mistake of usage', async (args, message) => {
    const { code, err } = await gate(...live, ...args);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

describe('a burn rate', () => {
  const live = ['--target', 'live', '--max-burn', '2'];
  const budgets = [sample('shop/buy', '0.9'), sample('shop/loose', '0.9')];

  test('above the limit closes, of SLOs without a policy too', async () => {
    answers({ freezes: [sample('shop/buy', '0')], burns: [sample('shop/buy', '0.4'), sample('shop/loose', '+Inf')], remaining: budgets }); // biome-ignore format: one thing
    const { code, out } = await gate(...live);
    expect([code, out]).toEqual([
      7,
      [
        'open     shop/buy    90% of the error budget is left; burns 0.4 times as fast as allowed',
        'burning  shop/loose  90% of the error budget is left; burns Infinity times as fast as allowed',
        '',
        'The gate is closed: 1 SLO burns faster than 2 times what is allowed.',
        'Look at it before more is deployed, and take the last deploy back where it is the cause.\n',
      ].join('\n'),
    ]);
  });

  test('at the limit is open, and without traffic there is none', async () => {
    answers({ freezes: [sample('shop/buy', '0')], burns: [sample('shop/buy', '2'), sample('shop/loose', 'NaN')], remaining: budgets }); // biome-ignore format: one thing
    const { code, out } = await gate(...live);
    expect([code, out]).toEqual([0, expect.stringContaining('nothing happened in the last hour')]);
  });

  test('of which nothing is recorded closes', async () => {
    answers({ freezes: [sample('shop/buy', '0')], burns: [sample('shop/buy', '1')], remaining: [sample('shop/buy', '1')] });
    expect((await gate(...live)).out).toContain('unknown  shop/loose  no burn series is recorded; no budget is recorded\n\nThe gate is closed: 1 unknown.'); // biome-ignore format: one thing
    expect((await gate(...live, '--allow-missing')).code).toBe(0);
  });
});

describe('a server', () => {
  const at = () => ['--prometheus', url];

  test('is asked without definitions, and answers as JSON', async () => {
    answers({ freezes: [sample('a/b', '1'), sample('a/c', '0')], remaining: [sample('a/c', '0.5')] });
    const { code, out } = await gate(...at(), '--json');
    expect(code).toBe(7);
    expect(JSON.parse(out)).toEqual({
      version: 1,
      gate: 'closed',
      slos: [
        { slo: 'a/b', state: 'frozen', remaining: null, since: null },
        { slo: 'a/c', state: 'open', remaining: 0.5, since: null },
      ],
    });
  });

  test('answers as CSV and as one line, in the time zone that is asked for, and closes the gate all the same', async () => {
    answers({ freezes: [sample('a/b', '1')], remaining: [sample('a/b', '0.08')], lastOpen: [sample('a/b', '1795000000')] });
    const csv = await gate(...at(), '--format', 'csv', '--time-zone', 'Europe/Berlin');
    expect([csv.code, csv.out.split('\r\n')]).toEqual([
      7,
      [
        'state,about,budget_left,burn_rate,detail',
        'frozen,a/b,0.08,,8% of the error budget is left; frozen since about 2026-11-18 12:06 CET',
        '',
      ],
    ]);
    const { code, out } = await gate(...at(), '--format', 'summary');
    expect([code, out]).toEqual([7, expect.stringMatching(/^The gate is closed: 1 SLO is frozen\.\n/)]);
    expect((await gate(...at(), '--format', 'xml')).code).toBe(2);
  });

  test('that has no freeze series is closed', async () => {
    answers();
    const { code, out } = await gate(...at(), '--service', 'shop');
    expect(code).toBe(7);
    expect(out).toContain('The gate is closed: no freeze series is recorded at all.');
  });

  test('must answer for every SLO that is named', async () => {
    answers({ freezes: [sample('a/b', '0')] });
    expect((await gate(...at(), '--slo', 'a/b', 'a/x.y')).code).toBe(7);
    expect(asked[0]).toBe('slo:deploy_freeze:state{slo=~"a/b|a/x\\\\.y"}');
  });

  test.each([
    ['says no', { status: 403, text: 'no' }, 'answered 403'],
    ['is no Prometheus', { status: 200, text: 'hello' }, 'did not answer with JSON'],
    ['is a page', { status: 200, text: '<html>' }, 'a web page: is http'],
    [
      'answers something else',
      { status: 200, text: '{"status":"success","data":{"resultType":"streams","result":[]}}' },
      'does not answer as Prometheus does',
    ],
    ['cannot run the query', { status: 422, text: '{"status":"error","error":"too many samples"}' }, 'too many samples'],
  ])('that %s ends with 4', async (_, fault, message) => {
    answers({ broken: fault });
    const { code, out, err } = await gate(...at());
    expect([code, out]).toEqual([4, '']);
    expect(err).toContain(message);
  });

  test('that is not there ends with 4', async () => {
    const { code, err } = await gate('--prometheus', 'http://127.0.0.1:1');
    expect(code).toBe(4);
    expect(err).toContain('cannot be reached');
  });
});
