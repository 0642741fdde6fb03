import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { AuditSink } from '../../../src/model/audit.ts';
import { connectionTo } from '../../../src/model/connection.ts';
import { sendAudit } from '../../../src/operate/audit-sinks.ts';
import { inFolder, ioAt } from '../targets/samples.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

interface Push {
  readonly streams: readonly { readonly stream: object; readonly values: readonly (readonly [string, string])[] }[];
}

/** A Loki that takes what is pushed while `status` is 204. */
async function loki() {
  const taken: Push[] = [];
  const here = { status: 204 };
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (part: Buffer) => {
      text += part.toString('utf8');
    });
    request.on('end', () => {
      if (here.status === 204) taken.push(JSON.parse(text) as Push); // what we send
      response.writeHead(here.status).end();
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port
  const sink: AuditSink = { to: 'loki', connection: connectionTo(`http://127.0.0.1:${port}`), labels: { job: 'audit' } };
  return {
    sink,
    here,
    lines: () => taken.flatMap(({ streams }) => streams.flatMap(({ values }) => values.map(([, line]) => line))),
  };
}

const NOW = new Date('2026-11-22T10:00:00Z');

test('a line goes to every sink: a file for its owner alone, and a stream of Loki', () =>
  inFolder(async (base) => {
    const { sink, lines } = await loki();
    const sinks: AuditSink[] = [{ to: 'file', path: 'log/audit.jsonl' }, sink];
    expect(await sendAudit(sinks, '{"a":1}\n', ioAt(base), NOW)).toEqual([]);
    expect(await sendAudit(sinks, '{"a":2}\n', ioAt(base), NOW)).toEqual([]);
    expect(await readFile(join(base, 'log/audit.jsonl'), 'utf8')).toBe('{"a":1}\n{"a":2}\n');
    expect((await stat(join(base, 'log/audit.jsonl'))).mode & 0o777).toBe(0o600);
    expect(lines()).toEqual(['{"a":1}', '{"a":2}']);
  }));

test('what a sink does not take is kept, told, and sent with the next line', () =>
  inFolder(async (base) => {
    const { sink, here, lines } = await loki();
    here.status = 500;
    const [warning] = await sendAudit([sink], '{"a":1}\n', ioAt(base), NOW);
    expect(warning).toMatch(/^http:\/\/127\.0\.0\.1:\d+ has not taken the audit: .*500.* It is kept, and sent next time$/);
    expect(await sendAudit([sink], '{"a":2}\n', ioAt(base), NOW)).toHaveLength(1);
    here.status = 204;
    expect(await sendAudit([sink], '{"a":3}\n', ioAt(base), NOW)).toEqual([]);
    expect(lines()).toEqual(['{"a":1}', '{"a":2}', '{"a":3}']);
    expect(await readdir(join(base, '.signalbox/audit-outbox'))).toEqual([]);
  }));

test('what a process was sending when it was killed is sent by a later one', () =>
  inFolder(async (base) => {
    const { sink, here, lines } = await loki();
    here.status = 500;
    await sendAudit([sink], '{"a":1}\n', ioAt(base), NOW);
    const folder = join(base, '.signalbox/audit-outbox');
    const [waiting = ''] = await readdir(folder);
    await writeFile(join(folder, `${waiting}.7.sending`), '{"a":0}\n');
    here.status = 204;
    const later = new Date(Date.now() + 3_600_000);
    expect(await sendAudit([sink], '{"a":2}\n', ioAt(base), later)).toEqual([]);
    expect(lines().toSorted()).toEqual(['{"a":0}', '{"a":1}', '{"a":2}']);
  }));
