import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PrometheusServer } from '../../../src/model/environment.ts';
import type { Change, Plan } from '../../../src/plan/change.ts';
import { planFileText, readPlanFile } from '../../../src/plan/plan-file.ts';
import { applyPlan } from '../../../src/targets/apply.ts';
import { localTarget } from '../../../src/targets/local.ts';
import { planDestruction, planTarget } from '../../../src/targets/observe.ts';
import { verifyTarget } from '../../../src/targets/verify.ts';
import { artifact, environmentNamed, inFolder, ioAt, ORDER, ruleFile, targetOf } from './samples.ts';

const target = targetOf({ prometheus: { by: 'files', to: 'live', reload: undefined } });
const rules = artifact('prometheus/rules/checkout.yaml', ruleFile('checkout', 'Burn'));
const config = artifact('prometheus/prometheus.yml', 'rule_files: [rules/*.yaml]\n', { kind: 'prometheus-config' });
const actions = (plan: Plan) => plan.changes.map((one: Change) => `${one.action} ${one.id}`);

test('rules come before the configuration that reads them, and a second plan is empty', () =>
  inFolder(async (base) => {
    const io = ioAt(base);
    const plan = await planTarget(target, [config, rules], ORDER, io);
    expect(actions(plan)).toEqual(['create rules/checkout.yaml', 'create prometheus.yml']);
    expect((await applyPlan(plan, target, io)).status).toBe('done');
    expect(await readFile(join(base, 'live/rules/checkout.yaml'), 'utf8')).toBe(rules.text);
    expect(actions(await planTarget(target, [config, rules], ORDER, io))).toEqual([
      'keep rules/checkout.yaml',
      'keep prometheus.yml',
    ]);
    expect(await verifyTarget(target, [config, rules], io)).toEqual([]);
  }));

test('a foreign file survives deploy and destroy, and nothing of ours is left', () =>
  inFolder(async (base) => {
    const io = ioAt(base);
    await mkdir(join(base, 'live/rules'), { recursive: true });
    await writeFile(join(base, 'live/rules/theirs.yaml'), 'groups: []\n');
    await applyPlan(await planTarget(target, [config, rules], ORDER, io), target, io);
    const destruction = await planDestruction(target, [config, rules], ORDER, io);
    expect(actions(destruction)).toEqual(['delete prometheus.yml', 'delete rules/checkout.yaml']);
    expect((await applyPlan(destruction, target, io)).status).toBe('done');
    expect(await readdir(join(base, 'live'), { recursive: true })).toEqual(['rules', 'rules/theirs.yaml']);
  }));

test('a foreign file where ours is to stand is refused, and stops the whole plan', () =>
  inFolder(async (base) => {
    const io = ioAt(base);
    await mkdir(join(base, 'live/rules'), { recursive: true });
    await writeFile(join(base, 'live/rules/checkout.yaml'), 'theirs\n');
    const plan = await planTarget(target, [config, rules], ORDER, io);
    expect(actions(plan)).toContain('refuse rules/checkout.yaml');
    const result = await applyPlan(plan, target, io);
    expect([result.status, result.failure?.kind]).toEqual(['stopped', 'refused']);
    expect(await readFile(join(base, 'live/rules/checkout.yaml'), 'utf8')).toBe('theirs\n');
    expect(await readdir(join(base, 'live'))).toEqual(['rules']);
  }));

test('our file edited by hand is put right, and the plan says so', () =>
  inFolder(async (base) => {
    const io = ioAt(base);
    await applyPlan(await planTarget(target, [rules], ORDER, io), target, io);
    await writeFile(join(base, 'live/rules/checkout.yaml'), ruleFile('checkout', 'Edited'));
    expect(await verifyTarget(target, [rules], io)).toEqual([
      { server: 'prometheus', message: 'rules/checkout.yaml does not hold what was written' },
    ]);
    const plan = await planTarget(target, [rules], ORDER, io);
    expect(plan.changes).toMatchObject([{ action: 'update', before: { drifted: true } }]);
    await applyPlan(plan, target, io);
    expect(await readFile(join(base, 'live/rules/checkout.yaml'), 'utf8')).toBe(rules.text);
  }));

test('apply stops when the world moved since the plan', () =>
  inFolder(async (base) => {
    const io = ioAt(base);
    await applyPlan(await planTarget(target, [rules], ORDER, io), target, io);
    const newer = artifact(rules.path, ruleFile('checkout', 'Newer'));
    const plan = await planTarget(target, [newer], ORDER, io);
    await writeFile(join(base, 'live/rules/checkout.yaml'), 'moved\n');
    const result = await applyPlan(plan, target, io);
    expect([result.status, result.failure?.kind, result.applied]).toEqual(['stopped', 'moved', []]);
    expect(await readFile(join(base, 'live/rules/checkout.yaml'), 'utf8')).toBe('moved\n');
  }));

test('a path cannot leave the folder: neither by its text nor through a link', () =>
  inFolder(async (base) => {
    const io = ioAt(base);
    const outside = await planTarget(target, [artifact('prometheus/../../x.yaml', '')], ORDER, io);
    expect(outside.left).toEqual([{ path: 'prometheus/../../x.yaml', reason: '"../../x.yaml" is no path inside a folder' }]);
    await mkdir(join(base, 'live'));
    await mkdir(join(base, 'elsewhere'));
    await symlink(join(base, 'elsewhere'), join(base, 'live/rules'));
    const plan = await planTarget(target, [rules], ORDER, io);
    expect(actions(plan)).toEqual(['refuse rules/checkout.yaml']);
    await writeFile(join(base, 'elsewhere/secret'), '');
    await symlink(join(base, 'elsewhere/secret'), join(base, 'live/prometheus.yml'));
    expect(actions(await planTarget(target, [config], ORDER, io))).toEqual(['refuse prometheus.yml']);
  }));

test('two environments can share a folder without touching each other', () =>
  inFolder(async (base) => {
    const io = ioAt(base);
    const staging = targetOf(target.reach, environmentNamed('staging'));
    const theirs = artifact('prometheus/rules/staging.yaml', ruleFile('s', 'S'), { environment: 'staging' });
    await applyPlan(await planTarget(target, [rules], ORDER, io), target, io);
    await applyPlan(await planTarget(staging, [rules, theirs], ORDER, io), staging, io);
    expect(actions(await planTarget(target, [rules], ORDER, io))).toEqual(['keep rules/checkout.yaml']);
    await applyPlan(await planDestruction(staging, [theirs], ORDER, io), staging, io);
    expect(await verifyTarget(target, [rules], io)).toEqual([]);
  }));

test('a manifest that cannot be read stops everything: nobody guesses what is ours', () =>
  inFolder(async (base) => {
    await mkdir(join(base, 'live'));
    await writeFile(join(base, 'live/.signalbox.json'), '{"version":1');
    await expect(planTarget(target, [rules], ORDER, ioAt(base))).rejects.toThrow('.signalbox.json');
  }));

test('what a failed write had done is put back', () =>
  inFolder(async (base) => {
    const io = ioAt(base);
    await applyPlan(await planTarget(target, [rules], ORDER, io), target, io);
    const newer = artifact(rules.path, ruleFile('checkout', 'Newer'));
    const late = artifact('prometheus/zone/late.yaml', 'groups: []\n');
    const plan = await planTarget(target, [newer, late], ORDER, io);
    await mkdir(join(base, 'live/zone/.late.yaml.signalbox-new'), { recursive: true }); // where the new text has to go first
    const result = await applyPlan(plan, target, io);
    expect(result).toMatchObject({
      status: 'refused',
      failure: { kind: 'refused', message: expect.stringContaining('write zone/late.yaml') },
    });
    expect(result.restored.map((one) => one.id)).toEqual(['zone/late.yaml', 'rules/checkout.yaml']);
    expect(await readFile(join(base, 'live/rules/checkout.yaml'), 'utf8')).toBe(rules.text);
    expect(actions(await planTarget(target, [rules], ORDER, io))).toEqual(['keep rules/checkout.yaml']);
  }));

test('interrupted between two changes, the old state is put back', () =>
  inFolder(async (base) => {
    const interrupt = new AbortController();
    const io = ioAt(base, { signal: interrupt.signal });
    const plan = await planTarget(target, [config, rules], ORDER, io);
    const result = await applyPlan(plan, target, io, { onProgress: () => interrupt.abort() });
    expect([result.status, result.restored.length, result.skipped.length]).toEqual(['refused', 1, 1]);
    expect(await readdir(join(base, 'live'))).toEqual([]);
  }));

test('tests of rules stay here, and a ruler that reads files finds its tenant', () =>
  inFolder(async (base) => {
    const both = targetOf({ ...target.reach, loki: { by: 'files', to: 'loki', reload: undefined } });
    const tests = artifact('prometheus/tests/checkout.test.yaml', '', { kind: 'prometheus-tests' });
    const ruler = artifact('loki/rules/checkout.yaml', 'groups: []\n', { kind: 'loki-rules', server: 'loki' });
    const plan = await planTarget(both, [rules, tests, ruler], ORDER, ioAt(base));
    expect(actions(plan)).toEqual(['create rules/fake/checkout.yaml', 'create rules/checkout.yaml']);
    expect(plan.left).toEqual([]);
  }));

/** What of a Prometheus does not matter here. */
const PROMETHEUS: PrometheusServer = {
  ...{ version: '3.15', url: '', origin: {} },
  ...{ scrapeIntervalMs: 1, evaluationIntervalMs: 1, retentionMs: 1, remoteWrite: [] },
  ...{ mode: 'server', replicas: 1, shards: 1, rules: 'here' },
};

test('the local target holds every server of the environment in a folder of its own', () =>
  inFolder(async (base) => {
    const environment = environmentNamed();
    const server = { version: '3.15', url: '', origin: {} };
    const servers = {
      ...environment.servers,
      prometheus: { ...PROMETHEUS, ...server },
      grafana: { ...server, managedAlerts: false, v2beta1: false, teams: [], serviceAccounts: [] },
    };
    const local = localTarget({ ...environment, servers });
    const board = artifact('grafana/dashboards/a.json', '{}\n', { server: 'grafana', kind: 'grafana-dashboard' });
    const io = ioAt(base);
    await applyPlan(await planTarget(local, [rules, board], ORDER, io), local, io);
    expect(await readdir(join(base, '.signalbox/local/grafana'), { recursive: true })).toContain('dashboards/a.json');
    expect(await readdir(join(base, '.signalbox/local/prometheus'), { recursive: true })).toContain('rules/checkout.yaml');
  }));

test('a plan that was saved is applied as it was reviewed, or not at all', () =>
  inFolder(async (base) => {
    const io = ioAt(base);
    const saved = planFileText(await planTarget(target, [config, rules], ORDER, io));
    const read = readPlanFile(saved);
    if ('problem' in read) throw new Error(read.problem);
    expect((await applyPlan(read.plan, target, io)).status).toBe('done');
    expect(await verifyTarget(target, [config, rules], io)).toEqual([]);
    expect(await applyPlan(read.plan, target, io)).toMatchObject({ status: 'stopped', failure: { kind: 'moved' } });
    const elsewhere = targetOf(target.reach, environmentNamed('staging'));
    expect(await applyPlan(read.plan, elsewhere, io)).toMatchObject({ status: 'stopped', failure: { kind: 'misconfigured' } });
  }));
