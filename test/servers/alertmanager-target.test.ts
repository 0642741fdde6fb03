import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectionTo } from '../../src/model/connection.ts';
import { applyPlan } from '../../src/targets/apply.ts';
import { evidenceFor } from '../../src/targets/evidence.ts';
import { planDestruction, planTarget } from '../../src/targets/observe.ts';
import { verifyTarget } from '../../src/targets/verify.ts';
import { artifact, ioAt, ORDER, targetOf } from '../unit/targets/samples.ts';
import { type Container, type ServerImage, sharedFolder, startContainer } from './container.ts';
import { requireServer } from './support.ts';

const IMAGE: ServerImage = { server: 'alertmanager', port: 9093, ready: '/-/ready', readyWithinMs: 60_000 };
const CONFIG = `global:
  resolve_timeout: 300s
route:
  receiver: platform/ticket
  group_by: [alertname, service]
  group_wait: 30s
  repeat_interval: 240m
  routes:
    - receiver: platform/page
      matchers: ['severity = "critical"', 'owner=~"platform|payments"']
      active_time_intervals: [office-hours]
      continue: true
receivers:
  - name: platform/page
    webhook_configs:
      - url: http://127.0.0.1:9/page
        send_resolved: false
  - name: platform/ticket
    slack_configs:
      - api_url_file: secrets/slack-url
        channel: '#platform'
        title: '{{ template "title" . }}'
inhibit_rules:
  - source_matchers: ['severity="critical"']
    target_matchers: ['severity="warning"']
    equal: [service]
time_intervals:
  - name: office-hours
    time_intervals:
      - times: [{start_time: '09:00', end_time: '18:00'}]
        weekdays: ['monday:friday']
        months: ['january:march']
        location: UTC
templates: ['templates/*.tmpl']
`;
const TEMPLATE = '{{ define "title" }}{{ .CommonLabels.alertname }}{{ end }}\n';

const skipped = await requireServer(IMAGE.server);
describe.skipIf(skipped !== undefined)(`an Alertmanager${skipped === undefined ? '' : ` (skipped: ${skipped})`}`, () => {
  let server: Container;
  const deploy = async (...artifacts: Parameters<typeof planTarget>[1]) => {
    const io = ioAt('/');
    return applyPlan(await planTarget(live(), artifacts, ORDER, io), live(), io);
  };
  beforeAll(async () => {
    const folder = await sharedFolder();
    const boot = targetOf({ alertmanager: { by: 'files', to: folder, reload: undefined } });
    const first = artifact('alertmanager/alertmanager.yml', 'route: {receiver: nobody}\nreceivers: [{name: nobody}]\n', OURS);
    await applyPlan(await planTarget(boot, [first], ORDER, ioAt('/')), boot, ioAt('/'));
    server = await startContainer(IMAGE, folder, '/etc/alertmanager', [
      '--config.file=/etc/alertmanager/alertmanager.yml',
      '--storage.path=/alertmanager',
      '--cluster.listen-address=',
    ]);
  }, 90_000);
  afterAll(() => server?.stop());

  const OURS = { server: 'alertmanager', kind: 'alertmanager-config' } as const;
  const live = () => targetOf({ alertmanager: { by: 'files', to: server.folder, reload: connectionTo(server.url) } });
  const config = artifact('alertmanager/alertmanager.yml', CONFIG, OURS);
  const templates = artifact('alertmanager/templates/ours.tmpl', TEMPLATE, { ...OURS, kind: 'alertmanager-templates' });

  test('takes configuration and templates, proves them, and has nothing to do the second time', async () => {
    expect(await deploy(config, templates)).toMatchObject({ status: 'done', mismatches: [] });
    const again = await planTarget(live(), [config, templates], ORDER, ioAt('/'));
    expect(again.changes.map((one) => one.action)).toEqual(['keep', 'keep']);
  });

  test('says that it runs the bytes that were written, and has all receivers', async () => {
    await deploy(config, templates);
    const kept = await planTarget(live(), [config, templates], ORDER, ioAt('/'));
    const [asked] = await evidenceFor(live(), kept, ioAt('/'));
    expect(asked?.proved.slice(1)).toEqual([
      'it runs exactly the bytes that were written: alertmanager_config_hash',
      expect.stringMatching(/^all [1-9]\d* receivers are there$/),
    ]);
    expect(asked?.warnings).toEqual([]);
  });

  test('refuses a configuration whose route leads nowhere: the old one is back and loaded', async () => {
    await deploy(config, templates);
    const broken = artifact(config.path, CONFIG.replace('receiver: platform/ticket', 'receiver: nowhere'), OURS);
    const result = await deploy(broken, templates);
    expect(result).toMatchObject({ status: 'refused', failure: { kind: 'refused', status: 500 }, unrestored: [] });
    expect(await readFile(join(server.folder, 'alertmanager.yml'), 'utf8')).toBe(CONFIG);
    expect(await verifyTarget(live(), [config, templates], ioAt('/'))).toEqual([]);
  });

  test('a configuration it has not been told of is found out', async () => {
    await deploy(config, templates);
    const other = artifact(config.path, CONFIG.replace('group_wait: 30s', 'group_wait: 31s').replace('critical', 'page'), OURS);
    await writeFile(join(server.folder, 'alertmanager.yml'), other.text);
    expect((await verifyTarget(live(), [other], ioAt('/'))).map((one) => one.message)).toEqual([
      'alertmanager.yml: Alertmanager runs another value at route.group_wait',
      'alertmanager.yml: Alertmanager runs another value at route.routes[0].matchers',
    ]);
  });

  test('a silence survives deployment and destruction', async () => {
    const silence = {
      matchers: [{ name: 'alertname', value: 'Theirs', isRegex: false }],
      startsAt: '2026-01-01T00:00:00Z',
      endsAt: '2099-01-01T00:00:00Z',
      createdBy: 'someone',
      comment: 'theirs',
    };
    const headers = { 'content-type': 'application/json' };
    await fetch(`${server.url}/api/v2/silences`, { method: 'POST', headers, body: JSON.stringify(silence) });
    expect(await deploy(config)).toMatchObject({ status: 'done' });
    const io = ioAt('/');
    expect(await applyPlan(await planDestruction(live(), [config], ORDER, io), live(), io)).toMatchObject({ status: 'done' });
    const silences = (await (await fetch(`${server.url}/api/v2/silences`)).json()) as {
      comment: string;
      status: { state: string };
    }[];
    expect(silences.map((one) => `${one.comment} ${one.status.state}`)).toEqual(['theirs active']);
  });
});
