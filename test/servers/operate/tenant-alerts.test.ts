/** One Alertmanager that holds the alerts of several tenants, and what one of them may see and do there. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sharedFolder } from '../container.ts';
import { type RunningServer, startServer } from '../start-server.ts';
import { serverSuite } from '../support.ts';
import { type Project, projectWith } from './project.ts';
import { DEFINITIONS } from './tenant-scene.ts';

const PORT = 9093;
const CONFIG = { route: { receiver: 'nobody', group_by: ['alertname'] }, receivers: [{ name: 'nobody' }] };
interface Silence {
  readonly id: string;
  readonly comment: string;
  readonly matchers: readonly { readonly name: string; readonly value: string }[];
  readonly status: { readonly state: string };
}

await serverSuite('alertmanager', 'an Alertmanager of several tenants', () => {
  let server: RunningServer;
  let folder: string;
  let project: Project;
  let url: string;
  beforeAll(async () => {
    folder = await sharedFolder();
    await writeFile(join(folder, 'alertmanager.yml'), JSON.stringify(CONFIG)); // JSON is YAML
    server = await startServer({
      server: 'alertmanager',
      ports: [PORT],
      mounts: { '/etc/alertmanager': folder },
      command: ['--config.file=/etc/alertmanager/alertmanager.yml', '--storage.path=/alertmanager', '--cluster.listen-address='],
      ready: { port: PORT, path: '/-/ready' },
    });
    url = server.address(PORT);
    project = await projectWith(DEFINITIONS.replace('ALERTMANAGER', url));
    const startsAt = new Date(Date.now() - 60_000).toISOString();
    const alert = (tenant: string) => ({ labels: { alertname: 'Stuck', service: 'shop', severity: 'critical', tenant }, annotations: { summary: `of ${tenant}` }, startsAt }); // biome-ignore format: one thing
    await post('/api/v2/alerts', ['acme', 'globex'].map(alert));
    const matchers = [{ name: 'tenant', value: 'globex', isRegex: false, isEqual: true }];
    await post('/api/v2/silences', { matchers, startsAt, endsAt: new Date(Date.now() + 3_600_000).toISOString(), createdBy: 'lee', comment: 'secret of globex [signalbox ack 01234567]' }); // biome-ignore format: one thing
  }, 120_000);
  afterAll(async () => {
    await project?.remove();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const post = async (path: string, body: unknown): Promise<void> => {
    const headers = { 'content-type': 'application/json' };
    const { ok, status } = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    expect([path, status, ok]).toEqual([path, 200, true]);
  };
  const read = async <T>(path: string): Promise<T> => (await fetch(`${url}${path}`)).json() as Promise<T>; // of a real server
  const silences = async () => (await read<Silence[]>('/api/v2/silences')).filter(({ status }) => status.state === 'active');
  const alerts = (...args: string[]) => project.signalbox('alerts', ...args, '--alertmanager', url);
  const listed = async (...args: string[]) => JSON.parse((await alerts('list', '--json', ...args)).out).alerts;

  test('lists what is of the tenant, and no word of others', async () => {
    await expect.poll(() => listed(), { timeout: 40_000 }).toHaveLength(2);
    expect(await listed('--tenant', 'acme')).toMatchObject([{ labels: { tenant: 'acme' }, state: 'firing' }]);
    expect((await alerts('list', '--tenant', 'acme')).out).not.toContain('globex');
    expect(await listed('--tenant', 'globex')).toMatchObject([{ acknowledged: { by: 'lee' } }]);
    expect(await listed('--tenant', 'nobody')).toEqual([]);
    // one that ignores the header answers for everybody, which is why it must be asked for
    expect(await listed('--tenant', 'acme', '--tenant-by', 'header')).toHaveLength(2);
  }, 60_000);

  test('gives nothing back that is of another', async () => {
    const run = await alerts('unack', 'Stuck', '--tenant', 'acme', '--by', 'kim');
    expect([run.code, run.out, run.err]).toEqual([0, 'Nobody has acknowledged it.\n', '']);
    expect(await silences()).toHaveLength(1);
  });

  test('acknowledges for the tenant alone, though the group holds both', async () => {
    const before = new Set((await silences()).map(({ id }) => id));
    const run = await alerts('ack', 'Stuck', '--tenant', 'acme', '--by', 'kim', '--reason', 'on it');
    expect([run.code, run.out]).toEqual([0, expect.stringMatching(/^alertname="Stuck" {2}1 alert\nkim has it until .*tells of this tenant alone\.\n$/s)]); // biome-ignore format: one thing
    const made = (await silences()).filter(({ id }) => !before.has(id));
    expect(made).toHaveLength(2);
    for (const { matchers } of made) expect(matchers).toContainEqual({ name: 'tenant', value: 'acme', isRegex: false, isEqual: true }); // biome-ignore format: one thing
    expect(await listed('--tenant', 'acme')).toMatchObject([{ state: 'silenced', acknowledged: { by: 'kim', reason: 'on it' } }]);
    expect((await alerts('unack', 'Stuck', '--tenant', 'acme', '--by', 'kim')).out).toBe('2 silences ended.\n');
    expect((await silences()).map(({ comment }) => comment)).toEqual(['secret of globex [signalbox ack 01234567]']);
  });

  test('sends a test as the tenant', async () => {
    const run = await project.signalbox('alerts', 'send-test', 'crew/ticket', '--target', 'live', '--tenant', 'acme', '--by', 'kim', '--yes', '--json'); // biome-ignore format: one thing
    expect([run.code, run.err]).toEqual([0, '']);
    expect(JSON.parse(run.out).labels).toMatchObject({ tenant: 'acme', signalbox_test: 'true' });
    const sent = async () =>
      (await listed('--tenant', 'acme')).filter((one: { labels: object }) => 'signalbox_test' in one.labels);
    await expect.poll(sent, { timeout: 40_000 }).toHaveLength(1);
    expect((await alerts('list', '--tenant', 'globex')).out).not.toContain('signalbox_test');
  }, 60_000);
});
