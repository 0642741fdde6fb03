import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Artifact } from '../../src/artifacts/kind.ts';
import { connectionTo } from '../../src/model/connection.ts';
import type { MimirReach, Target } from '../../src/model/target.ts';
import { planFileText } from '../../src/plan/plan-file.ts';
import { planToJson } from '../../src/plan/plan-json.ts';
import { printPlan } from '../../src/plan/print-plan.ts';
import { applyPlan } from '../../src/targets/apply.ts';
import { evidenceFor } from '../../src/targets/evidence.ts';
import { planDestruction, planTarget } from '../../src/targets/observe.ts';
import { secretReader } from '../../src/targets/secrets.ts';
import { verifyTarget } from '../../src/targets/verify.ts';
import { artifact, ioAt, targetOf } from '../unit/targets/samples.ts';
import { type Mimir, startMimir } from './mimir-server.ts';
import { requireServer } from './support.ts';

const SECRET = 'https://hooks.example.org/canary-of-a-secret';
const ORDER = [
  { kind: 'prometheus-rules', applyAfter: [] },
  { kind: 'alertmanager-templates', applyAfter: [] },
  { kind: 'alertmanager-config', applyAfter: ['alertmanager-templates'] },
];
const OURS = { server: 'alertmanager', kind: 'alertmanager-config' } as const;
const rulesText = (alert: string, expr = 'vector(1) > 0') => `groups:
  - name: checkout
    interval: 1s
    rules:
      - alert: ${alert}
        expr: ${expr}
        for: 5m
        labels: {severity: critical}
        annotations: {summary: 'A master panicked.'}
  - name: checkout/slash
    interval: 1s
    rules:
      - record: checkout:up
        expr: vector(1)
`;
const configText = (receiver = 'payments', wait = '30s') => `route:
  receiver: ${receiver}
  group_wait: ${wait}
receivers:
  - name: ${receiver}
    webhook_configs:
      - url_file: /etc/alertmanager/secrets/hook
templates:
  - templates/*.tmpl
`;
const rules = artifact('prometheus/rules/checkout.yaml', rulesText('Panic'));
const template = (text: string) =>
  artifact('alertmanager/templates/signalbox.tmpl', text, { ...OURS, kind: 'alertmanager-templates' });
const config = artifact('alertmanager/alertmanager.yml', configText(), OURS);
const words = template('{{ define "a" }}A{{ end }}\n');

const skipped = await requireServer('mimir');
describe.skipIf(skipped !== undefined)(`a Mimir${skipped === undefined ? '' : ` (skipped: ${skipped})`}`, () => {
  let server: Mimir;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'signalbox-mimir-'));
    await mkdir(join(folder, 'secrets'));
    server = await startMimir();
  }, 150_000);
  afterAll(async () => {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    await writeFile(join(folder, 'secrets/hook'), `${SECRET}\n`);
    for (const tenant of ['shop', 'office'])
      for (const path of [
        '/api/v1/alerts',
        '/prometheus/config/v1/rules/theirs',
        '/prometheus/config/v1/rules/signalbox-production%3Acheckout',
      ])
        await raw(tenant, 'DELETE', path);
  });

  const raw = (tenant: string, method: string, path: string, body?: string) =>
    fetch(server.url + path, {
      method,
      headers: { 'X-Scope-OrgID': tenant, 'content-type': 'application/yaml' },
      ...(body === undefined ? {} : { body }),
    });
  const reach = (tenant: string, change: Partial<MimirReach> = {}): MimirReach => {
    return { by: 'mimir', connection: connectionTo(server.url), tenant, secrets: 'secrets', takeOver: false, ...change };
  };
  const live = (tenant = 'shop', change: Partial<MimirReach> = {}): Target =>
    targetOf({ prometheus: reach(tenant), alertmanager: reach(tenant, change) });
  const io = () => ioAt(folder, { wait: (ms) => pause(ms), secret: secretReader({}, folder) });
  const plan = (artifacts: readonly Artifact[], target = live()) => planTarget(target, artifacts, ORDER, io());
  const deploy = async (artifacts: readonly Artifact[], target = live()) =>
    applyPlan(await plan(artifacts, target), target, io());
  const actions = async (artifacts: readonly Artifact[], target = live()) =>
    (await plan(artifacts, target)).changes.map(({ action, id }) => `${action} ${id}`);
  const document = async (tenant = 'shop') => (await raw(tenant, 'GET', '/api/v1/alerts')).text();
  const groups = async (tenant = 'shop') => (await raw(tenant, 'GET', '/prometheus/config/v1/rules')).text();

  test('takes rules, routes and templates, proves them, and has nothing to do the second time', async () => {
    const all = [rules, config, words];
    expect(await deploy(all)).toMatchObject({ status: 'done', mismatches: [] });
    expect(await actions(all)).toEqual([
      'keep alertmanager/template/signalbox.tmpl',
      'keep alertmanager/config',
      'keep rules/signalbox-production%3Acheckout/checkout',
      'keep rules/signalbox-production%3Acheckout/checkout%3Aslash',
    ]);
    expect(await verifyTarget(live(), all, io())).toEqual([]);
    expect(await document()).toContain(SECRET);
  });

  test('says how many groups were evaluated, and that the receivers are there', { timeout: 60_000 }, async () => {
    await deploy([rules, config, words]);
    const kept = await plan([rules, config, words]);
    await expect
      .poll(() => evidenceFor(live(), kept, io()), { timeout: 50_000, interval: 500 })
      .toMatchObject([
        {
          server: 'prometheus',
          proved: [expect.anything(), '2 of 2 rule groups were evaluated, without an error'],
          warnings: [],
        },
        { server: 'alertmanager', proved: [expect.anything(), 'all 1 receivers are there'], warnings: [] },
      ]);
  });

  test('a rule that fails when it runs is found', { timeout: 60_000 }, async () => {
    const soon = Math.floor(Date.now() / 1000) - 60 + 4; // Mimir evaluates what was a minute ago
    const second = `label_replace(vector(2), "a", "b", "", "") and on() vector(time()) > ${soon}`;
    const failing = artifact(rules.path, rulesText('Panic', `vector(1) * on() (vector(1) or (${second}))`));
    await deploy([failing]);
    await expect
      .poll(async () => (await verifyTarget(live(), [failing], io())).map(({ message }) => message), {
        timeout: 50_000,
        interval: 500,
      })
      .toEqual([expect.stringMatching(/^signalbox-production:checkout: checkout › Panic fails: /)]);
  });

  test('changes what changed, moves a group, and prunes what is wanted no more', async () => {
    await deploy([rules, config, words]);
    const renamed = artifact('prometheus/rules/cart.yaml', rulesText('Newer'));
    const result = await deploy([renamed, artifact(config.path, configText('orders', '1m'), OURS)]);
    expect(result).toMatchObject({ status: 'done' });
    expect(await groups()).toContain('signalbox-production:cart');
    expect(await groups()).not.toContain('signalbox-production:checkout');
    expect(await document()).toContain('orders');
    expect(await document()).not.toContain('signalbox.tmpl');
    expect(result.applied.map(({ action, id }) => `${action} ${id}`).sort()).toEqual([
      'create rules/signalbox-production%3Acart/checkout',
      'create rules/signalbox-production%3Acart/checkout%3Aslash',
      'delete alertmanager/template/signalbox.tmpl',
      'delete rules/signalbox-production%3Acheckout/checkout',
      'delete rules/signalbox-production%3Acheckout/checkout%3Aslash',
      'update alertmanager/config',
    ]);
    const again = await actions([renamed, artifact(config.path, configText('orders', '1m'), OURS)]);
    expect(again.filter((one) => !one.startsWith('keep '))).toEqual([]);
    await raw('shop', 'DELETE', '/prometheus/config/v1/rules/signalbox-production%3Acart');
  });

  test('what somebody else changed is found, and put right', async () => {
    await deploy([rules, config, words]);
    await raw('shop', 'DELETE', '/prometheus/config/v1/rules/signalbox-production%3Acheckout/checkout');
    await raw('shop', 'POST', '/api/v1/alerts', (await document()).replace('30s', '45s'));
    const found = await actions([rules, config, words]);
    expect(found).toContain('create rules/signalbox-production%3Acheckout/checkout');
    expect(found).toContain('update alertmanager/config');
    expect(await verifyTarget(live(), [rules, config, words], io())).toHaveLength(2);
    expect(await deploy([rules, config, words])).toMatchObject({ status: 'done' });
    expect(await document()).toContain('30s');
  });

  test('a secret that changed is sent again, and stands in no plan', async () => {
    await deploy([config]);
    await writeFile(join(folder, 'secrets/hook'), 'https://hooks.example.org/newer-canary-of-a-secret');
    const changed = await plan([config]);
    expect(changed.changes.map(({ action }) => action)).toEqual(['update']);
    const shown = `${printPlan(changed, { color: false })}${JSON.stringify(planToJson(changed))}${planFileText(changed)}`;
    expect(shown).not.toContain('canary');
    expect(await applyPlan(changed, live(), io())).toMatchObject({ status: 'done' });
    expect(await document()).toContain('newer-canary');
  });

  test('a secret that is missing stops it before anything is sent', async () => {
    await rm(join(folder, 'secrets/hook'));
    const result = await deploy([config]);
    expect(result).toMatchObject({ failure: { kind: 'misconfigured' }, applied: [], unrestored: [] });
    expect(result.failure?.message).toContain('the file secrets/hook is empty or not there');
    expect(await document()).toContain('not found');
  });

  test('a configuration Mimir refuses leaves everything as it was, to the byte', async () => {
    await deploy([rules, config, words]);
    const [before, groupsBefore] = [await document(), await groups()];
    const wrong = artifact(config.path, 'route:\n  receiver: nobody\nreceivers:\n  - name: somebody\n', OURS);
    const result = await deploy([artifact(rules.path, rulesText('Newer')), wrong, template('{{ define "b" }}B{{ end }}\n')]);
    expect(result).toMatchObject({ failure: { kind: 'refused', status: 400 }, unrestored: [] });
    expect(result.failure?.detail).toContain('nobody');
    expect(await document()).toBe(before);
    expect(groupsBefore).toContain('Panic');
  });

  test('a group Mimir refuses is told with its reason', async () => {
    const result = await deploy([artifact(rules.path, rulesText('Panic', 'sum by ('))]);
    expect(result).toMatchObject({ status: 'refused', failure: { kind: 'refused', status: 400 }, unrestored: [] });
    expect(await groups()).not.toContain('signalbox');
  });

  const theirs = 'alertmanager_config: |\n  route: {receiver: theirs}\n  receivers: [{name: theirs}]\n';

  test('a configuration of somebody else is refused, and stays', async () => {
    await raw('shop', 'POST', '/api/v1/alerts', theirs);
    expect(await actions([config])).toEqual(['refuse alertmanager/config']);
    expect((await deploy([config])).status).toBe('stopped');
    expect(await actions([])).toEqual([]);
    expect(await document()).toContain('theirs');
  });

  test('it is taken over where its tenant is named, and put back when that fails', async () => {
    await raw('shop', 'POST', '/api/v1/alerts', theirs);
    const before = await document();
    const taking = live('shop', { takeOver: true });
    const wrong = artifact(config.path, 'route:\n  receiver: nobody\nreceivers:\n  - name: somebody\n', OURS);
    expect((await deploy([wrong], taking)).failure).toMatchObject({ status: 400 });
    expect(await document()).toBe(before);
    expect(await actions([], taking)).toEqual([]);
    expect(await deploy([config], taking)).toMatchObject({ status: 'done' });
    expect(await actions([config])).toEqual(['keep alertmanager/config']);
  });

  test('tenants see only their own', async () => {
    await deploy([rules, config, words]);
    expect(await actions([], live('office'))).toEqual([]);
    expect(await deploy([artifact(rules.path, rulesText('Office'))], live('office'))).toMatchObject({ status: 'done' });
    expect(await groups('shop')).not.toContain('Office');
    expect(await groups('office')).not.toContain('Panic');
    expect(await document('office')).toContain('not found');
    await applyPlan(await planDestruction(live('office'), [rules], ORDER, io()), live('office'), io());
    expect(await groups('office')).not.toContain('signalbox');
    expect(await groups('shop')).toContain('Panic');
  });

  test('what is foreign survives the destruction', async () => {
    await raw(
      'shop',
      'POST',
      '/prometheus/config/v1/rules/theirs',
      'name: theirs\nrules:\n  - record: theirs:up\n    expr: vector(1)\n',
    );
    await deploy([rules, config, words]);
    expect(await applyPlan(await planDestruction(live(), [rules, config, words], ORDER, io()), live(), io())).toMatchObject({
      status: 'done',
    });
    expect(await groups()).toContain('theirs:up');
    expect(await groups()).not.toContain('signalbox');
    expect(await document()).toContain('not found');
  });
});
