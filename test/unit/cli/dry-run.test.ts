import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FakeGrafana, fakeGrafana } from '../../support/fake-grafana.ts';
import { listening } from '../../support/listening.ts';
import { runCli } from '../../support/run-cli.ts';

const servers = listening();
/** `METHOD path` of every request to every server. */
const asked: string[] = [];
let grafana: FakeGrafana;
let folder: string;

beforeAll(async () => {
  grafana = await fakeGrafana('token');
  grafana.fault = (method, path) => {
    asked.push(`${method} ${path}`);
    return undefined;
  };
  const server = await servers.http((request, response) => {
    request.resume();
    asked.push(`${request.method} ${request.url}`);
    const isRuler = request.url === '/loki/api/v1/rules';
    response.writeHead(isRuler ? 404 : 200).end(isRuler ? 'no rule groups found' : '{}');
  });
  folder = await mkdtemp(join(tmpdir(), 'signalbox-dry-'));
  await mkdir(join(folder, 'definitions'));
  await writeFile(join(folder, 'definitions/index.ts'), definitions(server, grafana.url));
});
afterAll(async () => {
  await Promise.all([servers.stop(), grafana.stop(), rm(folder, { recursive: true, force: true })]);
});
beforeEach(() => {
  asked.length = 0;
});

function definitions(server: string, boards: string): string {
  return `
import { alertmanager, api, environment, files, grafana, loki, prometheus, routing, secret, service, slack, target, team } from 'signalbox';
const payments = team({ name: 'payments', page: slack({ channel: '#a', apiUrl: secret.file('s') }), ticket: slack({ channel: '#b', apiUrl: secret.file('s') }) });
export const routes = routing({ fallback: payments.ticket });
export const shop = service({ name: 'shop', owner: payments, scrape: { port: 1 } });
const here = environment({ name: 'here', prometheus: prometheus({ version: '3.15' }), alertmanager: alertmanager({ version: '0.34' }),
  loki: loki({ version: '3.7' }), grafana: grafana({ version: '12.4', url: '${boards}' as never }), runbooks: 'https://runbooks.example.org' });
export const live = target({ name: 'live', environment: here, prometheus: files({ to: 'out/prometheus', reload: '${server}' as never }),
  alertmanager: files({ to: 'out/alertmanager', reload: '${server}' as never }),
  loki: api({ url: '${server}' as never }), grafana: api({ url: '${boards}' as never, token: secret.env('GRAFANA_TOKEN') }) });
`;
}

const signalbox = (...args: string[]) =>
  runCli(['-C', folder, ...args, '--target', 'live'], folder, { env: { GRAFANA_TOKEN: 'token' } });
const changing = () => asked.filter((one) => !one.startsWith('GET '));

describe('nothing is sent that could change a server, and nothing is written, by', () => {
  test.each([
    [['plan'], 0],
    [['plan', '--detailed-exit-code'], 10],
    [['drift'], 0],
    [['deploy', '--dry-run'], 0],
    [['deploy', '--dry-run', '--yes'], 0],
    [['deploy', '--dry-run', '--json'], 0],
  ])('%j', { timeout: 60_000 }, async (args, code) => {
    const run = await signalbox(...args);
    expect([run.code, run.err]).toEqual([code, expect.any(String)]);
    expect(run.out).toMatch(/create/);
    expect(asked.length).toBeGreaterThan(3);
    expect(changing()).toEqual([]);
    expect(await readdir(folder)).not.toContain('out');
  });
});

test('a deployment does send changes: what is held above can be seen', { timeout: 60_000 }, async () => {
  await signalbox('deploy', '--yes');
  expect(changing()).toContain('POST /-/reload');
});

test('a deployment says what was proved, in words and in JSON', { timeout: 60_000 }, async () => {
  const local = ['-C', folder, 'deploy', '--target', 'local'];
  const said = 'read back and compared';
  expect((await runCli(local, folder)).err).toMatch(new RegExp(`✓ prometheus: 1 thing is there as planned: ${said}`));
  const { out } = await runCli([...local, '--json'], folder);
  const result = out.slice(out.lastIndexOf('\n{') + 1);
  expect(JSON.parse(result)).toMatchObject({
    status: 'done',
    evidence: expect.arrayContaining([{ server: 'prometheus', proved: [expect.stringContaining(said)], warnings: [] }]),
  });
});
