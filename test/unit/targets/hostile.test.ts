import type { RequestListener, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { type Connection, connectionTo } from '../../../src/model/connection.ts';
import type { Reach } from '../../../src/model/target.ts';
import { applyPlan } from '../../../src/targets/apply.ts';
import { describeFailure, OutsideFailure } from '../../../src/targets/failure.ts';
import { httpClient, httpReader } from '../../../src/targets/http.ts';
import { planTarget } from '../../../src/targets/observe.ts';
import { verifyTarget } from '../../../src/targets/verify.ts';
import { listening } from '../../support/listening.ts';
import { artifact, inFolder, ioAt, ORDER, ruleFile, targetOf } from './samples.ts';

const TOKEN = 'canary_of_a_token';
const servers = listening();
afterEach(() => servers.stop());

const io = (baseDirectory = '/') => ioAt(baseDirectory, { secret: () => TOKEN, timeoutMs: 20_000 });
const known = (url: string, timeoutMs?: number) => connectionTo(url, { token: { kind: 'secret', env: 'TOKEN' }, timeoutMs });
/** For servers that answer nothing, or not to the end; the others may take their time on a busy machine. */
const SHORT_MS = 400;
const rules = artifact('prometheus/rules/checkout.yaml', ruleFile('checkout', 'Burn'));
const routes = artifact('alertmanager/alertmanager.yml', 'route:\n  receiver: a\nreceivers:\n  - name: a\n', {
  server: 'alertmanager',
  kind: 'alertmanager-config',
});

/** What a deployment asks each kind of server, by a request that a hostile one answers. */
const KINDS: Readonly<Record<string, (at: Connection) => Promise<unknown>>> = {
  'the ruler of Loki': (at) => planTarget(targetOf({ loki: { by: 'api', connection: at } }), [], ORDER, io()),
  'the ruler of Mimir': (at) => planTarget(targetOf({ prometheus: mimir(at) }), [], ORDER, io()),
  'the Alertmanager of Mimir': (at) => planTarget(targetOf({ alertmanager: mimir(at) }), [], ORDER, io()),
  Grafana: (at) => planTarget(targetOf({ grafana: { by: 'api', connection: at } }), [], ORDER, io()),
  'Prometheus, told to reload': (at) => deployed('prometheus', rules, at),
  'Alertmanager, told to reload': (at) => deployed('alertmanager', routes, at),
  'Prometheus, asked what it runs': (at) => verified('prometheus', rules, at),
  'Alertmanager, asked what it runs': (at) => verified('alertmanager', routes, at),
};

const mimir = (connection: Connection): Reach => ({
  by: 'mimir',
  connection,
  tenant: 'shop',
  secrets: 'secrets',
  takeOver: false,
});
const filesAt = (reload: Connection | undefined): Reach => ({ by: 'files', to: 'live', reload });

/** The failure of a deployment whose server is told to reload. */
function deployed(server: 'prometheus' | 'alertmanager', one: typeof rules, at: Connection): Promise<void> {
  return inFolder(async (folder) => {
    const target = targetOf({ [server]: filesAt(at) });
    const result = await applyPlan(await planTarget(target, [one], ORDER, io(folder)), target, io(folder));
    if (result.failure) throw result.failure;
  });
}

/** The failure of asking a server what it runs, once the files are there. */
function verified(server: 'prometheus' | 'alertmanager', one: typeof rules, at: Connection): Promise<unknown> {
  return inFolder(async (folder) => {
    const quiet = targetOf({ [server]: filesAt(undefined) });
    await applyPlan(await planTarget(quiet, [one], ORDER, io(folder)), quiet, io(folder));
    return verifyTarget(targetOf({ [server]: filesAt(at) }), [one], io(folder));
  });
}

async function failureOf(work: Promise<unknown>): Promise<OutsideFailure> {
  const error = await work.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  if (error instanceof OutsideFailure) return error;
  throw error;
}

const answers = (status: number, headers: Record<string, string>, body: string): RequestListener => {
  return (request, response) => {
    request.resume();
    response.writeHead(status, headers).end(body);
  };
};
const drip = (response: ServerResponse, text: string): void => {
  const timer = setInterval(() => response.write(text), 20);
  response.on('close', () => clearInterval(timer));
};
const PAGE = '<!DOCTYPE html>\n<html><head><title>Sign in | Example</title></head><body>…</body></html>';
const SAID = `no \u001b[2J${TOKEN}\n${Buffer.from(TOKEN).toString('base64')} ${JSON.stringify({ authorization: `Bearer ${TOKEN}` })}`;

/** How a server can misbehave, and what is said of it. */
const BEHAVIOURS: readonly (readonly [string, RequestListener, RegExp])[] = [
  ['says nothing', () => {}, /cannot be reached \((?:GET|POST) \/\S+\): no complete answer within 400 ms$/],
  ['trickles its body', (_, response) => drip(response.writeHead(200), '.'), /no complete answer within 400 ms$/],
  ['breaks off', (_, response) => void response.destroy(), /cannot be reached .*(?:ECONNRESET|socket hang up)/],
  [
    'breaks off in its body',
    (_, response) => void response.writeHead(200, { 'content-length': '99' }).write('{', () => response.destroy()),
    /cannot be reached .*(?:aborted|ECONNRESET)/,
  ],
  [
    'answers with its login page',
    answers(200, { 'content-type': 'text/html; charset=utf-8' }, PAGE),
    /answered 200 to (?:GET|POST) \/\S+: a web page, "Sign in \| Example": is http:\/\/127\.0\.0\.1:\d+ the address of the API, or is a login in front of it\?$/,
  ],
  ['answers with a page without saying so', answers(200, {}, PAGE), /a web page, "Sign in/],
  [
    'has no such page',
    answers(404, { 'content-type': 'text/html' }, PAGE),
    /answered 404|does not allow reloading|has no ruler API/,
  ],
  [
    'points to another host',
    answers(302, { location: `https://elsewhere.example.org/login?token=${TOKEN}` }, ''),
    /answered 302 .*: it points to https:\/\/elsewhere\.example\.org, which is not followed/,
  ],
  ['does not know us', answers(401, {}, SAID), /answered 401 .*<masked>.*it does not know these credentials$/],
  [
    'forbids it',
    answers(403, { 'content-type': 'application/json' }, JSON.stringify({ message: SAID })),
    /answered 403 .*: no \S*<masked>|does not allow reloading/,
  ],
  ['fails', answers(500, {}, SAID), /answered 500 to (?:GET|POST) \/\S+: no \S*<masked>/],
  ['fails at length', answers(500, {}, `${SAID} ${'e'.repeat(1_000_000)}`), /answered 500 to (?:GET|POST) \/\S+: no \S*<masked>/],
  ['fails with its secrets at the cut', answers(500, {}, `no ${'a '.repeat(100)}${TOKEN.repeat(2_000)}`), /answered 500/],
];

describe.each(Object.entries(KINDS))('%s', (_kind, ask) => {
  test.each(BEHAVIOURS)('that %s is told in one line, soon, without the token', async (_name, handler, said) => {
    const limit = said.source.includes(`${SHORT_MS} ms`) ? SHORT_MS : undefined;
    const url = await servers.http(handler);
    const started = performance.now();
    const failure = await failureOf(ask(known(url, limit)));
    const text = describeFailure(failure);
    expect(text).toMatch(said);
    expect(text).not.toMatch(/[\p{Cc}]/u);
    expect(text.length).toBeLessThan(700);
    expect(`${inspect(failure, { depth: 20, showHidden: true })}${failure.stack}`).not.toContain('canary');
    expect(`${text}`).not.toContain(Buffer.from(TOKEN).toString('base64'));
    expect(performance.now() - started).toBeLessThan(8_000);
  });

  test('that points to another host sends nobody there', async () => {
    const heard: string[] = [];
    const elsewhere = await servers.http((request, response) => {
      heard.push(String(request.headers.authorization));
      response.end();
    });
    const url = await servers.http((request, response) =>
      response.writeHead(307, { location: `${elsewhere}${request.url}` }).end(),
    );
    await failureOf(ask(known(url)));
    expect(heard).toEqual([]);
  });
});

describe('what is no answer of such a server', () => {
  const READING = Object.entries(KINDS).filter(([name]) => !name.includes('reload'));
  test.each(READING)('is told of %s: JSON cut off, JSON of something else, other text', async (_name, ask) => {
    const bodies = ['{"data":', '[1,2', '{"data":{"groups":7}}', '{"config":{"original":7}}', 'a: [b', 'hello', '&a [*a]'];
    for (const body of bodies) {
      const url = await servers.http((request, response) => {
        request.resume();
        // what comes before is as it should be, so that the answer that matters is reached
        response.end(request.url?.startsWith('/metrics') ? 'up 1\n' : body);
      });
      expect(describeFailure(await failureOf(ask(known(url))))).toMatch(
        /did not answer with JSON|does not answer as|has no (?:ruler|Alertmanager) API/,
      );
    }
  });

  test('names the type of what came instead of JSON', async () => {
    const url = await servers.http(answers(200, { 'content-type': 'text/plain; charset=utf-8' }, 'hello'));
    const failure = await failureOf(KINDS['Grafana']?.(known(url)) ?? Promise.resolve());
    expect(describeFailure(failure)).toContain('did not answer with JSON: it sent 5 characters of text/plain');
  });
});

describe('memory and time are bounded', () => {
  const chunk = Buffer.alloc(1024 * 1024, 'a');
  const MOST_MEGABYTES = 250;
  const grown = async (url: string): Promise<{ failure: OutsideFailure; megabytes: number }> => {
    const before = process.memoryUsage().rss;
    let highest = before;
    const watch = setInterval(() => {
      highest = Math.max(highest, process.memoryUsage().rss);
    }, 5);
    const ask = httpReader(connectionTo(url), ioAt('/', { timeoutMs: 20_000 })).request({ method: 'GET', path: '/x' });
    const failure = await failureOf(ask).finally(() => clearInterval(watch));
    return { failure, megabytes: (highest - before) / 1024 / 1024 };
  };

  test('by a body without an end', { timeout: 30_000 }, async () => {
    const url = await servers.http((_, response) => {
      response.writeHead(200);
      const pour = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', pour);
      pour();
    });
    const { failure, megabytes } = await grown(url);
    expect(describeFailure(failure)).toContain('maxContentLength size of 67108864 exceeded');
    expect(megabytes).toBeLessThan(MOST_MEGABYTES);
  });

  test('by a small body that unpacks to a large one', { timeout: 30_000 }, async () => {
    const part = gzipSync(Buffer.alloc(32 * 1024 * 1024)); // parts of gzip one after the other are one text
    const bomb = Buffer.concat(Array.from({ length: 16 }, () => part));
    expect(bomb.length).toBeLessThan(1024 * 1024);
    const url = await servers.http((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb));
    const { failure, megabytes } = await grown(url);
    expect(describeFailure(failure)).toContain('maxContentLength size of 67108864 exceeded');
    expect(megabytes).toBeLessThan(MOST_MEGABYTES);
  });

  test('by headers without an end, and by headers that trickle', async () => {
    for (const [everyMs, line] of [
      [0, `x: ${'a'.repeat(1000)}\r\n`],
      [20, 'x: a\r\n'],
    ] as const) {
      const port = await servers.tcp(async (socket) => {
        socket.write('HTTP/1.1 200 OK\r\n');
        while (!socket.destroyed) {
          socket.write(line);
          await pause(everyMs);
        }
      });
      const failure = await failureOf(
        httpClient(known(`http://127.0.0.1:${port}`, SHORT_MS), io()).request({ method: 'GET', path: '/x' }),
      );
      expect(describeFailure(failure)).toMatch(/Header overflow|no complete answer within 400 ms/);
    }
  });

  test('by an answer that is no HTTP', async () => {
    const port = await servers.tcp((socket) => socket.end('220 mail.example.org ESMTP\r\n'));
    const failure = await failureOf(httpClient(known(`http://127.0.0.1:${port}`), io()).request({ method: 'GET', path: '/x' }));
    expect(describeFailure(failure)).toMatch(/cannot be reached \(GET \/x\): HPE_INVALID_CONSTANT Parse Error/);
  });
});

test('a name nobody knows is told', async () => {
  const failure = await failureOf(httpClient(known('http://nobody.invalid'), io()).request({ method: 'GET', path: '/x' }));
  expect(failure).toMatchObject({ kind: 'unreachable' });
  expect(describeFailure(failure)).toMatch(
    /nobody\.invalid cannot be reached \(GET \/x\): (?:getaddrinfo (?:ENOTFOUND|EAI_AGAIN)|no complete answer)/,
  );
});

test('a server that wants a login and was sent none says what to give', async () => {
  const url = await servers.http(answers(401, {}, 'Unauthorized'));
  const failure = await failureOf(httpClient(connectionTo(url), io()).request({ method: 'GET', path: '/x' }));
  expect(failure.detail).toBe('Unauthorized; nothing was sent to be let in: give `token` or `basicAuth`');
});
