import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeGrafana, fakeGrafana } from '../support/fake-grafana.ts';
import { howMany } from '../support/how-many.ts';
import { type CliRun, runCli } from '../support/run-cli.ts';
import { canariesIn, canaryOf, DEFINITIONS, targetsAt, writeProject, writtenIn } from './secret-project.ts';

/** The server of which everything is asked says the whole request again, headers too, in each of these ways in turn. */
const STATUSES = [200, 302, 400, 401, 503];

let folder: string;
let echo: Server;
let grafana: FakeGrafana;
let env: Readonly<Record<string, string>>;
let asked = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-canaries-'));
  echo = createServer((request, response) => {
    asked += canariesIn(request.headers.authorization ?? '').length;
    const status = STATUSES[asked % STATUSES.length] ?? 400;
    const said = JSON.stringify({ error: 'no', url: request.url, headers: request.headers });
    response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '0', location: '/elsewhere' });
    const authorization = request.headers.authorization ?? '';
    response.end(status === 401 ? `${encodeURIComponent(authorization)} ${escapeHtml(authorization)}` : said);
  });
  await new Promise<void>((done) => echo.listen(0, '127.0.0.1', () => done()));
  grafana = await fakeGrafana(canaryOf('canary-grafana'));
  const targets = targetsAt(echoUrl(), grafana.url);
  env = await writeProject(folder, { 'definitions/index.ts': DEFINITIONS, 'deploy/targets.ts': targets });
});
afterAll(async () => {
  echo.close();
  echo.closeAllConnections();
  await grafana.stop();
  await rm(folder, { recursive: true, force: true });
});

function echoUrl(login = ''): string {
  return `http://${login}127.0.0.1:${(echo.address() as AddressInfo).port}`; // it listens on a port
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

const signalbox = (command: string): Promise<CliRun> => runCli(command.split(' '), folder, { env: { USER: 'kim', ...env } });

/** Runs commands, and holds what they printed and wrote to the canaries. */
async function shown(commands: readonly string[]): Promise<string[]> {
  const leaks: string[] = [];
  for (const command of commands) {
    const { out, err } = await signalbox(command);
    for (const name of canariesIn(`${out}\n${err}`)) leaks.push(`${command}: ${name}`);
  }
  for (const { path, text } of await writtenIn(folder)) for (const name of canariesIn(text)) leaks.push(`${path}: ${name}`);
  return leaks;
}

const ADDRESSES = ['api/slo/goal', 'api/alert/Stuck', 'estate/team/ours', 'estate/environment/live'];

test('no command that reads definitions shows the value of a secret', async () => {
  const checked = await signalbox('check --no-tools');
  expect([checked.code, checked.out.match(/^error .*/gm)]).toEqual([0, null]);
  const commands = [
    ...['text', 'json', 'sarif', 'github', 'junit']
      .slice(0, howMany(2, 5))
      .map((format) => `check --no-tools --format ${format}`),
    ...['generate', 'generate --json', 'test --json', 'suggest-recordings --format json'],
    ...ADDRESSES.map((address) => `explain ${address} --json`),
    'simulate api/slo/goal --json',
  ];
  expect(await shown(commands)).toEqual([]);
  const alertmanager = (await writtenIn(folder)).find(({ path }) => path.endsWith('/alertmanager.yml'))?.text ?? '';
  expect(alertmanager.match(/\/etc\/alertmanager\/secrets\/canary-/g)?.length).toBeGreaterThan(90); // they are there, by name
});

const PLANNED = [
  'plan --out saved.json',
  'deploy --yes --json',
  'drift',
  'rollback --list --json',
  'destroy --yes',
  'rollback --yes --json',
];

const TARGETS = ['local', 'grafana', 'echo', 'loki', 'closed'].slice(0, howMany(2, 5));
test.each(TARGETS)('nor one that talks to the target %s', async (target) => {
  expect(await shown(PLANNED.map((command) => `${command} --target ${target}`))).toEqual([]);
});

test('and the journal they wrote holds what was deployed', async () => {
  const kept = (await writtenIn(folder)).filter(
    ({ path }) => path.includes('.signalbox/deployments/') && path.includes('/objects/'),
  );
  expect(kept.some(({ text }) => text.includes('"dashboard/'))).toBe(true);
  expect(kept.some(({ text }) => text.includes('alertmanager.yml'))).toBe(true);
});

test('nor where Grafana answers every request with what it was sent', async () => {
  grafana.fault = () => ({
    status: 500,
    body: { message: `no ${canaryOf('canary-grafana')}`, token: canaryOf('canary-grafana') },
  });
  expect(await shown(PLANNED.map((command) => `${command} --target grafana`))).toEqual([]);
});

test('nor one that asks a server about alerts, by target or by an address with a login in it', async () => {
  const login = encodeURIComponent(canaryOf('canary-0'));
  const url = echoUrl(`kim:${login}@`);
  const commands = [`--alertmanager ${url}`].flatMap((where) => [
    `alerts list --json ${where}`,
    `alerts ack Stuck --reason x --all ${where}`,
    `alerts unack Stuck ${where}`,
  ]);
  const asking = [...commands, `gate --prometheus ${url}`, `incidents --prometheus ${url} --alertmanager ${url}`];
  const targets = ['alerts send-test Stuck --yes', 'gate', 'incidents --json'].map((command) => `${command} --target echo`);
  expect(await shown([...STATUSES.flatMap(() => asking), ...targets])).toEqual([]);
  expect(asked, 'canaries that the server was sent, and said again').toBeGreaterThan(20);
});

test('a leak would be seen', async () => {
  const value = canaryOf('canary-7');
  const base64 = Buffer.from(`kim:${value}`).toString('base64');
  for (const text of [
    value,
    JSON.stringify(value),
    encodeURIComponent(value),
    escapeHtml(value),
    `Basic ${base64}`,
    value.slice(0, 20),
  ])
    expect(canariesIn(`x ${text} y`), text).toEqual(['canary-7']);
  expect(canariesIn(canaryOf('canary-11'))).toEqual(['canary-11']);
  const leaking = await mkdtemp(join(tmpdir(), 'signalbox-leak-'));
  await writeProject(leaking, { 'definitions/index.ts': DEFINITIONS.replace("'Stuck.'", JSON.stringify(`${value}.`)) });
  await runCli(['generate'], leaking);
  const found = (await writtenIn(leaking)).filter(({ path, text }) => path.includes('generated') && canariesIn(text).length > 0);
  await rm(leaking, { recursive: true });
  expect(found.map(({ path }) => path.slice(path.indexOf('generated')))).toContain('generated/live/prometheus/rules/api.yaml');
});
