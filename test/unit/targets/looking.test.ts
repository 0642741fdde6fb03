import { afterEach, expect, test } from 'vitest';
import { connectionTo } from '../../../src/model/connection.ts';
import { type HttpClient, type HttpReader, httpReader } from '../../../src/targets/http.ts';
import type { LookingKind, Observer } from '../../../src/targets/kind.ts';
import { openObservers } from '../../../src/targets/observers.ts';
import { filesBelow, textOf } from '../../architecture/repository.ts';
import { listening } from '../../support/listening.ts';
import { inFolder, ioAt, targetOf } from './samples.ts';

const servers = listening();
afterEach(() => servers.stop());

test('what changes a server cannot be written with what only looks', () => {
  const [reader, observer, kind] = [{} as HttpReader, {} as Observer, {} as LookingKind]; // only their types are looked at
  const refused = [
    // @ts-expect-error a reader sends no change
    () => reader.request({ method: 'POST', path: '/-/reload' }),
    // @ts-expect-error nor a body
    () => reader.request({ method: 'GET', path: '/x', body: '{}' }),
    // @ts-expect-error nor a form to anything but a query
    () => reader.query('/api/v1/admin/tsdb/delete_series', {}),
    // @ts-expect-error who looks has nothing to apply with
    () => observer.apply,
    // @ts-expect-error nor to make a server load with
    () => observer.load,
    // @ts-expect-error nor a way to something that has
    () => kind.open,
    // @ts-expect-error a reader is no client
    (): HttpClient => reader,
  ];
  expect(refused).toHaveLength(7);
});

test('a reader asks, whatever it is told by a cast', async () => {
  const seen: string[] = [];
  const url = await servers.http((request, response) => {
    request.resume();
    seen.push(`${request.method} ${request.url} ${request.headers['content-length'] ?? 'without a body'}`);
    response.end();
  });
  const forced = httpReader(connectionTo(url), ioAt('/')) as HttpClient; // what a careless caller could write
  await forced.request({ method: 'DELETE', path: '/x', body: '{}', contentType: 'application/json' });
  expect(seen).toEqual(['GET /x without a body']);
  await expect(forced.query('/-/reload' as never, {})).rejects.toThrow('/-/reload is no query');
  expect(seen).toHaveLength(1);
});

test.each([
  ['files', { prometheus: { by: 'files', to: 'out', reload: connectionTo('http://127.0.0.1:9') } }],
  ['the API of Loki', { loki: { by: 'api', connection: connectionTo('http://127.0.0.1:9') } }],
  ['the API of Grafana', { grafana: { by: 'api', connection: connectionTo('http://127.0.0.1:9') } }],
] as const)('what is given for looking can only be asked: %s', (_name, reach) =>
  inFolder(async (folder) => {
    const observers = await openObservers(targetOf(reach), ioAt(folder));
    const methods = [...observers.values()].flatMap((one) => Object.keys(one));
    expect(methods.filter((name) => name !== 'evidence')).toEqual(['observe', 'verify']);
  }),
);

test('only the door to changes knows the kinds that can make one', () => {
  const naming = filesBelow('src').filter((path) => textOf(path).includes('writingKindFor'));
  expect(naming.sort()).toEqual(['src/targets/kinds.ts', 'src/targets/sessions.ts']);
});
