import { setTimeout as sleep } from 'node:timers/promises';
import { logger, withContext } from 'signalbox/runtime';
import { expect, test } from 'vitest';

const SPAN = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', traceFlags: 1 };

function recorded(options: Partial<Parameters<typeof logger>[0]> = {}) {
  const lines: string[] = [];
  const log = logger({
    component: 'master',
    write: (line) => lines.push(line),
    trace: { getActiveSpan: () => undefined },
    ...options,
  });
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? '') as Record<string, unknown> };
}

test('a line is one JSON object with the fields in their order', () => {
  const { log, lines, last } = recorded({ trace: { getActiveSpan: () => ({ spanContext: () => SPAN }) } });
  withContext({ correlationId: 'c1', planId: 'p1', taskId: 't1' }, () => log.info('two\nlines', { attempt: 2 }));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^[^\n]*\n$/);
  expect(Object.keys(last())).toEqual([
    'timestamp',
    'level',
    'component',
    'message',
    'correlation_id',
    'plan_id',
    'task_id',
    'trace_id',
    'span_id',
    'metadata',
  ]);
  expect(last()).toMatchObject({
    level: 'info',
    component: 'master',
    message: 'two\nlines',
    correlation_id: 'c1',
    trace_id: SPAN.traceId,
    span_id: SPAN.spanId,
    metadata: { attempt: 2 },
  });
  expect(new Date(String(last()['timestamp'])).toISOString()).toBe(last()['timestamp']);
});

test('context follows the work and is added to, never shared', async () => {
  const { log, lines } = recorded();
  const one = (id: string) =>
    withContext({ correlationId: id }, async () => {
      await sleep(1);
      await withContext({ taskId: `${id}-task` }, async () => log.info('inside'));
      log.info('after');
    });
  await Promise.all([one('a'), one('b')]);
  log.info('outside');
  const read = lines.map((line) => JSON.parse(line)).map((line) => [line.correlation_id, line.task_id]);
  expect(read).toContainEqual(['a', 'a-task']);
  expect(read).toContainEqual(['b', undefined]);
  expect(read.at(-1)).toEqual([undefined, undefined]);
});

test('levels below the least are not written', () => {
  const { log, lines } = recorded({ level: 'warn' });
  log.debug('no');
  log.info('no');
  log.warn('yes');
  log.error('yes');
  expect(lines.map((line) => JSON.parse(line).level)).toEqual(['warn', 'error']);
});

test('credentials are not written, at any depth, however the key is spelt', () => {
  const { log, lines } = recorded({ redact: ['card_number'] });
  log.info('x', {
    password: 'hunter2',
    headers: { Authorization: 'Bearer hunter2', 'Set-Cookie': 'hunter2' },
    list: [{ API_KEY: 'hunter2', cardNumber: 'hunter2' }],
    map: new Map([['access_token', 'hunter2']]),
    user: 'ann',
  });
  expect(lines[0]).not.toContain('hunter2');
  expect(lines[0]).toContain('"user":"ann"');
});

test('nothing given to it makes it throw', () => {
  const { log, last } = recorded();
  const cyclic: Record<string, unknown> = { name: 'loop' };
  cyclic['self'] = cyclic;
  const shared = { a: 1 };
  const hostile = {
    cyclic,
    shared: [shared, shared],
    big: 10n,
    nan: Number.NaN,
    when: new Date(Number.NaN),
    get broken(): never {
      throw new Error('getter');
    },
    revoked: revoked(),
    error: new Error('outer', { cause: new Error('inner') }),
    toJSON: () => {
      throw new Error('toJSON');
    },
  };
  log.error('hostile', hostile);
  expect(last()['metadata']).toMatchObject({
    cyclic: { name: 'loop', self: '[circular]' },
    shared: [{ a: 1 }, { a: 1 }],
    big: '10',
    nan: 'NaN',
    when: 'Invalid Date',
    broken: '[unreadable]',
    revoked: '[unreadable]',
    error: { name: 'Error', message: 'outer', cause: { message: 'inner' } },
  });
});

const LINES: readonly [string, unknown, unknown, object][] = [
  ['a message that is no text', Object.create(null), undefined, { message: '[unreadable]' }],
  ['a toString that throws', { toString: () => Object.keys(null as never) }, undefined, { message: '[unreadable]' }],
  ['a symbol', Symbol('x'), undefined, { message: 'Symbol(x)' }],
  ['null as metadata', 'm', null, { message: 'm' }],
  ['a text as metadata', 'm', 'abc', { metadata: 'abc' }],
  ['a number as metadata', 'm', 5n, { metadata: '5' }],
  ['a list as metadata', 'm', [1, 2], { metadata: [1, 2] }],
  ['unreadable metadata', 'm', revoked(), { metadata: '[unreadable]' }],
  ['a BigInt in an error', 'm', { e: Object.assign(new Error(), { message: 10n }) }, { metadata: { e: { message: '10' } } }],
];
test.each(LINES.map(([what, ...rest]) => [what, () => rest] as const))('no line is lost: %s', (_, given) => {
  const [message, metadata, expected] = given();
  const { log, last } = recorded();
  log.info(message as string, metadata as never);
  expect(last()).toMatchObject({ level: 'info', component: 'master', ...expected });
});

test('no line is lost: an error that holds itself, ids that are no text, a trace that cannot be read', () => {
  const { log, last } = recorded({
    trace: {
      getActiveSpan: () => {
        throw new Error('no context');
      },
    },
  });
  const error = new Error('x');
  Object.assign(error, { message: { error } });
  const context = { correlationId: 10n, causationId: {}, planId: Object.create(null) } as never;
  withContext(context, () => log.error('m', { error }));
  expect(last()).toMatchObject({
    correlation_id: '10',
    causation_id: '[object Object]',
    plan_id: '[unreadable]',
    metadata: { error: { message: { error: '[circular]' } } },
  });
});

test('what is shared many times over, or very long, makes no long line and takes no long time', () => {
  const { log, lines, last } = recorded();
  let shared: unknown = { leaf: 'x'.repeat(100) };
  for (let depth = 0; depth < 7; depth++) shared = Array(8).fill(shared);
  const start = performance.now();
  log.info('y'.repeat(50_000_000), { shared, long: 'z'.repeat(50_000_000), keys: { ['k'.repeat(50_000_000)]: 1 } });
  expect(performance.now() - start).toBeLessThan(1_000);
  expect(lines[0]?.length).toBeLessThan(400_000);
  expect(lines[0]).toContain('"[more]"');
  expect(String(last()['message'])).toMatch(/y\[49900000 more characters\]$/);
});

test('patterns are redacted in numbers, keys, and fields of any name; credentials in lists of headers', () => {
  const stream = { kind: 'logs', name: '', service: { kind: 'service', name: '' }, redact: [/\d{16}/y] } as const;
  const { log, lines, last } = recorded({ stream });
  const card = 1234567812345678;
  const [level, trace_id, span_id, timestamp] = Array(4).fill(`card ${card}`);
  log.info(`paid with ${card}`, { card, big: BigInt(card), [`of ${card}`]: 1, inner: { level, trace_id, span_id, timestamp } });
  expect(lines[0]).not.toContain(String(card));
  expect(last()['metadata']).toMatchObject({ card: '****', big: '****', 'of ****': 1, inner: { level: 'card ****' } });
  log.info('headers', {
    pairs: [['authorization', 'Bearer hunter2']],
    raw: ['Host', 'x', 'Authorization', 'Bearer hunter2', 'Accept', '*'],
    har: [{ name: 'Cookie', value: 'hunter2' }],
    set: new Set([['x-id', 'kept']]),
  });
  expect(lines[1]).not.toContain('hunter2');
  expect(lines[1]).toContain('["Host","x","Authorization","[redacted]","Accept","*"]');
  expect(lines[1]).toContain('["x-id","kept"]');
});

test('a destination that is gone fails nobody', () => {
  const { log } = recorded({
    write: () => {
      throw new Error('EPIPE');
    },
  });
  expect(() => log.info('x')).not.toThrow();
});

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

test('takes its timestamps from the clock it is given', () => {
  const lines: string[] = [];
  const log = logger({ component: 'x', write: (line) => void lines.push(line), now: () => new Date('2026-03-02T00:00:00.250Z') });
  log.info('played');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ timestamp: '2026-03-02T00:00:00.250Z', message: 'played' });
});
