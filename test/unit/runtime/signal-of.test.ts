import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { promql } from '../../../src/authored/query.ts';
import { recording } from '../../../src/define/recording.ts';
import { type Signal, type SignalOptions, signalOf } from '../../../src/runtime/signals/signal-of.ts';
import { checkout, queue } from '../../support/shop.ts';

const depth = recording({ service: checkout, name: 'checkout:queue:depth', expr: promql`sum by (queue) (${queue})` });
const answer = (...values: readonly unknown[]) =>
  JSON.stringify({
    status: 'success',
    data: { resultType: 'vector', result: values.map((one) => ({ metric: {}, value: [0, one] })) },
  });

let server: Server;
let url: string;
let asked: string[];
let say: () => { readonly status?: number; readonly text: string; readonly afterMs?: number };
let made: Signal[];

beforeEach(async () => {
  asked = [];
  made = [];
  say = () => ({ text: answer('7') });
  server = createServer((request, response) => {
    asked.push(
      `${new URL(request.url ?? '', 'http://x').searchParams.get('query')} ${request.headers['x-scope-orgid'] ?? ''}`.trim(),
    );
    const { status = 200, text, afterMs = 0 } = say();
    setTimeout(() => response.writeHead(status).end(text), afterMs);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  for (const one of made) one.stop();
  server.closeAllConnections();
  server.close();
});

function read(options: Partial<SignalOptions> = {}, of: Parameters<typeof signalOf>[0] = depth): Signal {
  const signal = signalOf(of, { url, unknown: 4, everySeconds: 60, onFailure: () => {}, ...options });
  made.push(signal);
  return signal;
}

describe('a recorded signal', () => {
  it('is what is recorded, while the rule is evaluated', async () => {
    const signal = read({ headers: { 'X-Scope-OrgID': 'shop' }, staleSeconds: 30 }, depth.where({ queue: 'orders' }));
    expect([signal.value(), signal.known]).toEqual([4, false]);
    expect(await signal.refresh()).toBe(7);
    expect([signal.value(), signal.known]).toEqual([7, true]);
    const series = 'checkout:queue:depth{queue="orders"}';
    expect(asked).toEqual([`${series} unless time() - timestamp(${series}) > 30 shop`]);
  });

  it('stays within its bounds', async () => {
    const signal = read({ min: 1, max: 5 });
    expect(await signal.refresh()).toBe(5);
    say = () => ({ text: answer('-3') });
    expect(await signal.refresh()).toBe(1);
  });

  it.each([
    ['no series', { text: answer() }, /nothing is recorded/],
    ['several series', { text: answer('1', '2') }, /2 series/],
    ['no number', { text: answer('NaN') }, /no number/],
    ['infinity', { text: answer('+Inf') }, /no number/],
    ['an empty text', { text: answer('') }, /no number/],
    ['a number where a text is', { text: answer(7) }, /no number/],
    ['an error', { status: 503, text: 'away' }, /answered 503/],
    ['a page', { text: '<html>' }, /JSON/],
    ['null', { text: 'null' }, /no vector/],
    ['a matrix', { text: '{"data":{"resultType":"matrix","result":[]}}' }, /no vector/],
    ['a series that is none', { text: '{"data":{"resultType":"vector","result":[null]}}' }, /could not be read/],
    ['an endless answer', { text: 'x'.repeat(100_000) }, /longer than 65536 bytes/],
    ['a late answer', { text: answer('9'), afterMs: 1000 }, /could not be read/],
  ])('keeps its last number after %s, and says so', async (_, said, told) => {
    const failures: string[] = [];
    const timeoutSeconds = 'afterMs' in said ? 0.3 : 10; // a busy machine may take its time
    const signal = read({ timeoutSeconds, onFailure: (failure) => void failures.push(failure) });
    expect(await signal.refresh()).toBe(7);
    say = () => said;
    expect(await signal.refresh()).toBe(7);
    expect([signal.known, failures]).toEqual([true, [expect.stringMatching(told)]]);
  });

  it('is unknown again when it is stale', async () => {
    const signal = read({ staleSeconds: 0.05 });
    await signal.refresh();
    say = () => ({ status: 500, text: '' });
    await pause(80);
    expect([signal.value(), signal.known, await signal.refresh()]).toEqual([4, false, 4]);
  });

  it('is unknown where nobody answers, and what is told of it may throw', async () => {
    const throwing = () => {
      throw new Error('nobody listens');
    };
    expect(await read({ url: 'http://127.0.0.1:1', onFailure: throwing }).refresh()).toBe(4);
    expect(await read({ fetch: throwing }).refresh()).toBe(4);
  });

  it('is asked for once at a time, and by itself', async () => {
    say = () => ({ text: answer('7'), afterMs: 30 });
    const signal = read({ everySeconds: 0.05 });
    await Promise.all([signal.refresh(), signal.refresh(), signal.refresh()]);
    expect(asked).toHaveLength(1);
    await pause(250);
    expect(asked.length).toBeGreaterThan(1);
    signal.stop();
    await pause(100);
    const after = asked.length;
    await pause(150);
    expect(asked).toHaveLength(after);
  });
});

test.each([
  [{ unknown: Number.NaN }, /unknown/],
  [{ everySeconds: 0 }, /above 0/],
  [{ timeoutSeconds: Number.NaN }, /above 0/],
  [{ min: 5, max: 1 }, /min of a signal/],
  [{ url: 'prometheus' }, /address of a Prometheus/],
])('a wrong setting is told when it is made: %o', (options, message) => {
  expect(() => read(options)).toThrow(message);
});

test('a signal is one series', () => {
  expect(() => read({}, depth.where({ queue: ['orders', 'mails'] }))).toThrow(/give queue one value/);
});
