import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type CliRun, runCli } from '../../support/run-cli.ts';

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}
/** What the server answers to what is read, and what it was asked to do. */
let groups: object[] = [];
let silences: object[] = [];
let broken: string | undefined;
const done: Asked[] = [];
let server: Server;
let url: string;
let folder: string;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { method = '', url: path = '' } = request;
    if (method !== 'GET') done.push({ method, path, body });
    const answer = method === 'POST' ? { silenceID: `s${done.length}` } : path.includes('groups') ? groups : silences;
    response.end(broken ?? JSON.stringify(answer));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // listens on a port
  folder = await mkdtemp(join(tmpdir(), 'signalbox-alerts-'));
  await mkdir(join(folder, 'definitions'));
  await writeFile(join(folder, 'definitions/index.ts'), definitions());
});
beforeEach(async () => {
  [groups, silences, broken] = [[group('Stuck', 'f1', { queue: 'a' }), group('Stuck', 'f2', { queue: 'b' })], [], undefined];
  done.length = 0;
  await rm(join(folder, '.signalbox'), { recursive: true, force: true });
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

function definitions(): string {
  return `
import { alert, alertmanager, environment, files, gauge, promql, prometheus, routing, service, target, team, webhook } from 'signalbox';
const payments = team({ name: 'payments', page: webhook({ url: 'http://hooks:1/page' }), ticket: webhook({ url: 'http://hooks:1/ticket' }) });
export const routes = routing({ fallback: payments.ticket });
const depth = gauge({ name: 'depth', help: 'Depth.' });
export const shop = service({ name: 'shop', owner: payments, metrics: [depth], scrape: { port: 1 } });
export const stuck = alert({ service: shop, name: 'Stuck', severity: 'critical', for: '5m', when: promql\`max(\${depth}) > \${1}\`, summary: 'Stuck.', description: 'Stuck.' });
const here = environment({ name: 'here', prometheus: prometheus({ version: '3.15' }), alertmanager: alertmanager({ version: '0.34' }), runbooks: 'https://runbooks.example.org' });
export const live = target({ name: 'live', environment: here, alertmanager: files({ to: 'out', reload: '${url}' }) });
`;
}

function group(alertname: string, fingerprint: string, more: Record<string, string>, status: object = {}) {
  const labels = { alertname, service: 'shop', severity: 'critical', ...more };
  const alert = {
    labels,
    annotations: { summary: `${alertname} is.` },
    fingerprint,
    startsAt: '2026-11-21T10:00:00Z',
    endsAt: '2026-11-21T12:00:00Z',
    status: { silencedBy: [], inhibitedBy: [], mutedBy: [], ...status },
  };
  return { labels: { alertname, ...more }, receiver: { name: 'payments/page' }, alerts: [alert] };
}

function silence(id: string, comment: string, alertname = 'Stuck') {
  const matchers = [{ name: 'alertname', value: alertname, isRegex: false, isEqual: true }];
  const times = { startsAt: '2026-11-21T10:10:00Z', endsAt: '2026-11-21T12:10:00Z' };
  return { id, status: { state: 'active' }, matchers, ...times, createdBy: 'kim', comment };
}

const run = (...args: string[]): Promise<CliRun> => runCli(['-C', folder, 'alerts', ...args], folder, { env: { USER: 'kim' } });
const by = (...args: string[]) => run(...args, '--alertmanager', url);
const audit = async () => (await readFile(join(folder, '.signalbox/audit.jsonl'), 'utf8')).trim().split('\n');

describe('alerts list', () => {
  test('prints what there is, who has it, and what each state is by', async () => {
    silences = [silence('s1', 'on it [signalbox ack 0123abcd]')];
    groups = [group('Stuck', 'f1', {}, { silencedBy: ['s1'] }), group('Slow', 'f2', {}, { mutedBy: ['nights'] })];
    expect((await by('list')).out).toBe(
      [
        'silenced   Stuck  critical shop  since 2026-11-21 10:00 UTC  → payments/page',
        '           Stuck is.',
        '           fingerprint f1',
        '           kim has it until 2026-11-21 12:10 UTC: on it',
        'muted      Slow   critical shop  since 2026-11-21 10:00 UTC  → payments/page',
        '           Slow is.',
        '           fingerprint f2',
        '           muted by nights',
        '',
        '2 alerts: 1 silenced, 1 muted.',
        '',
      ].join('\n'),
    );
  });

  test('is friendly where nothing fires, and knows the names of the definitions', async () => {
    expect(await by('list', '--service', 'blog')).toMatchObject({ code: 0, out: 'No alert is like that: nothing fires.\n' });
    const slip = await run('list', '--target', 'live', '--service', 'shopp');
    expect(slip).toMatchObject({ code: 2 });
    expect(slip.err).toContain('There is no service shopp: did you mean shop?');
  });

  test('says so where there is no server, or another one', async () => {
    const down = await run('list', '--alertmanager', 'http://127.0.0.1:1');
    expect(down).toMatchObject({ code: 4, out: '' });
    expect(down.err).toContain('http://127.0.0.1:1 cannot be reached');
    broken = '{"a":1}';
    expect(await by('list')).toMatchObject({ code: 4, err: `${url} does not answer as Alertmanager does.\n` });
  });
});

describe('alerts ack', () => {
  const ack = (...args: string[]) => by('ack', ...args, '--reason', 'on it');

  test('silences the exact group and its escalation, with who, why and a mark', async () => {
    expect(await ack('Stuck', '--matcher', 'queue=a', '--for', '1h')).toMatchObject({ code: 0 });
    const [first, second] = done.map(({ body }) => JSON.parse(body));
    expect(first.matchers).toEqual([
      { name: 'alertname', value: 'Stuck', isRegex: false, isEqual: true },
      { name: 'queue', value: 'a', isRegex: false, isEqual: true },
    ]);
    expect(second.matchers).toEqual([
      { name: 'escalated_alert', value: 'Stuck', isRegex: false, isEqual: true },
      { name: 'service', value: 'shop', isRegex: false, isEqual: true },
      { name: 'escalated_to', value: '.+', isRegex: true, isEqual: true },
    ]);
    expect(first.createdBy).toBe('kim');
    expect(first.comment).toMatch(/^on it \[signalbox ack [0-9a-f]{8}\]$/);
    expect(second.comment).toBe(first.comment);
    expect(Date.parse(first.endsAt) - Date.parse(first.startsAt)).toBe(3_600_000);
    expect(JSON.parse((await audit())[0] ?? '')).toMatchObject({ who: 'kim', result: 'done', server: url });
  });

  test('asks which, where several groups are meant', async () => {
    const several = await ack('Stuck');
    expect(several).toMatchObject({ code: 2 });
    expect(several.err).toContain('That is 2 groups of alerts:\n  alertname="Stuck" queue="a"\n');
    expect(done).toEqual([]);
    expect(await ack('Stuck', '--all')).toMatchObject({ code: 0 });
    expect(done).toHaveLength(4);
  });

  test('by fingerprint takes every label', async () => {
    await ack('--fingerprint', 'f2');
    expect(JSON.parse(done[0]?.body ?? '').matchers.map((one: { name: string }) => one.name)).toEqual([
      'alertname',
      'queue',
      'service',
      'severity',
    ]);
  });

  test.each([
    [['Stuckk'], 'No alert Stuckk fires: did you mean Stuck?'],
    [['Stuck', '--matcher', 'queue=z'], 'Stuck fires, but not with these labels.'],
    [[], 'Which alert? Write its name, --fingerprint ID or --matcher label=value.'],
    [['Stuck', '--matcher', 'queue'], '`queue` is no label and value.'],
    [['Stuck', '--for', '2d'], 'An acknowledgement lasts 24h at most.'],
    [['Stuck', '--for', 'soon'], '`--for soon` is no duration.'],
  ])('of %j is refused', async (args, message) => {
    const refused = await ack(...args);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain(message);
    expect(done).toEqual([]);
  });

  test('does nothing it cannot write down, and writes down what failed', async () => {
    await writeFile(join(folder, 'file'), '');
    const unwritable = await ack('--fingerprint', 'f1', '--audit', 'file/audit.jsonl');
    expect(unwritable).toMatchObject({ code: 2 });
    expect(unwritable.err).toContain('cannot be written');
    expect(done).toEqual([]);
  });
});

describe('alerts unack', () => {
  test('ends our silences and nobody else’s', async () => {
    silences = [
      silence('ours', 'x [signalbox ack 0123abcd]'),
      silence('theirs', 'x'),
      silence('pair', 'x [signalbox ack 0123abcd]', 'Else'),
    ];
    expect(await by('unack', 'Stuck')).toMatchObject({
      code: 0,
      out: '2 silences ended.\n',
      err: expect.stringContaining('theirs of kim'),
    });
    expect(done.map(({ path }) => path)).toEqual(['/api/v2/silence/ours', '/api/v2/silence/pair']);
    silences = [];
    expect(await by('unack', 'Stuck')).toMatchObject({ code: 0, out: 'Nobody has acknowledged it.\n' });
  });
});

describe('alerts send-test', () => {
  const sendTest = (...args: string[]) => run('send-test', ...args, '--target', 'live');

  test('sends what the router leads to that receiver', async () => {
    const sent = await sendTest('payments/page');
    expect(sent).toMatchObject({ code: 0 });
    const [alert] = JSON.parse(done[0]?.body ?? '');
    expect(alert.labels).toMatchObject({
      alertname: 'SignalboxTest',
      severity: 'critical',
      owner: 'payments',
      signalbox_test: 'true',
    });
    expect(Date.parse(alert.endsAt) - Date.parse(alert.startsAt)).toBe(120_000);
    expect(sent.out).toContain('→ payments/page, after the wait of its group; it resolves after 2m.');
  });

  test('of an alert has its labels; of an unknown name none is sent', async () => {
    await sendTest('Stuck');
    expect(JSON.parse(done[0]?.body ?? '')[0].labels).toMatchObject({ alertname: 'Stuck', service: 'shop' });
    const slip = await sendTest('payments/pgae');
    expect(slip).toMatchObject({ code: 2 });
    expect(slip.err).toContain('There is no receiver and no alert payments/pgae: did you mean payments/page?');
    expect(done).toHaveLength(1);
  });
});
