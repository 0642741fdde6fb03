import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FaultyServer, faultyServer } from '../faults/faulty-server.ts';
import { injector } from '../faults/injector.ts';
import { fakeKubernetes } from '../support/fake-kubernetes.ts';
import { fakeMimir } from '../support/fake-mimir.ts';
import { runCli } from '../support/run-cli.ts';
import { canariesIn, canaryOf, RECEIVERS, writeProject, writtenIn } from './secret-project.ts';

/** An AlertmanagerConfig cannot say all of these. */
const NOT_CARRIED = ['incidentio', 'jira', 'mattermost', 'telegram'];
/** Receivers whose secrets Mimir takes, each a reference of its own; objects of a cluster that name them. */
const definitions = (summary: string) => `
import { alert, alertmanager, counter, environment, grafana, kubernetes, prometheus, promql, routing, secret, service, team } from 'signalbox';
import { receiverSamples } from ${JSON.stringify(RECEIVERS)};
let names = 0;
const own = (value) => {
  if (typeof value !== 'object' || value === null) return value;
  if (value.kind === 'secret') return secret.file('canary-' + names++);
  if (Array.isArray(value)) return value.map(own);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, own(one)]));
};
export const teams = Object.keys(receiverSamples).filter((name) => !${JSON.stringify(NOT_CARRIED)}.includes(name)).map((name) => team({ name, page: own(receiverSamples[name].minimal), ticket: own(receiverSamples[name].minimal) }));
export const routes = routing({ fallback: teams[0].ticket });
const failures = counter({ name: 'http_failures_total', help: 'Failures.' });
export const api = service({ name: 'api', owner: teams[0], metrics: [failures], scrape: { port: 80 } });
export const stuck = alert({ service: api, name: 'Stuck', severity: 'critical', for: '5m', when: promql\`increase(\${failures}[5m]) > \${5}\`, summary: '${summary}', runbook: { impact: 'It is stuck.' } });
export const live = environment({ name: 'live', prometheus: prometheus({ version: '3.15' }),
  alertmanager: alertmanager({ version: '0.34', smtp: { smarthost: 'mail:587', from: '${summary === 'Stuck.' ? 'old' : 'new'}@example.org', username: 'a', password: secret.file('canary-smtp') } }) });
export const cluster = environment({ name: 'cluster', prometheus: prometheus({ version: '3.15' }), alertmanager: alertmanager({ version: '0.34', smtp: { smarthost: 'mail:587', from: 'a@example.org', username: 'a', password: secret.file('canary-smtp') } }),
  grafana: grafana({ version: '12.4', url: 'https://grafana.example.org' }),
  kubernetes: kubernetes({ version: '1.36', namespace: 'monitoring', monitors: [{ service: api, services: { app: 'api' } }] }) });
`;
const targets = (mimirUrl: string, clusterUrl: string, echo: string) => `
import { api, mimir, secret, target } from 'signalbox';
import { live, cluster } from '../definitions/index.ts';
const token = secret.env('CANARY_WRITER');
const tenant = (url) => mimir({ url, tenant: 'shop', token, secrets: '.' });
const one = (name, url) => target({ name, environment: live, prometheus: tenant(url), alertmanager: tenant(url) });
const two = (name, url) => target({ name, environment: cluster, kubernetes: api({ url, token }) });
export const all = [one('mimir', '${mimirUrl}'), two('cluster', '${clusterUrl}'), one('mimir-echo', '${echo}'), two('cluster-echo', '${echo}')];
`;

const mimir = fakeMimir();
const cluster = fakeKubernetes();
let folder: string;
let servers: FaultyServer[];
let env: Readonly<Record<string, string>>;
/** What happens to a request; undefined is what a server does. */
let refuse: (method: string, url: string, body: string) => string | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-canaries-apis-'));
  refuse = () => undefined;
  const serving = (answer: typeof mimir.answer) =>
    faultyServer((method, url, body) => {
      const text = refuse(method, url, body);
      return text === undefined ? answer(method, url, body) : { status: 400, text };
    }, injector());
  const echo = await faultyServer((_, url, body) => ({ status: 400, text: JSON.stringify({ url, message: body }) }), injector());
  servers = [await serving(mimir.answer), await serving(cluster.answer), echo];
  const [first, second] = servers.map(({ url }) => url);
  env = await writeProject(folder, {
    'definitions/index.ts': definitions('Stuck.'),
    'deploy/targets.ts': targets(first ?? '', second ?? '', echo.url),
  });
});
afterAll(async () => {
  for (const server of servers) await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Runs commands; what of the canaries they printed or wrote. */
async function leaks(commands: readonly string[], exits: readonly number[]): Promise<string[]> {
  const found: string[] = [];
  for (const command of commands) {
    const { code, out, err } = await runCli(command.split(' '), folder, { env: { USER: 'kim', ...env } });
    expect(exits, `${command}: ${code} ${err}`).toContain(code);
    for (const name of canariesIn(`${out}\n${err}`)) found.push(`${command}: ${name}`);
  }
  for (const { path, text } of await writtenIn(folder)) for (const name of canariesIn(text)) found.push(`${path}: ${name}`);
  return found;
}
const kept = async () => (await writtenIn(folder)).filter(({ path }) => path.includes('/objects/')).map(({ text }) => text);

test.each(['mimir', 'cluster'])(
  'deployed, changed, drifted, gone back and destroyed, %s leaves no secret anywhere',
  async (name) => {
    const of = (...commands: string[]) => commands.map((one) => `${one} --target ${name}`);
    await writeFile(join(folder, 'definitions/index.ts'), definitions('Stuck.'));
    expect(await leaks(of('plan --out saved.json', 'deploy --yes --json'), [0])).toEqual([]);
    if (name === 'mimir') expect(canariesIn(mimir.document ?? '').length, 'that Mimir was sent').toBeGreaterThan(20);
    await writeFile(join(folder, 'definitions/index.ts'), definitions('Really stuck.'));
    expect(await leaks(of('plan --out saved.json', 'deploy --yes --plan saved.json', 'drift'), [0])).toEqual([]);
    // a secret that somebody else changed on the server, and one that is another here by now
    mimir.document = mimir.document?.replaceAll(canaryOf('canary-3'), canaryOf('canary-140'));
    expect(
      await leaks(of('drift', 'plan --json', 'rollback --yes --json', 'rollback --list --json', 'destroy --yes'), [0, 10]),
    ).toEqual([]);
    expect(name === 'mimir' ? (await kept()).some((text) => text.includes('<secret canary-')) : true).toBe(true);
  },
);

test.each(['mimir', 'cluster'])('nor where %s refuses with all that it was sent', async (name) => {
  const of = (...commands: string[]) => commands.map((one) => `${one} --target ${name}`);
  refuse = (method, url, body) =>
    method === 'GET' ? undefined : JSON.stringify({ kind: 'Status', message: `no: ${url} ${body}` });
  expect(await leaks(of('deploy --yes --json', 'deploy --yes'), [4, 5])).toEqual([]);
  refuse = () => undefined;
  expect(
    await leaks(
      ['plan', 'drift', 'deploy --yes'].map((command) => `${command} --target ${name}-echo`),
      [1, 2, 3, 4],
    ),
  ).toEqual([]);
});
