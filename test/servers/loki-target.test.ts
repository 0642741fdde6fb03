import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Artifact } from '../../src/artifacts/kind.ts';
import { connectionTo } from '../../src/model/connection.ts';
import type { Environment } from '../../src/model/environment.ts';
import { applyPlan } from '../../src/targets/apply.ts';
import { evidenceFor } from '../../src/targets/evidence.ts';
import { type Journal, openJournal } from '../../src/targets/journal/journal.ts';
import { recoverTarget } from '../../src/targets/journal/recover.ts';
import { deploymentToGoTo, planRollback } from '../../src/targets/journal/rollback.ts';
import { planDestruction, planTarget } from '../../src/targets/observe.ts';
import { verifyTarget } from '../../src/targets/verify.ts';
import { artifact, environmentNamed, inFolder, ioAt, ORDER, targetOf } from '../unit/targets/samples.ts';
import { type Container, sharedFolder, startContainer } from './container.ts';
import { LOKI, lokiWithRuler } from './loki-server.ts';
import { requireServer } from './support.ts';

const CONFIG = lokiWithRuler({ tenants: true });
const TENANT = 'shop';
const YAML = { 'content-type': 'application/yaml', 'X-Scope-OrgID': TENANT };
const FOREIGN = 'name: theirs\nrules:\n  - record: theirs:lines\n    expr: sum(count_over_time({job="x"}[5m]))\n';
const rulesText = (alert: string, expr = 'sum(count_over_time({job="checkout"} |= "panic" [5m])) > 0') => `groups:
  - name: checkout
    interval: 60s
    rules:
      - alert: ${alert}
        expr: '${expr}'
        for: 5m
        labels: {severity: critical}
        annotations: {summary: 'A master panicked.'}
  - name: checkout/slash
    rules:
      - record: checkout:lines
        expr: sum(count_over_time({job="checkout"}[5m]))
`;

function environmentWith(tenant: string): Environment {
  const environment = environmentNamed();
  const store = { type: 'filesystem', directory: '/loki' } as const;
  const loki = {
    version: '3.7',
    url: '',
    origin: {},
    form: 'single',
    store,
    replicationFactor: 1,
    caches: { chunks: undefined, results: undefined },
    zones: [],
    tenants: [],
    retentionMs: 1,
    tenant,
    raw: {},
  } as const;
  return { ...environment, servers: { ...environment.servers, loki } };
}

const skipped = await requireServer(LOKI.server);
describe.skipIf(skipped !== undefined)(`the ruler of a Loki${skipped === undefined ? '' : ` (skipped: ${skipped})`}`, () => {
  let server: Container;
  beforeAll(async () => {
    const folder = await sharedFolder();
    await mkdir(join(folder, 'config'), { mode: 0o755 });
    await writeFile(join(folder, 'config/loki.yaml'), CONFIG);
    server = await startContainer(LOKI, folder, '/etc/loki', ['-config.file=/etc/loki/config/loki.yaml']);
    await fetch(`${server.url}/loki/api/v1/rules/theirs`, { method: 'POST', headers: YAML, body: FOREIGN });
  }, 120_000);
  afterAll(() => server?.stop());

  const live = (tenant = TENANT) =>
    targetOf({ loki: { by: 'api', connection: connectionTo(server.url) } }, environmentWith(tenant));
  const OURS = { server: 'loki', kind: 'loki-rules' } as const;
  const rules = artifact('loki/rules/checkout.yaml', rulesText('Panic'), OURS);
  const io = ioAt('/', { wait: (ms) => pause(ms) });
  const deploy = async (...artifacts: Parameters<typeof planTarget>[1]) =>
    applyPlan(await planTarget(live(), artifacts, ORDER, io), live(), io);

  test('takes groups, proves them, and has nothing to do the second time', async () => {
    expect(await deploy(rules)).toMatchObject({ status: 'done', mismatches: [] });
    const again = await planTarget(live(), [rules], ORDER, io);
    expect(again.changes.map((one) => `${one.action} ${one.id}`)).toEqual([
      'keep rules/signalbox-production%3Acheckout/checkout',
      'keep rules/signalbox-production%3Acheckout/checkout%3Aslash',
    ]);
    expect(await verifyTarget(live(), [rules], io)).toEqual([]);
  });

  test('says how many groups were evaluated, and finds a rule that fails', { timeout: 110_000 }, async () => {
    const quick = artifact(
      rules.path,
      rulesText('Panic')
        .replaceAll('interval: 60s', 'interval: 1s')
        .replace('checkout/slash\n', 'checkout/slash\n    interval: 1s\n'),
      OURS,
    );
    await deploy(quick);
    const kept = await planTarget(live(), [quick], ORDER, io);
    await expect
      .poll(async () => (await evidenceFor(live(), kept, io))[0], { timeout: 100_000, interval: 500 })
      .toMatchObject({
        server: 'loki',
        proved: [expect.anything(), '2 of 2 rule groups were evaluated, without an error'],
        warnings: [],
      });
  });

  test('refuses a query that is none: what was changed before it is back', async () => {
    await deploy(rules);
    const first = artifact(
      'loki/rules/aaa.yaml',
      'groups:\n  - {name: first, rules: [{record: "a:b", expr: "vector(1)"}]}\n',
      OURS,
    );
    const result = await deploy(first, artifact(rules.path, rulesText('Panic', 'sum by ('), OURS));
    expect(result).toMatchObject({ status: 'refused', failure: { kind: 'refused', status: 400 }, unrestored: [] });
    expect(result.restored.map((one) => one.id)).toEqual(['rules/signalbox-production%3Aaaa/first']);
    expect(await verifyTarget(live(), [rules], io)).toEqual([]);
  });

  test('a group edited by somebody else is found, and put right', async () => {
    await deploy(rules);
    const edited = rulesText('Edited')
      .split('\n')
      .slice(1, 8)
      .join('\n')
      .replace('  - name', '    name')
      .replaceAll(/^ {4}/gm, '');
    const path = '/loki/api/v1/rules/signalbox-production%3Acheckout';
    const answer = await fetch(server.url + path, {
      method: 'POST',
      headers: YAML,
      body: edited,
    });
    expect(answer.status).toBe(202);
    expect(await verifyTarget(live(), [rules], io)).toHaveLength(1);
    const plan = await planTarget(live(), [rules], ORDER, io);
    expect(plan.changes.map((one) => one.action)).toEqual(['update', 'keep']);
    expect(await applyPlan(plan, live(), io)).toMatchObject({ status: 'done' });
  });

  test('a deployment that did not end is put back, and the one before can be gone back to', () =>
    inFolder(async (base) => {
      const process = { host: 'here', pid: 1, started: '' };
      const deployer = { who: 'kim', tool: '1', process, isAlive: () => false, now: () => new Date() };
      const journal = openJournal({ directory: base, target: 'live', deployer });
      const apply = async (one: Artifact, into: Journal) =>
        applyPlan(await planTarget(live(), [one], ORDER, io), live(), io, { journal: into });
      await deploy();
      expect(await apply(rules, journal)).toMatchObject({ status: 'done' });
      const newer = artifact(rules.path, rulesText('Newer'), OURS);
      await new Promise<void>((done) => {
        void apply(newer, { ...journal, end: () => new Promise<void>(() => done()) }); // its process is killed right before the end
      });
      expect(await verifyTarget(live(), [newer], io)).toEqual([]);
      expect(await recoverTarget(live(), journal, io)).toMatchObject([{ left: [], unrestored: [] }]);
      expect(await verifyTarget(live(), [rules], io)).toEqual([]);

      expect(await apply(newer, journal)).toMatchObject({ status: 'done' });
      const back = await planRollback(live(), deploymentToGoTo(await journal.list(), '1'), journal, ORDER, io);
      expect(await applyPlan(back, live(), io, { journal, command: 'rollback' })).toMatchObject({ status: 'done' });
      expect(await verifyTarget(live(), [rules], io)).toEqual([]);
    }));

  test('the rules of one tenant are not those of another', async () => {
    await deploy(rules);
    expect((await planTarget(live('office'), [rules], ORDER, io)).changes.map((one) => one.action)).toEqual(['create', 'create']);
    expect((await planTarget(live('office'), [], ORDER, io)).changes).toEqual([]);
  });

  test('the configuration cannot be sent, and the plan says so', async () => {
    const config = artifact('loki/loki.yaml', CONFIG, { ...OURS, kind: 'loki-config' });
    expect((await planTarget(live(), [config, rules], ORDER, io)).left.map((one) => one.path)).toEqual(['loki/loki.yaml']);
  });

  test('what is foreign survives the destruction', async () => {
    await deploy(rules);
    expect(await applyPlan(await planDestruction(live(), [rules], ORDER, io), live(), io)).toMatchObject({ status: 'done' });
    const left = await (await fetch(`${server.url}/loki/api/v1/rules`, { headers: YAML })).text();
    expect(left).toContain('theirs:lines');
    expect(left).not.toContain('signalbox');
  });
});
