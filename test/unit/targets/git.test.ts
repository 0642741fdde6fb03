import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Artifact } from '../../../src/artifacts/kind.ts';
import { applyPlan } from '../../../src/targets/apply.ts';
import { openCheckout } from '../../../src/targets/git/checkout.ts';
import { gitEnvironment } from '../../../src/targets/git/git-environment.ts';
import { planDestruction, planTarget } from '../../../src/targets/observe.ts';
import { openSessions } from '../../../src/targets/sessions.ts';
import { verifyTarget } from '../../../src/targets/verify.ts';
import { artifact, inFolder, ioAt, ORDER, ruleFile, targetOf } from './samples.ts';

const reach = { by: 'git', repository: 'origin.git', branch: 'live', to: 'cluster/prometheus', token: undefined } as const;
const target = targetOf({ prometheus: reach });
const rules = artifact('prometheus/rules/checkout.yaml', ruleFile('checkout', 'Burn'));
const other = artifact('prometheus/rules/cart.yaml', ruleFile('cart', 'Burn'));

/** A bare repository with a README on `live`, as a team has one for its cluster. */
function withRepository<T>(work: (base: string, ask: (...args: string[]) => string) => Promise<T>): Promise<T> {
  return inFolder(async (base) => {
    const env = gitEnvironment(process.env, '', undefined) as NodeJS.ProcessEnv; // the same names
    const at = (cwd: string, ...args: string[]) => execFileSync('git', args, { cwd, env, encoding: 'utf8' }).trim();
    at(base, 'init', '--quiet', '--bare', 'origin.git');
    await mkdir(join(base, 'seed'));
    await writeFile(join(base, 'seed/README'), 'theirs\n');
    at(join(base, 'seed'), 'init', '--quiet');
    at(join(base, 'seed'), 'add', 'README');
    at(join(base, 'seed'), 'commit', '--quiet', '-m', 'Begin');
    at(join(base, 'seed'), 'push', '--quiet', '../origin.git', 'HEAD:refs/heads/live');
    return work(base, (...args) => at(join(base, 'origin.git'), ...args));
  });
}

async function deploy(base: string, artifacts: readonly Artifact[], to = target) {
  const io = ioAt(base);
  return applyPlan(await planTarget(to, artifacts, ORDER, io), to, io);
}

const filesOf = (ask: (...args: string[]) => string, branch = 'live') => ask('ls-tree', '-r', '--name-only', branch).split('\n');

test('a deployment is one commit on the branch, and a second plan is empty', () =>
  withRepository(async (base, ask) => {
    expect((await deploy(base, [rules])).status).toBe('done');
    expect(filesOf(ask)).toEqual(['README', 'cluster/prometheus/.signalbox.json', 'cluster/prometheus/rules/checkout.yaml']);
    expect(ask('log', '--format=%s', 'live')).toBe('Deploy production prometheus (target live)\nBegin');
    expect(`${ask('show', 'live:cluster/prometheus/rules/checkout.yaml')}\n`).toBe(rules.text);
    expect((await deploy(base, [rules])).status).toBe('done');
    expect(ask('rev-list', '--count', 'live')).toBe('2');
    expect(await verifyTarget(target, [rules], ioAt(base))).toEqual([]);
  }));

test('what is wanted no more goes, and what is not ours stays', () =>
  withRepository(async (base, ask) => {
    await deploy(base, [rules, other]);
    await deploy(base, [other]);
    expect(filesOf(ask).filter((path) => path.endsWith('.yaml'))).toEqual(['cluster/prometheus/rules/cart.yaml']);
    const io = ioAt(base);
    await applyPlan(await planDestruction(target, [other], ORDER, io), target, io);
    expect(filesOf(ask)).toEqual(['README']);
  }));

test('a branch that is not there is made, with nothing of others on it', () =>
  withRepository(async (base, ask) => {
    const fresh = targetOf({ prometheus: { ...reach, branch: 'environments/fresh' } });
    expect((await deploy(base, [rules], fresh)).status).toBe('done');
    expect(filesOf(ask, 'environments/fresh')).toEqual([
      'cluster/prometheus/.signalbox.json',
      'cluster/prometheus/rules/checkout.yaml',
    ]);
    expect(ask('rev-list', '--count', 'environments/fresh')).toBe('1');
  }));

test('a plan that is made while a deployment writes leaves what it wrote', () =>
  withRepository(async (base) => {
    const session = (await openSessions(target, ioAt(base))).get('prometheus');
    const plan = await planTarget(target, [rules], ORDER, ioAt(base));
    const [change] = plan.changes;
    if (!session || !change) throw new Error('there is nothing to deploy');
    await session.ledger?.claim(plan.changes);
    await session.apply(change, undefined);
    await planTarget(target, [rules], ORDER, ioAt(base));
    expect(await session.verify('after' in change ? [change.after] : [])).toEqual([]);
  }));

test('two servers of a deployment, and a commit of others beside them, come to one branch', () =>
  withRepository(async (base, ask) => {
    const tempo = { ...reach, to: 'cluster/tempo' };
    const both = targetOf({ prometheus: reach, tempo });
    const config = artifact('tempo/tempo.yaml', 'server: {}\n', { kind: 'tempo-config', server: 'tempo' });
    expect(await deploy(base, [rules, config], both)).toMatchObject({ status: 'done' });
    const subjects = ['Deploy production prometheus (target live)', 'Deploy production tempo (target live)', 'Begin'];
    expect(ask('log', '--format=%s', 'live').split('\n')).toEqual(subjects);
    const checkout = await openCheckout(reach, 'deploy', ioAt(base));
    ask('update-ref', 'refs/heads/live', ask('commit-tree', 'live^{tree}', '-p', 'live', '-m', 'Theirs'));
    await writeFile(join(checkout.path, reach.to, 'more'), 'more\n');
    await checkout.publish('Ours');
    expect(ask('log', '-2', '--format=%s', 'live').split('\n')).toEqual(['Ours', 'Theirs']);
    expect(filesOf(ask)).toContain('cluster/tempo/tempo.yaml');
  }));

test('a change of somebody else to our folder since the last look stops the push, and stays', () =>
  withRepository(async (base, ask) => {
    await deploy(base, [rules]);
    const checkout = await openCheckout(reach, 'deploy', ioAt(base));
    const before = ask('rev-parse', 'live~1^{tree}');
    ask('update-ref', 'refs/heads/live', ask('commit-tree', before, '-p', 'live', '-m', 'Theirs'));
    await writeFile(join(checkout.path, reach.to, 'ours'), 'ours\n');
    await expect(checkout.publish('Ours')).rejects.toMatchObject({ kind: 'moved' });
    expect(ask('log', '-1', '--format=%s', 'live')).toBe('Theirs');
  }));

test('a repository that refuses the push keeps its state, and the deployment says what it answered', () =>
  withRepository(async (base, ask) => {
    await deploy(base, [rules]);
    await writeFile(join(base, 'origin.git/hooks/pre-receive'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const refused = await deploy(base, [rules, other]);
    expect([refused.status, refused.failure?.kind, refused.restored.length]).toEqual(['refused', 'refused', 1]);
    expect(refused.failure?.detail).toContain('pre-receive hook declined');
    expect(filesOf(ask)).not.toContain('cluster/prometheus/rules/cart.yaml');
  }));

test('a repository that is not there is told in one sentence, and nothing is begun', () =>
  withRepository(async (base) => {
    const nowhere = targetOf({ prometheus: { ...reach, repository: 'nowhere.git' } });
    await expect(planTarget(nowhere, [rules], ORDER, ioAt(base))).rejects.toMatchObject({ kind: 'refused' });
  }));

test('a token is in no argument, and a hook of the user is not told where we work', () => {
  const env = gitEnvironment({ GIT_DIR: '/theirs', PATH: '/bin' }, 'https://git.example.org/o.git', 'hunter2');
  expect(env['GIT_DIR']).toBeUndefined();
  const keys = Object.entries(env).filter(([, value]) => value === 'http.https://git.example.org/o.git.extraHeader');
  expect(keys).toHaveLength(1);
  expect(JSON.stringify(env)).not.toContain('hunter2');
});
