/** Servers that answer as theirs do, with what no honest one says: nothing of it is obeyed by a terminal, and no command trips. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Io } from '../../../src/cli/io.ts';
import { listening } from '../../support/listening.ts';
import { runCli } from '../../support/run-cli.ts';

const EVIL = '\u001b[31mRED\u001b]0;pwn\u0007\u009b2J\u202eevil\u2066|\u001b[2J\r';
const MOVES = /(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;
const NOW = Date.now();
const NANO = String(BigInt(NOW) * 1_000_000n);

const servers = listening();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-lies-'));
});
afterAll(async () => {
  await servers.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Lies {
  readonly text?: string;
  readonly value?: string;
  readonly stamp?: string;
  readonly deep?: number;
}

function lying({ text = 'plain', value = '1', stamp = NANO, deep = 1 }: Lies): RequestListener {
  const labels = { __name__: 'm_x', service: text, service_name: text, [`k${text}`]: text };
  const hex = (number: number) => number.toString(16).padStart(16, '0');
  const span = (at: number) => ({
    spanId: hex(at + 1),
    parentSpanId: at === 0 ? '' : hex(at),
    name: `${text}\nsecond`,
    startTimeUnixNano: NANO,
    endTimeUnixNano: String(BigInt(NANO) + 1_000_000n),
    status: { code: 2, message: text },
    attributes: [
      { key: 'message.id', value: { stringValue: `m${at}` } },
      { key: 'causation.id', value: { stringValue: at === 0 ? 'nobody' : `m${at - 1}` } },
    ],
  });
  const times = { startsAt: stamp === NANO ? new Date(NOW).toISOString() : stamp, endsAt: new Date(NOW + 1e6).toISOString() };
  const status = { state: 'active', silencedBy: [], inhibitedBy: [], mutedBy: [] };
  const alert = { labels: { alertname: text, service: text, [`k${text}`]: text }, annotations: { summary: `${text}\nx` } };
  const answers: readonly (readonly [string, unknown])[] = [
    ['/api/v1/metadata', { data: { m_x: [{ type: 'gauge', help: text }] } }],
    ['/api/v1/query_range', { data: { resultType: 'matrix', result: [{ metric: labels, values: [[NOW / 1000, value]] }] } }],
    ['/api/v1/query', { data: { resultType: 'vector', result: [{ metric: labels, value: [NOW / 1000, value] }] } }],
    ['/loki/api/v1/query_range', { data: { resultType: 'streams', result: [{ stream: labels, values: [[stamp, text]] }] } }],
    ['/loki', { data: { resultType: 'vector', result: [{ metric: labels, value: [NOW / 1000, value] }] } }],
    ['/api/search', { traces: [{ traceID: text, rootServiceName: text, rootTraceName: text, startTimeUnixNano: stamp }] }],
    [
      '/api/v2/traces',
      { trace: { resourceSpans: [{ scopeSpans: [{ spans: Array.from({ length: deep }, (_, at) => span(at)) }] }] } },
    ],
    [
      '/api/v2/alerts/groups',
      [{ labels: {}, receiver: { name: text }, alerts: [{ ...alert, ...times, fingerprint: text, status }] }],
    ],
    ['/api/v2/silences', []],
  ];
  return (request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answers.find(([path]) => request.url?.startsWith(path))?.[1] ?? {}));
  };
}

async function ask(args: readonly string[], lies: Lies, more: Partial<Io> = {}) {
  const url = await servers.http(lying(lies));
  const server = { query: 'prometheus', metrics: 'prometheus', logs: 'loki', traces: 'tempo', alerts: 'alertmanager' }[
    args[0] ?? ''
  ];
  return runCli(['-C', folder, ...args, `--${server ?? 'prometheus'}`, url], folder, more);
}

const COMMANDS: readonly (readonly string[])[] = [
  ['query', 'm_x'],
  ['query', 'm_x', '--range'],
  ['metrics'],
  ['metrics', 'other'],
  ['logs'],
  ['traces', 'search'],
  ...['show', 'errors', 'critical-path'].map((name) => ['traces', name, 'ab']),
  ['alerts', 'list'],
];

test.each(COMMANDS)('%s %s %s prints nothing that a terminal obeys', async (...args) => {
  for (const form of [[], ['--format', 'summary'], ['--json']]) {
    const said = await ask([...args, ...form], { text: EVIL });
    expect(`${said.out}${said.err}`).not.toMatch(MOVES);
    expect(`${said.out}${said.err}`).not.toBe('');
  }
  const colored = await ask([...args], { text: EVIL }, { color: true });
  expect(`${colored.out}${colored.err}`.replaceAll(/\u001b\[\d{1,2}m/g, '')).not.toMatch(MOVES);
});

test('lines that are followed are JSON that says the same and moves nothing', async () => {
  const stop = new AbortController();
  const said: string[] = [];
  const out = (text: string) => {
    said.push(text);
    stop.abort();
  };
  expect((await ask(['logs', '--follow', '--json'], { text: EVIL }, { out, signal: stop.signal })).code).toBe(130);
  expect(said.join()).not.toMatch(MOVES);
  expect(JSON.parse(said[0] ?? '')).toMatchObject({ line: EVIL });
});

test('a pager is given the same', async () => {
  const paged: string[] = [];
  const page = async (text: string) => paged.push(text) > 0;
  await ask(['alerts', 'list'], { text: EVIL }, { terminal: { rows: 1, page, browse: async () => 'left' } });
  expect(paged.join()).toContain('RED');
  expect(paged.join()).not.toMatch(MOVES);
});

test('a line of a summary that a server wrote stays one line', async () => {
  expect((await ask(['alerts', 'list'], { text: EVIL })).out).toContain('�⏎x');
  expect((await ask(['traces', 'critical-path', 'ab', '--format', 'summary'], {})).out).toContain('plain⏎second');
});

test.each([
  [['query', 'm_x'], { value: 'banana' }, /does not answer as Prometheus does: the server answered a value that is no number/],
  [['query', 'm_x', '--range'], { value: '' }, /the server answered a value that is no number/],
  [['logs'], { stamp: 'banana' }, /does not answer as Loki does: the server answered a time that is none/],
  [['logs'], { stamp: '9'.repeat(30) }, /the server answered a time that is none/],
  [['traces', 'search'], { stamp: 'banana' }, /does not answer as Tempo does: the server answered a time that is none/],
  [['alerts', 'list'], { stamp: 'banana' }, /does not answer as Alertmanager does: the server answered a time/],
])('%j of %j is refused', async (args, lies, said) => {
  const { code, err, out } = await ask(args, lies);
  expect([code, out]).toEqual([4, '']);
  expect(err).toMatch(said);
});

test('values that are no numbers to JavaScript are numbers', async () => {
  for (const value of ['NaN', '+Inf', '-Inf', '1e308', '-0']) expect((await ask(['query', 'm_x'], { value })).code).toBe(0);
});

test('a trace of 20,000 calls below each other is shown, and says how deep it is', { timeout: 60_000 }, async () => {
  const { code, out } = await ask(['traces', 'show', 'ab'], { deep: 20_000 });
  expect(code).toBe(0);
  expect(out).toContain('[19999] plain');
  expect(out).toContain('It is 19999 deep: below 30, the depth is written as [31].');
  expect(out.length).toBeLessThan(10_000_000);
});

test('and so is what led to what, where a failure began, and what was waited for', { timeout: 60_000 }, async () => {
  const deep = 10_000;
  const chain = await ask(['traces', 'causation', 'k'], { deep });
  expect([chain.code, chain.out]).toEqual([0, expect.stringContaining('10000 steps in 1 trace, the longest chain has 10000.')]);
  expect(JSON.parse((await ask(['traces', 'causation', 'k', '--json'], { deep })).out).chain).toHaveLength(deep);
  for (const name of ['errors', 'critical-path']) expect((await ask(['traces', name, 'ab'], { deep })).code).toBe(0);
});

test('a metric that nobody knows is taken for a slip where one is near', async () => {
  const said = await ask(['query', 'm_y == 2'], {});
  expect(said.code).toBe(0); // the server answered something
  const url = await servers.http((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += String(part);
    });
    request.on('end', () => {
      const result = body.includes('__name__') ? [{ metric: { __name__: 'http_requests_total' }, value: [1, '1'] }] : [];
      response.end(JSON.stringify({ data: { resultType: 'vector', result } }));
    });
  });
  const query = (text: string) => runCli(['-C', folder, 'query', text, '--prometheus', url], folder);
  expect(await query('rate(http_request_total[1m])')).toMatchObject({
    code: 2,
    err: 'There is no metric http_request_total: did you mean http_requests_total?\n',
  });
  for (const text of ['http_requests_total > 5', 'quite_another', '{job="x"}'])
    expect(await query(text)).toMatchObject({ code: 0, out: 'No series has a sample then.\n' });
});

test('a level as a program cuts it is no level to ask for', async () => {
  const { code, err } = await ask(['logs', '--level', 'eror'], {});
  expect([code, err]).toEqual([2, 'There is no level eror: did you mean error?\n']);
  expect((await ask(['logs', '--level', 'warning'], {})).code).toBe(0);
});

test('a damaged baseline is named', async () => {
  await writeFile(
    join(folder, 'b.json'),
    JSON.stringify({ version: 1, from: 'banana', to: new Date(NOW).toISOString(), stepSeconds: 15, measurements: [] }),
  );
  const { code, err } = await ask(['baseline', 'compare', 'b', '--baselines', folder], {});
  expect([code, err]).toEqual([2, `${join(folder, 'b.json')} is no baseline: save it again.\n`]);
});

test('what nobody can judge is not called usual', async () => {
  const said = await ask(['anomalies'], {});
  expect(said.code).toBe(0);
  expect(said.out).toMatch(/^Nothing can be judged: 1 measurement with too little history before .*\.\n$/);
});

test.each([
  [70, 0, /70 measurements/],
  [501, 2, /^There are 501 measurements, more than the 500 that are asked at once: choose with --metric TEXT/],
])('%i measurements end with %i', async (many, code, said) => {
  const names = Array.from({ length: many }, (_, at) => ({ metric: { __name__: `m_${at}` }, value: [1, '1'] }));
  const url = await servers.http((request, response) => {
    request.resume();
    const [resultType, result] = request.url?.includes('range') ? ['matrix', []] : ['vector', names];
    response.end(JSON.stringify({ data: request.url?.includes('metadata') ? {} : { resultType, result } }));
  });
  const found = await runCli(['-C', folder, 'anomalies', '--prometheus', url], folder);
  expect([found.code, `${found.out}${found.err}`]).toEqual([code, expect.stringMatching(said)]);
});
