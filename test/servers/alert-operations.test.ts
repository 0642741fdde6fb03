/** What is done to alerts by people and by time, on a real Prometheus and a real Alertmanager that share one scene. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deliveriesOf } from '../../src/check/routing/simulate.ts';
import { connectionTo } from '../../src/model/connection.ts';
import { alertmanagerAt } from '../../src/operate/alerts/alertmanager.ts';
import type { Incident, IncidentMeans, ListedAlert } from '../../src/program.ts';
import { compileModule, httpClient, isUntestable, postedTest, testAlertFor } from '../../src/program.ts';
import { runCli } from '../support/run-cli.ts';
import { ioAt } from '../unit/targets/samples.ts';
import { hostAddress, openSite, type Site, until } from './stack-support.ts';
import { serverSuite } from './support.ts';
import { deploy } from './systems/deploy.ts';
import { type GaugeServer, gaugeServer } from './systems/gauge-server.ts';
import { ESCALATES_AFTER_SECONDS, operations } from './systems/operations.ts';
import { type WebhookListener, webhookListener } from './systems/webhook-listener.ts';

const HOST = 'host.docker.internal';

interface Scene {
  readonly site: Site;
  readonly listener: WebhookListener;
  readonly gauge: GaugeServer;
  readonly built: ReturnType<typeof compileModule>;
  readonly prometheus: string;
  readonly alertmanager: string;
  readonly folder: string;
}

await serverSuite(['prometheus', 'alertmanager'], 'alerts in operation', () => {
  let scene: Scene;
  const alerts = (...args: string[]) =>
    runCli(['alerts', ...args, '--alertmanager', scene.alertmanager], scene.folder, { env: { USER: 'kim' } });
  /** What a receiver was told of an alert, in order: `firing a`. */
  const told = (receiver: string, label: string, name: string) =>
    scene.listener.received
      .filter((one) => one.receiver === receiver)
      .flatMap((one) => one.alerts)
      .filter(({ labels }) => labels[label] === name)
      .map(({ status, labels }) => `${status} ${labels['part'] ?? ''}`.trim());
  const isTold = (seconds: number, receiver: string, label: string, name: string, what: string) =>
    until(seconds, async () => told(receiver, label, name).includes(what) || undefined);

  beforeAll(async () => {
    scene = await openScene();
    for (const kind of ['Delivered', 'Dependency', 'Dependent', 'Muted', 'Taken', 'Stays', 'Mended'] as const)
      scene.gauge.set(kind, 'a', 1);
    scene.gauge.set('Delivered', 'b', 1);
    expect(await isTold(30, 'oncall/page', 'alertname', 'Mended', 'firing a')).toBe(true);
    scene.gauge.set('Mended', 'a', 0);
    expect(await isTold(30, 'oncall/page', 'alertname', 'Taken', 'firing a')).toBe(true);
    expect(await alerts('ack', 'Taken', '--reason', 'on it', '--for', '10m')).toMatchObject({ code: 0 });
  }, 120_000);
  afterAll(() => scene?.site.end(), 30_000);

  test('delivers once, in the groups the router predicts', async () => {
    expect(await isTold(20, 'oncall/ticket', 'alertname', 'Delivered', 'firing b')).toBe(true);
    expect(told('oncall/ticket', 'alertname', 'Delivered')).toEqual(['firing a', 'firing b']);
    const { route } = scene.built.derived;
    if (!route) throw new Error('there are no routes');
    for (const { receiver, groupKey, groupLabels, alerts: together } of scene.listener.received)
      for (const { labels } of together)
        expect(deliveriesOf(route, labels, undefined).map((one) => [one.receiver, one.groupKey, one.group])).toEqual([
          [receiver, groupKey, groupLabels],
        ]);
  });

  test('escalates what stays open to the second receiver after the time set, and neither what was taken nor what was mended', {
    timeout: 60_000,
  }, async () => {
    expect(await isTold(40, 'boss/page', 'escalated_alert', 'Stays', 'firing')).toBe(true);
    const [page, escalation] = await Promise.all([startOf('Stays'), startOf('PageUnanswered')]);
    const seconds = (escalation - page) / 1000;
    expect(seconds).toBeGreaterThanOrEqual(ESCALATES_AFTER_SECONDS);
    expect(seconds).toBeLessThan(ESCALATES_AFTER_SECONDS + 5);
    await pause(4_000); // the others would have come with it
    expect(told('boss/page', 'escalated_alert', 'Taken')).toEqual([]);
    expect(told('boss/page', 'escalated_alert', 'Mended')).toEqual([]);
    expect(told('oncall/page', 'alertname', 'Mended')).toEqual(['firing a', 'resolved a']);
  });

  test('tells nobody of what is inhibited or muted, and says why', async () => {
    expect(told('oncall/ticket', 'alertname', 'Dependency')).toEqual(['firing a']);
    expect(told('oncall/ticket', 'alertname', 'Dependent')).toEqual([]);
    expect(told('oncall/ticket', 'alertname', 'Muted')).toEqual([]);
    const listed = JSON.parse((await alerts('list', '--json')).out) as { version: number; alerts: ListedAlert[] };
    expect(listed.version).toBe(1);
    const stateOf = (name: string) => listed.alerts.find((one) => one.alert === name);
    expect(stateOf('Delivered')).toMatchObject({ state: 'firing', receivers: ['oncall/ticket'] });
    expect(stateOf('Dependent')).toMatchObject({ state: 'inhibited', because: [stateOf('Dependency')?.fingerprint] });
    expect(stateOf('Muted')).toMatchObject({ state: 'muted', because: ['always'] });
    expect(stateOf('Taken')).toMatchObject({ state: 'silenced', acknowledged: { by: 'kim', reason: 'on it' } });
    expect((await alerts('list', '--state', 'muted')).out).toMatch(/^muted .*Muted.*\n(.*\n)*1 alert: 1 muted\.\n$/);
  });

  test('tells nobody who joins an acknowledged group, until it is given back; what is not ours stays', async () => {
    const strangers = alertmanagerAt(client());
    const until1h = new Date(Date.now() + 3_600_000).toISOString();
    const matchers = [{ name: 'alertname', value: 'Taken', isRegex: false, isEqual: true }, { name: 'part', value: 'c', isRegex: false, isEqual: true }]; // biome-ignore format: one thing
    const other = await strangers.silence({ matchers, startsAt: new Date().toISOString(), endsAt: until1h, createdBy: 'lee', comment: 'mine' }); // biome-ignore format: one thing
    scene.gauge.set('Taken', 'b', 1);
    await pause(6_000);
    expect(told('oncall/page', 'alertname', 'Taken')).toEqual(['firing a']);
    const given = await alerts('unack', 'Taken');
    expect(given).toMatchObject({ code: 0, out: '2 silences ended.\n' });
    expect(given.err).toContain(`${other} of lee was not made by \`alerts ack\`: left alone.`);
    expect(await isTold(20, 'oncall/page', 'alertname', 'Taken', 'firing b')).toBe(true);
    expect((await strangers.silences()).find(({ id }) => id === other)?.status.state).toBe('active');
    const audit = (await readFile(join(scene.folder, '.signalbox/audit.jsonl'), 'utf8')).trim().split('\n');
    expect(audit.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { version: 1, who: 'kim', command: 'alerts ack', result: 'done', detail: { reason: 'on it' } },
      { version: 1, who: 'kim', command: 'alerts unack', subject: 'Taken', result: 'done' },
    ]);
  }, 40_000);

  test('sends a test to one receiver, which resolves by itself', async () => {
    const sent = testAlertFor(scene.built.derived, 'boss/page', { environment: 'here' }, new Date());
    if (isUntestable(sent)) throw new Error(sent.why);
    expect(sent).toMatchObject({ receivers: ['boss/page'], others: [], silences: [], muted: [] });
    await alertmanagerAt(client()).post([postedTest(sent, 'kim', new Date(), 6_000)]);
    expect(await isTold(20, 'boss/page', 'signalbox_test', 'true', 'resolved')).toBe(true);
    expect(told('boss/page', 'signalbox_test', 'true')).toEqual(['firing', 'resolved']);
    expect(told('oncall/page', 'signalbox_test', 'true')).toEqual([]);
  }, 30_000);

  test('reads all of it back as incidents', async () => {
    const servers = ['--prometheus', scene.prometheus, '--alertmanager', scene.alertmanager];
    const { out } = await runCli(['incidents', '--since', '30m', '--step', '1s', '--json', ...servers], scene.folder);
    const { incidents, means } = JSON.parse(out) as { incidents: Incident[]; means: IncidentMeans };
    const of = (name: string) => incidents.find(({ group }) => group['alertname'] === name);
    const events = (name: string) => of(name)?.timeline.map(({ what, about }) => `${what} ${about}`.trim());
    expect(of('PageUnanswered')).toBeUndefined();
    expect(of('Taken')).toMatchObject({ resolved: null, acknowledged: { by: 'kim', reason: 'on it' }, openedBefore: false });
    expect(of('Taken')?.secondsToAcknowledge).toBeLessThan(15);
    expect(events('Taken')).toEqual(
      expect.arrayContaining(['acknowledged kim: on it', 'given-back kim', 'joined Taken part="b"']),
    );
    expect(events('Stays')).toEqual(['opened Stays part="a"', 'escalated boss/page']);
    expect(events('Mended')).toEqual(['opened Mended part="a"', 'resolved']);
    expect(of('Mended')?.secondsToResolve).toBeLessThan(ESCALATES_AFTER_SECONDS);
    expect(means).toMatchObject({ incidents: 7, open: 6, resolved: 1, acknowledged: 1 });
    const shown = await runCli(['incidents', of('Mended')?.id ?? '', '--since', '30m', '--step', '1s', ...servers], scene.folder);
    expect(shown.out).toMatch(/opened\s+Mended part="a"\n.*resolved\n\n\S+ is resolved, opened .* UTC\.\n$/);
  });

  const client = () => httpClient(connectionTo(scene.alertmanager), ioAt('/'));

  /** When an alert began to fire, in milliseconds. */
  async function startOf(name: string): Promise<number> {
    const groups = await alertmanagerAt(client()).groups();
    const found = groups.flatMap((one) => one.alerts).find(({ labels }) => (labels['escalated_alert'] ?? 'Stays') === 'Stays' && labels['alertname'] === name); // biome-ignore format: one thing
    return Date.parse(found?.startsAt ?? '');
  }
});

async function openScene(): Promise<Scene> {
  const site = await openSite();
  const host = await hostAddress();
  const [listener, gauge] = [await webhookListener(host), await gaugeServer(host)];
  site.also(listener.stop);
  site.also(gauge.stop);
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-operations-'));
  site.also(() => rm(folder, { recursive: true, force: true }));
  const module = operations({ gauge: `${HOST}:${gauge.port}`, webhook: `${HOST}:${listener.port}` });
  const built = compileModule(module, '2026-11-21');
  expect(built.diagnostics.filter((one) => one.severity === 'error')).toEqual([]);
  const [environment] = built.derived.estate.environments;
  if (!environment) throw new Error('there is no environment');
  const [first, second] = [await site.folder(), await site.folder()];
  const reach = {
    prometheus: { by: 'files', to: first, reload: undefined },
    alertmanager: { by: 'files', to: second, reload: undefined },
  } as const;
  expect(await deploy(built.artifacts, environment, reach)).toMatchObject({ status: 'done' });
  const alertmanager = await site.start('alertmanager', {
    alias: 'alertmanager',
    port: 9093,
    mounts: { '/etc/alertmanager': second },
    command: ['--config.file=/etc/alertmanager/alertmanager.yml', '--storage.path=/alertmanager', '--cluster.listen-address='],
    ready: '/-/ready',
  });
  const prometheus = await site.start('prometheus', {
    alias: 'prometheus',
    port: 9090,
    mounts: { '/etc/prometheus': first },
    command: ['--config.file=/etc/prometheus/prometheus.yml', '--storage.tsdb.path=/prometheus'],
    ready: '/-/ready',
  });
  return { site, listener, gauge, built, prometheus, alertmanager, folder };
}
