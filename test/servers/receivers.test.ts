/** Every kind of receiver, with little and with everything, is taken by the real amtool; a text is filled in by the real Alertmanager. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Channel } from '../../src/authored/references.ts';
import { alertmanager, environment } from '../../src/define/environment.ts';
import { routing } from '../../src/define/routing.ts';
import { type Channels, team } from '../../src/define/team.ts';
import { secret } from '../../src/kernel/secret.ts';
import type { NotificationAbout } from '../../src/receivers/notification-text.ts';
import { webhook } from '../../src/receivers/webhook.ts';
import { resolveAll } from '../support/estate.ts';
import { receiverSamples } from '../support/receivers.ts';
import { IMAGES } from './images.ts';
import { docker, hostAddress, openSite, type Site, until } from './stack-support.ts';
import { serverSuite } from './support.ts';
import { webhookListener } from './systems/webhook-listener.ts';

const HOST = 'host.docker.internal';

/** What is generated where the alerts of one team go to these channels. */
function generated(channels: Channels): { path: string; text: string }[] {
  const payments = team({ name: 'payments', page: channels });
  const built = resolveAll({
    payments,
    routes: routing({ fallback: payments.page, wait: '1s' }),
    production: environment({
      name: 'production',
      alertmanager: alertmanager({
        version: '0.34',
        smtp: { smarthost: 'mail.example.org:587', from: 'a@example.org', username: 'a', password: secret.file('smtp') },
      }),
    }),
  });
  expect(built.diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([]);
  return built.artifacts
    .filter(({ server }) => server === 'alertmanager')
    .map(({ path, text }) => ({ path: path.slice('alertmanager/'.length), text }));
}

async function written(folder: string, channels: Channels): Promise<void> {
  for (const { path, text } of generated(channels)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

await serverSuite(['alertmanager'], 'receivers', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  }, 30_000);
  afterAll(() => site?.end(), 30_000);

  test('of every kind are accepted, with what they must have and with all they may have', async () => {
    const root = await site.folder();
    const cases = Object.entries(receiverSamples).flatMap(([kind, { minimal, full }]) =>
      [minimal, ...full].map((channel, index): [string, Channel] => [`${kind}-${index}`, channel]),
    );
    for (const [name, channel] of cases) await written(join(root, name), channel);
    await written(join(root, 'all'), cases.map(([, channel]) => channel) as [Channel, ...Channel[]]); // there are some
    const files = [...cases.map(([name]) => name), 'all'].map((name) => `/in/${name}/alertmanager.yml`);
    const args = [
      'run',
      '--rm',
      '--network',
      'none',
      '--volume',
      `${root}:/in:ro`,
      '--entrypoint',
      'amtool',
      IMAGES.alertmanager,
    ];
    const { code, output } = await docker([...args, 'check-config', ...files]);
    expect(output.split('\n').filter((line) => line.includes('FAILED'))).toEqual([]);
    expect([code, output.match(/yml'  SUCCESS$/gm)?.length]).toEqual([0, files.length]);
  }, 120_000);

  test('a text written as a function is filled in', async () => {
    const host = await hostAddress();
    const listener = await webhookListener(host);
    site.also(listener.stop);
    const folder = await site.folder();
    const payload = {
      title: '{{ template "signalbox.title" . }}',
      text: ({ labels, annotations, alerts, ifFiring }: NotificationAbout) =>
        `${labels.service}: ${annotations.summary}${ifFiring('!', '.')} ${alerts.firing.count}: ${alerts.each((one) => `${one.labels.pod},`)}${alerts.first((one) => one.annotations.runbook_url ?? '')}`,
    };
    await written(folder, webhook({ url: `http://${HOST}:${listener.port}/`, payload }));
    const url = await site.start('alertmanager', {
      alias: 'alertmanager',
      port: 9093,
      mounts: { '/etc/alertmanager': folder },
      command: ['--config.file=/etc/alertmanager/alertmanager.yml', '--storage.path=/tmp', '--cluster.listen-address='],
      ready: '/-/ready',
    });
    const annotations = { summary: 'Payments fail', runbook_url: 'https://runbooks.example.org/x' };
    const alerts = ['a', 'b'].map((pod) => ({ labels: { alertname: 'Fails', service: 'checkout', pod }, annotations }));
    const answer = await fetch(`${url}/api/v2/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(alerts),
    });
    expect(answer.status).toBe(200);
    expect(await until(20, async () => listener.received[0])).toEqual({
      title: '[FIRING:2] checkout: Fails',
      text: 'checkout: Payments fail! 2: a,b,https://runbooks.example.org/x',
    });
  }, 90_000);
});
