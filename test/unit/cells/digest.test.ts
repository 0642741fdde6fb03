import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { digesting, Opaque } from '../../../src/cells/digest.ts';
import { alert, counter, histogram, promql, remediation, secret, service, slack, system, team } from '../../../src/index.ts';

const hash = (text: string) => createHash('sha256').update(text).digest('base64url');
const digest = (value: unknown) => digesting(hash, () => false)(value);
const shared = (value: unknown) => digesting(hash, (one) => 'kind' in one)(value);

const owner = team({ name: 'shop', page: slack({ channel: '#shop', apiUrl: secret.file('slack') }) });
const shop = system({ name: 'shop', owner });

test.each([
  ['a text and a number', '1', 1],
  ['nothing and null', undefined, null],
  ['zero and its negative', 0, -0],
  ['a missing field and one without a value', {}, { a: undefined }],
  ['a list and an object', ['x'], { 0: 'x' }],
  ['lists that join to the same', [['a', 'b'], ['c']], [['a'], ['b', 'c']]],
  ['texts that join to the same', { ab: 'c' }, { a: 'bc' }],
  ['texts that hold what others are printed as', ['"1:a'], ['a']],
  ['patterns with other flags', /a/, /a/i],
  ['days', new Date(0), new Date(1)],
  ['a number and a large one', 1, 1n],
])('tells apart %s', (_, one, other) => {
  expect(digest(one)).not.toBe(digest(other));
  expect(digest([one])).not.toBe(digest([other]));
});

test('is the same for what is written twice, wherever that is', () => {
  const make = () => counter({ name: 'requests_total', help: 'Requests.', labels: {} });
  const [first, second] = [make(), make()];
  expect(first).not.toBe(second);
  expect(shared(first)).toBe(shared(second));
  expect(shared({ of: first })).toBe(shared({ of: second }));
  expect(shared(make())).not.toBe(shared(counter({ name: 'requests_total', help: 'All requests.' })));
});

test('sees through definitions that refer to others', () => {
  const of = (buckets: readonly number[]) => {
    const seconds = histogram({ name: 'request_duration_seconds', help: 'Time.', unit: 'seconds', buckets });
    return service({ name: 'checkout', system: shop, metrics: [seconds], scrape: { port: 1 } });
  };
  expect(shared(of([1, 2]))).toBe(shared(of([1, 2])));
  expect(shared(of([1, 2]))).not.toBe(shared(of([1, 3])));
});

test('tells options from what a constructor makes of them', () => {
  const named = (options: object) => service({ name: 'checkout', system: shop, metrics: [], ...options } as never);
  expect(digest(named({}))).not.toBe(digest(named({ scarpe: undefined })));
});

test('asks a function what it writes', () => {
  const saying = (what: string) => ({ summary: ({ value }: { readonly value: unknown }) => `${what} ${String(value)}` });
  expect(digest(saying('full'))).toBe(digest(saying('full')));
  expect(digest(saying('full'))).not.toBe(digest(saying('empty')));
  expect(digest({ summary: 'x' })).not.toBe(digest({ summary: () => 'x' }));
});

test('trusts no function that writes something else each time', () => {
  let calls = 0;
  expect(() => digest({ summary: () => `call ${++calls}` })).toThrow(Opaque);
  expect(() => digest({ summary: () => `${calls++ % 4 < 2}` })).toThrow(Opaque);
});

test('calls nothing that does something', () => {
  let ran = 0;
  const requests = counter({ name: 'requests_total', help: 'Requests.' });
  const checkout = service({ name: 'checkout', system: shop, metrics: [requests], scrape: { port: 1 } });
  const stuck = alert({
    service: checkout,
    name: 'Stuck',
    severity: 'warning',
    summary: 'Stuck.',
    when: promql`${requests} > ${1}`,
  });
  const restart = remediation({
    name: 'restart',
    on: stuck,
    to: 'https://ops.example.org',
    token: secret.file('token'),
    action: async () => {
      ran += 1;
    },
  } as never);
  expect(() => digest(restart)).toThrow(Opaque);
  expect(ran).toBe(0);
});

test.each([
  ['an instance of a class', new (class Box {})()],
  ['a map', new Map([['a', 1]])],
  ['a symbol', Symbol('a')],
  ['half a character, which is written as any other half', 'D\ud800'],
  ['what is not listed, and can be read', Object.defineProperty({ steps: [] }, 'impact', { value: 'A.' })],
])('does not know %s', (_, value) => {
  expect(() => digest({ value })).toThrow(Opaque);
});

test('does not follow what holds itself', () => {
  const circle: { self?: unknown } = {};
  circle.self = circle;
  expect(() => digest(circle)).toThrow(Opaque);
});
