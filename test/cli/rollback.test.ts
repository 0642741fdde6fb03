import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../support/run-cli.ts';

const definitions = (runbook: string, more = '') => `
import { alert, alertmanager, environment, prometheus, promql, receiver, routing, secret, service, team, webhook } from 'signalbox';
import { gauge } from 'signalbox/metrics';
const url = secret.file('url');
export const web = team({ name: 'web', page: webhook({ url }), ticket: webhook({ url }) });
export const routes = routing({ fallback: web.ticket });
const age = gauge({ name: 'queue_age_seconds', help: 'Age.', unit: 'seconds' });
export const shop = service({ name: 'shop', owner: web, metrics: [age], scrape: { port: 9000 } });
export const stuck = alert({ service: shop, name: 'Stuck', severity: 'warning', for: '10m',
  when: promql\`\${age} > \${'${runbook}'}\`, summary: 'Stuck.', description: 'It waits.' });
${more}
export const live = environment({ name: 'live', prometheus: prometheus({ version: '3.15' }), alertmanager: alertmanager({ version: '0.34' }) });
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-rollback-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function define(text: string): Promise<void> {
  const path = join(folder, 'definitions/index.ts');
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text.replace(' receiver,', ''));
}
const signalbox = (command: string) => runCli(command.split(' '), folder, { env: { USER: 'kim' } });
const deployed = () => readFile(join(folder, '.signalbox/local/prometheus/rules/shop.yaml'), 'utf8');

test('goes back to what was deployed before, and is written down itself', async () => {
  await define(definitions('10m'));
  expect(await signalbox('deploy')).toMatchObject({ code: 0, err: expect.stringContaining('made and verified') });
  const first = await deployed();
  await define(definitions('20m'));
  await signalbox('deploy');
  const second = await deployed();
  expect(second).not.toBe(first);

  const shown = await signalbox('rollback --dry-run');
  expect(shown.out).toContain('rules/shop.yaml');
  expect(await deployed()).toBe(second);
  expect(await signalbox('rollback')).toMatchObject({ code: 0 });
  expect(await deployed()).toBe(first);
  expect(await signalbox('rollback')).toMatchObject({ code: 0 });
  expect(await deployed()).toBe(second);

  const { out } = await signalbox('rollback --list');
  expect(
    out
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(/^\S+ +\S+ \S+ +kim@\S+ +/, '')),
  ).toEqual([
    'rollback, 1 change  done',
    'rollback, 1 change  done',
    'deploy, 1 change    done',
    expect.stringMatching(/^deploy, \d+ changes +done$/),
  ]);
  expect(await signalbox('rollback --to 9')).toMatchObject({ code: 2, err: expect.stringContaining('no proved deployment 9') });
});

test('and who did it is in the audit, with the plan and how it ended', async () => {
  const lines = (await readFile(join(folder, '.signalbox/audit.jsonl'), 'utf8')).trim().split('\n');
  const entries = lines.map((line) => JSON.parse(line) as { detail: { plan: string } });
  expect(entries.map((one) => one)).toMatchObject([
    { who: 'kim', command: 'deploy', subject: 'local (live)', result: 'done', detail: { status: 'done' } },
    { command: 'deploy' },
    { command: 'rollback', detail: { made: 1 } },
    { command: 'rollback' },
  ]);
  expect(entries[0]?.detail.plan).toMatch(/^[0-9a-f]{64}$/);
});

test('a plan that was reviewed is refused where the definitions say something else by now', async () => {
  await define(definitions('30m'));
  const planned = await signalbox('plan --out plan.json');
  const hash = /plan ([0-9a-f]{12})/.exec(planned.out)?.[1];
  await define(definitions('40m'));
  const refused = await signalbox('deploy --plan plan.json');
  expect(refused.code).toBe(4);
  expect(refused.err).toContain('prometheus/rules/shop.yaml is defined otherwise than the plan says');
  await define(definitions('30m'));
  const done = await signalbox('deploy --plan plan.json');
  expect(done.code).toBe(0);
  expect(done.out).toContain(`plan ${hash}`);
  expect(await signalbox('deploy --plan plan.json')).toMatchObject({
    code: 4,
    err: expect.stringContaining('changed since the plan'),
  });
});

test('a plan file that is none, and a target nobody has, are told in one line', async () => {
  const said = async (command: string) => (await signalbox(command)).err;
  expect(await said('deploy --plan definitions')).toContain('definitions: it is a folder. Make a plan with');
  expect(await said('deploy --plan gone.json')).toContain('gone.json: there is no such file. Make a plan with');
  expect(await said('plan --target lokal')).toContain('There is no target lokal: did you mean local?');
});

test('a deployment that did not end is said by plan and drift, and put back by deploy', async () => {
  const before = await deployed();
  const journal = join(folder, '.signalbox/deployments/local');
  await define(definitions('50m'));
  await signalbox('deploy');
  const last =
    (await readdir(journal))
      .filter((name) => name.endsWith('.result.json'))
      .sort()
      .at(-1) ?? '';
  await rm(join(journal, last)); // as a process that was killed leaves it
  expect(await signalbox('plan')).toMatchObject({ code: 0, err: expect.stringContaining('did not end') });
  expect(await signalbox('drift')).toMatchObject({ err: expect.stringContaining('did not end') });
  await define(definitions('50m', '// broken').replace("'Stuck.'", '7'));
  expect(await signalbox('deploy')).toMatchObject({ code: 3 });
  await define(definitions('50m'));
  const next = await signalbox('deploy');
  expect(next).toMatchObject({ code: 0, err: expect.stringContaining('1 change put back') });
  await signalbox('rollback');
  expect(await deployed()).toBe(before);
});
