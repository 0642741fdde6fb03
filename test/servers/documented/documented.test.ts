/** Every call of a command line that a document shows, as it is typed here, on real servers; `npx vitest run test/servers/documented -u` writes the answers anew. */
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { sectionsOf } from '../../cli/transcript.ts';
import { type Container, sharedFolder, startContainer } from '../container.ts';
import { type FilledPrometheus, startFilledPrometheus } from '../operate/filled-prometheus.ts';
import { push, startLoki } from '../operate/logs-project.ts';
import { type Project, projectWith } from '../operate/project.ts';
import { serverSuite } from '../support.ts';
import { ROOT } from '../systems/generated.ts';
import { until } from '../telemetry-support.ts';
import { linesUntil, samplesUntil } from './past.ts';

/** Each system with the team that owns it. */
const OWNERS = { cqrs: 'users', 'workflow-engine': 'workflows' } as const;
type System = keyof typeof OWNERS;
const SYSTEMS = Object.keys(OWNERS) as System[]; // its own keys
/** Where steps of four minutes and of five both end, so that every answer but its times is the same at another minute. */
const NOW = Math.floor(Date.now() / 1_200_000) * 1_200;
const SERVER = /http:\/\/127\.0\.0\.1:\d+/g;
const TIME = /\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?(\.\d+)?( UTC|Z)?/g;

await serverSuite(['prometheus', 'loki', 'alertmanager'], 'the calls that documents show', () => {
  let prometheus: FilledPrometheus;
  let loki: Container;
  let alertmanager: Container;
  const projects = new Map<string, Project>();

  beforeAll(async () => {
    prometheus = await startFilledPrometheus(samplesUntil(NOW));
    loki = await startLoki();
    alertmanager = await startAlertmanager();
    await until(60, () => push(loki.url, linesUntil(NOW)).then(() => true));
    await fires(alertmanager.url);
    const urls = { alertmanager: alertmanager.url, loki: loki.url, prometheus: prometheus.url };
    for (const system of SYSTEMS) projects.set(system, await projectWith(definitions(system, urls)));
  }, 300_000);
  afterAll(async () => {
    for (const project of projects.values()) await project.remove();
    await Promise.all([prometheus?.stop(), loki?.stop(), alertmanager?.stop()]);
  }, 60_000);

  for (const system of SYSTEMS) {
    const path = join(import.meta.dirname, `${system}.txt`);
    test(system, async () => {
      const parts: string[] = [];
      for (const { head, body } of sectionsOf(readFileSync(path, 'utf8'))) parts.push(await replayed(system, head, body));
      await expect(parts.join('')).toMatchFileSnapshot(path);
    }, 120_000);
  }

  async function replayed(system: string, head: string, body: string): Promise<string> {
    const [, command] = /^\$ signalbox (.*)$/.exec(head) ?? [];
    if (command === undefined) return head === '' ? body : `=== ${head}\n`;
    vi.setSystemTime(NOW * 1000);
    const ran = await projects
      .get(system)
      ?.signalbox(...command.split(' '))
      .finally(() => vi.useRealTimers());
    if (!ran) throw new Error(`there is no project of ${system}`);
    return `=== ${head}\nexit ${ran.code}\n${`${ran.out}${ran.err}`.replace(TIME, '<time>').replace(SERVER, '<server>')}`;
  }
});

async function startAlertmanager(): Promise<Container> {
  const folder = await sharedFolder();
  await writeFile(join(folder, 'alertmanager.yml'), 'route: { receiver: nobody }\nreceivers: [{ name: nobody }]\n');
  const image = { server: 'alertmanager', port: 9093, ready: '/-/ready', readyWithinMs: 60_000 } as const;
  return startContainer(image, folder, '/etc/alertmanager', [
    '--config.file=/etc/alertmanager/alertmanager.yml',
    '--storage.path=/tmp',
    '--cluster.listen-address=',
  ]);
}

async function fires(url: string): Promise<void> {
  const labels = { alertname: 'WorkflowsFail', severity: 'critical', service: 'automatosx-engine', tenant: 'acme' };
  const alert = { labels, annotations: { summary: 'Ten executions have failed.' }, startsAt: new Date(NOW * 1000 - 300_000) };
  const sent = await fetch(`${url}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([{ ...alert, endsAt: new Date(NOW * 1000 + 3_600_000) }]),
  });
  expect(sent.status).toBe(200);
}

function definitions(system: System, urls: Readonly<Record<'alertmanager' | 'loki' | 'prometheus', string>>): string {
  return `
import { alertmanager, environment, files, loki, prometheus, routing, target } from 'signalbox';
import { ${OWNERS[system]} as owner } from ${JSON.stringify(`${ROOT}/definitions/${system}/teams.ts`)};
export const routes = routing({ fallback: owner.ticket });
export * from ${JSON.stringify(`${ROOT}/definitions/${system}/index.ts`)};
const here = environment({
  name: 'here',
  prometheus: prometheus({ version: '3.15', retention: '90d' }),
  alertmanager: alertmanager({ version: '0.34', url: '${urls.alertmanager}', smtp: { smarthost: '127.0.0.1:1025', from: 'crew@example.org' } }),
  loki: loki({ version: '3.7', url: '${urls.loki}' }),
  runbooks: 'https://runbooks.example.org',
});
export const live = target({ name: 'live', environment: here, prometheus: files({ to: 'out/prometheus', reload: '${urls.prometheus}' }) });
`;
}
