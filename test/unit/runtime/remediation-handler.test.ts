import { createServer, type RequestListener, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { RemediationAction, RemediationRecord } from '../../../src/runtime/index.ts';
import { remediationHandler } from '../../../src/runtime/index.ts';

const TOKEN = 'a-token-of-the-test';
const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

interface Started {
  readonly url: string;
  readonly records: RemediationRecord[];
  readonly ran: string[];
  settled(): Promise<void>;
  post(body: unknown, token?: string): Promise<Response>;
  decisions(): string[];
}

async function started(change: Partial<RemediationAction> = {}, audit?: (record: RemediationRecord) => void): Promise<Started> {
  const [records, ran]: [RemediationRecord[], string[]] = [[], []];
  const run = async (alert: { fingerprint: string }) => void ran.push(alert.fingerprint);
  const action: RemediationAction = { name: 'restart', on: ['Stuck'], dryRun: false, maxRunning: 10, run, ...change };
  const handler = remediationHandler({
    actions: [action],
    token: TOKEN,
    audit: (record) => {
      records.push(record);
      audit?.(record);
    },
    clock: () => new Date('2026-11-21T12:00:00Z'),
    maxBodyBytes: 20_000,
    bodyTimeoutMs: 200,
  });
  const server = createServer(handler as RequestListener);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  stops.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // listens on a port
  const post = (body: unknown, token = TOKEN) =>
    fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return { url, records, ran, post, settled: handler.settled, decisions: () => records.map(({ decision }) => decision) };
}

function alertOf(fingerprint: string, labels: Record<string, string> = {}, status = 'firing') {
  return { status, labels: { alertname: 'Stuck', ...labels }, annotations: {}, startsAt: '2026-11-21T11:59:00Z', fingerprint };
}
const payload = (...alerts: object[]) => ({ version: '4', receiver: 'r', alerts });

describe('an alert that fires', () => {
  test('runs its action once, however often it is told', async () => {
    const one = await started();
    const answer = await one.post(payload(alertOf('f1')));
    expect(answer.status).toBe(202);
    expect(await answer.json()).toEqual({
      decided: [{ action: 'restart', alert: 'Stuck', fingerprint: 'f1', decision: 'started' }],
    });
    await one.settled();
    await one.post(payload(alertOf('f1')));
    expect(one.ran).toEqual(['f1']);
    expect(one.decisions()).toEqual(['started', 'done', 'repeated']);
    expect(one.records[0]).toEqual({
      at: '2026-11-21T12:00:00.000Z',
      decision: 'started',
      action: 'restart',
      alert: 'Stuck',
      fingerprint: 'f1',
      startsAt: '2026-11-21T11:59:00Z',
      why: '',
    });
  });

  test('only says what it would do, unless it is told to do it', async () => {
    const one = await started({ dryRun: undefined as never }); // as left out
    await one.post(payload(alertOf('f1')));
    expect([one.ran, one.decisions()]).toEqual([[], ['dry-run']]);
  });

  test.each([
    ['resolved', alertOf('f', {}, 'resolved'), []],
    ['a test', alertOf('f', { signalbox_test: 'true' }), ['test']],
    ['nobody’s', alertOf('f', { alertname: 'Other' }), ['no-action']],
  ])('that is %s runs nothing', async (_, alert, decisions) => {
    const one = await started();
    expect((await one.post(payload(alert))).status).toBe(202);
    expect([one.ran, one.decisions()]).toEqual([[], decisions]);
  });
});

describe('limits', () => {
  test('a guard that says no, or fails, is no', async () => {
    const said = await started({ guard: () => 'a deploy is under way' });
    await said.post(payload(alertOf('f1')));
    expect(said.records[0]).toMatchObject({ decision: 'guarded', why: 'a deploy is under way' });
    const failing = await started({ guard: () => Promise.reject(new Error('no answer')) });
    await failing.post(payload(alertOf('f1')));
    expect(failing.records[0]).toMatchObject({ decision: 'guarded', why: 'the guard failed: no answer' });
    expect([...said.ran, ...failing.ran]).toEqual([]);
  });

  test('of runs in a time, at once, and of alerts in one notification', async () => {
    const rate = await started({ rateLimit: { runs: 1, perMs: 60_000 } });
    await rate.post(payload(alertOf('f1'), alertOf('f2')));
    expect(rate.decisions().filter((one) => one !== 'done')).toEqual(['started', 'rate-limited']);
    const busy = await started({ maxRunning: 1, run: () => new Promise((done) => setTimeout(done, 50)) });
    await busy.post(payload(alertOf('f1'), alertOf('f2')));
    expect(busy.decisions()).toEqual(['started', 'busy']);
    const many = await started({ maxAlerts: 1 });
    await many.post({ ...payload(alertOf('f1')), truncatedAlerts: 1 });
    expect(many.decisions()).toEqual(['too-many']);
  });
});

describe('faults', () => {
  test('an action that throws, or takes too long, is written down', async () => {
    const one = await started({ run: () => Promise.reject(new Error('no such worker')) });
    await one.post(payload(alertOf('f1')));
    await one.settled();
    expect(one.records[1]).toMatchObject({ decision: 'failed', why: 'no such worker' });
    let stopped = false;
    const late = await started({
      timeoutMs: 30,
      run: (_, signal) =>
        new Promise(() => {
          signal.addEventListener('abort', () => {
            stopped = true;
          });
        }),
    });
    await late.post(payload(alertOf('f1')));
    await late.settled();
    expect(late.records[1]).toMatchObject({ decision: 'timed-out', why: 'not done after 30 ms' });
    expect(stopped).toBe(true);
  });

  test('what cannot be written down is not run', async () => {
    const one = await started({}, () => {
      throw new Error('disk full');
    });
    expect((await one.post(payload(alertOf('f1')))).status).toBe(202);
    await one.settled();
    expect(one.ran).toEqual([]);
  });

  test.each([
    ['{', 400],
    ['[]', 400],
    [{ version: '4', receiver: 'r', alerts: [{ status: 'firing' }] }, 400],
    [{ ...payload(alertOf('f1')), version: '3' }, 400],
    ['x'.repeat(20_001), 413],
  ])('a body of %.20s is refused with %i', async (body, status) => {
    const one = await started();
    expect((await one.post(body)).status).toBe(status);
    expect([one.ran, one.decisions()]).toEqual([[], ['rejected']]);
  });

  test('a wrong token, a missing one and another method are refused', async () => {
    const one = await started();
    expect((await one.post(payload(alertOf('f1')), 'wrong')).status).toBe(401);
    expect((await fetch(one.url, { method: 'POST', body: '{}' })).status).toBe(401);
    expect((await fetch(one.url)).status).toBe(405);
    expect(JSON.stringify(one.records)).not.toContain(TOKEN);
    expect(() => remediationHandler({ actions: [], token: ' ', audit: () => {} })).toThrow('the token is empty');
  });

  test('a body that never ends is given up, and the next request is answered', async () => {
    const one = await started();
    const status = await new Promise((resolve, reject) => {
      const asked = send(one.url, { method: 'POST', headers: { authorization: `Bearer ${TOKEN}` } }, (answer) =>
        resolve(answer.statusCode),
      );
      asked.on('error', reject);
      asked.write('{');
      stops.push(() => asked.destroy());
    });
    expect(status).toBe(408);
    expect((await one.post(payload(alertOf('f1')))).status).toBe(202);
  });
});
