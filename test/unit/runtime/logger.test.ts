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

test('a message that cannot be text is left out, and fails nobody', () => {
  const { log, lines } = recorded();
  expect(() => log.info(Object.create(null) as string)).not.toThrow();
  expect(lines).toEqual([]);
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
