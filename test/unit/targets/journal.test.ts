import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Artifact } from '../../../src/artifacts/kind.ts';
import { applyPlan } from '../../../src/targets/apply.ts';
import type { Deployer } from '../../../src/targets/journal/deployer.ts';
import { type Journal, openJournal } from '../../../src/targets/journal/journal.ts';
import { openDeployments, recoverTarget } from '../../../src/targets/journal/recover.ts';
import { deploymentToGoTo, planRollback } from '../../../src/targets/journal/rollback.ts';
import { planTarget } from '../../../src/targets/observe.ts';
import { artifact, inFolder, ioAt, ORDER, ruleFile, targetOf } from './samples.ts';

const target = targetOf({ prometheus: { by: 'files', to: 'live', reload: undefined } });
const PATH = 'live/rules/checkout.yaml';
const rules = (alert: string): Artifact => artifact('prometheus/rules/checkout.yaml', ruleFile('checkout', alert));

let tick = Date.UTC(2026, 10, 22);
function later(): Date {
  tick += 1000;
  return new Date(tick);
}
function deployer(more: Partial<Deployer> = {}): Deployer {
  const process = { host: 'here', pid: 7, started: 'then' };
  return { who: 'kim@here', tool: '1', process, isAlive: () => true, now: later, ...more };
}
function journalIn(base: string, more: Partial<Deployer> = {}, keep = 50): Journal {
  return openJournal({ directory: join(base, 'journal'), target: 'live', deployer: deployer(more), keep });
}
async function deploy(base: string, journal: Journal, ...artifacts: Artifact[]) {
  return applyPlan(await planTarget(target, artifacts, ORDER, ioAt(base)), target, ioAt(base), { journal });
}
const onDisk = (base: string) => readFile(join(base, PATH), 'utf8');
const objectsOf = (base: string) => readdir(join(base, 'journal/live/objects'));

/** As a process that is killed after its first change leaves it. */
async function killed(base: string, journal: Journal, ...artifacts: Artifact[]): Promise<void> {
  const plan = await planTarget(target, artifacts, ORDER, ioAt(base));
  await new Promise<void>((done) => {
    const stopHere = { ...journal, end: () => new Promise<void>(() => done()) };
    void applyPlan(plan, target, ioAt(base), { journal: stopHere });
  });
}

test('is there before the first change, for its owner alone, and says who did what', () =>
  inFolder(async (base) => {
    const journal = journalIn(base);
    expect(await deploy(base, journal, rules('Burn'))).toMatchObject({ status: 'done', warnings: [] });
    const [one] = await journal.list();
    expect(one).toMatchObject({
      record: { who: 'kim@here', command: 'deploy', target: 'live', environment: 'production', tool: '1' },
      result: { status: 'done' },
    });
    expect(one?.record.changes).toMatchObject([{ action: 'create', id: 'rules/checkout.yaml', before: null }]);
    const entries = await readdir(join(base, 'journal/live'), { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      const { mode } = await stat(join(entry.parentPath, entry.name));
      expect([entry.name, mode & 0o777]).toEqual([entry.name, entry.isDirectory() ? 0o700 : 0o600]);
    }
  }));

test('nothing is begun where it cannot be written', () =>
  inFolder(async (base) => {
    await mkdir(join(base, 'journal/live'), { recursive: true });
    await writeFile(join(base, 'journal/live/objects'), 'in the way');
    const result = await deploy(base, journalIn(base), rules('Burn'));
    expect(result).toMatchObject({ status: 'stopped', failure: { kind: 'refused' } });
    await expect(onDisk(base)).rejects.toThrow('ENOENT');
  }));

test('keeps what is the same once, forgets the oldest, and what only they held', () =>
  inFolder(async (base) => {
    const journal = journalIn(base, {}, 3);
    const others = ['a', 'b', 'c'].map((name) => artifact(`prometheus/rules/${name}.yaml`, ruleFile(name, 'Same')));
    await deploy(base, journal, ...others, rules('V0'));
    const first = (await objectsOf(base)).length;
    for (const version of ['V1', 'V2', 'V3', 'V4', 'V5']) await deploy(base, journal, ...others, rules(version));
    expect(await journal.list()).toHaveLength(3);
    expect((await objectsOf(base)).length - first).toBeLessThan(10);
    const goal = deploymentToGoTo(await journal.list(), '2');
    const plan = await planRollback(target, goal, journal, ORDER, ioAt(base));
    expect(await applyPlan(plan, target, ioAt(base), { journal, command: 'rollback' })).toMatchObject({ status: 'done' });
    expect(await onDisk(base)).toBe(rules('V3').text);
  }));

test('of two deployments at once the second stops, and says who is first; so does one from another project', () =>
  inFolder(async (base) => {
    const journal = journalIn(base);
    const release = await journal.lock();
    const held = {
      status: 'stopped',
      failure: { kind: 'moved', detail: expect.stringContaining('kim@here (process 7 on here') },
    };
    expect(await deploy(base, journalIn(base, { who: 'sam@there' }), rules('Burn'))).toMatchObject(held);
    await release();
    await mkdir(join(base, 'live'));
    const lock = join(base, 'live/.signalbox.lock');
    await writeFile(lock, JSON.stringify({ host: 'here', pid: 7, started: 'then', who: 'kim@here', at: 'now' }));
    const other = openJournal({ directory: join(base, 'other'), target: 'live', deployer: deployer() });
    expect(await deploy(base, other, rules('Burn'))).toMatchObject(held);
    expect(await readdir(join(base, 'live'))).toEqual(['.signalbox.lock']);
  }));

test('ten deployments at once: one is made, nine stop', () =>
  inFolder(async (base) => {
    const results = await Promise.all(Array.from({ length: 10 }, (_, at) => deploy(base, journalIn(base), rules(`V${at}`))));
    const done = results.findIndex(({ status }) => status === 'done');
    expect(results.filter(({ status }) => status === 'stopped')).toHaveLength(9);
    expect(await onDisk(base)).toBe(rules(`V${done}`).text);
  }));

test('a lock whose process is gone is taken over, of another machine it is not', () =>
  inFolder(async (base) => {
    const gone = { isAlive: () => false };
    await journalIn(base).lock();
    expect(await deploy(base, journalIn(base, gone), rules('Burn'))).toMatchObject({ status: 'done' });
    await journalIn(base).lock();
    const elsewhere = { ...gone, process: { host: 'elsewhere', pid: 7, started: 'then' } };
    expect(await deploy(base, journalIn(base, elsewhere), rules('Newer'))).toMatchObject({ status: 'stopped' });
  }));

test('a lock that was never finished holds nobody for long', () =>
  inFolder(async (base) => {
    await mkdir(join(base, 'journal/live'), { recursive: true });
    const lock = join(base, 'journal/live/lock');
    await writeFile(lock, '');
    const now = () => new Date();
    expect(await deploy(base, journalIn(base, { now }), rules('Burn'))).toMatchObject({ status: 'stopped' });
    await utimes(lock, 0, 0);
    expect(await deploy(base, journalIn(base, { now }), rules('Burn'))).toMatchObject({ status: 'done' });
  }));

test('what was killed stops the next deployment until it is put back', () =>
  inFolder(async (base) => {
    await deploy(base, journalIn(base), rules('Old'));
    await killed(base, journalIn(base), rules('New'));
    const journal = journalIn(base, { isAlive: () => false });
    expect(await openDeployments(journal)).toHaveLength(1);
    const stopped = { status: 'stopped', failure: { message: expect.stringContaining('did not end') } };
    expect(await deploy(base, journal, rules('Newer'))).toMatchObject(stopped);
    expect(await recoverTarget(target, journal, ioAt(base))).toMatchObject([{ restored: ['prometheus/rules/checkout.yaml'] }]);
    expect(await onDisk(base)).toBe(rules('Old').text);
    expect((await journal.list()).at(-1)?.result?.status).toBe('restored');
    expect(await recoverTarget(target, journal, ioAt(base))).toEqual([]);
    expect(await deploy(base, journal, rules('Newer'))).toMatchObject({ status: 'done' });
  }));

test('what somebody else changed since is left to them, and does not stop the next for ever', () =>
  inFolder(async (base) => {
    await deploy(base, journalIn(base), rules('Old'));
    await killed(base, journalIn(base), rules('New'));
    await writeFile(join(base, PATH), 'theirs\n');
    const journal = journalIn(base, { isAlive: () => false });
    const [recovered] = await recoverTarget(target, journal, ioAt(base));
    expect(recovered).toMatchObject({ restored: [], left: ['prometheus/rules/checkout.yaml'] });
    expect(await onDisk(base)).toBe('theirs\n');
    expect(await openDeployments(journal)).toEqual([]);
  }));

test('a deployment whose result was lost is not put back where a later one ended: what stands is the later one', () =>
  inFolder(async (base) => {
    const journal = journalIn(base, { isAlive: () => false });
    await deploy(base, journal, rules('Old'));
    const [first] = await journal.list();
    await deploy(base, journal, rules('New'));
    const result = join(base, `journal/live/${first?.record.id}.result.json`);
    await writeFile(result, 'damaged');
    await expect(journal.list()).rejects.toThrow(/cannot be read/);
    await rm(result);
    expect(await openDeployments(journal)).toEqual([]);
    expect(await recoverTarget(target, journal, ioAt(base))).toEqual([]);
    expect(await onDisk(base)).toBe(rules('New').text);
  }));

test('an object that was damaged says which, and what to do', () =>
  inFolder(async (base) => {
    const journal = journalIn(base);
    const [hash = ''] = await journal.objects.put(['something']);
    await writeFile(join(base, 'journal/live/objects', hash), 'damaged');
    await expect(journal.objects.get(hash)).rejects.toMatchObject({ detail: expect.stringContaining('backup') });
  }));

test('a deployment that still runs is not put back', () =>
  inFolder(async (base) => {
    await killed(base, journalIn(base), rules('New'));
    await expect(recoverTarget(target, journalIn(base), ioAt(base))).rejects.toMatchObject({ kind: 'moved' });
    expect(await onDisk(base)).toBe(rules('New').text);
  }));

test('goes back by steps, by id and by the beginning of one, to nothing that is not there', () =>
  inFolder(async (base) => {
    const journal = journalIn(base);
    for (const version of ['V1', 'V2', 'V3']) await deploy(base, journal, rules(version));
    const all = await journal.list();
    const [first] = all;
    expect(deploymentToGoTo(all, '2')).toBe(first);
    expect(deploymentToGoTo(all, first?.record.id ?? '')).toBe(first);
    expect(() => deploymentToGoTo(all, '3')).toThrow('no proved deployment');
    expect(() => deploymentToGoTo(all, '2026')).toThrow('several');
  }));

test('an object that was damaged is not put anywhere', () =>
  inFolder(async (base) => {
    const journal = journalIn(base);
    const [hash = ''] = await journal.objects.put([{ a: 1 }]);
    expect(await journal.objects.get(hash)).toEqual({ a: 1 });
    const [other = ''] = await journal.objects.put([{ a: 2 }]);
    await writeFile(join(base, 'journal/live/objects', hash), await readFile(join(base, 'journal/live/objects', other)));
    await expect(journal.objects.get(hash)).rejects.toMatchObject({ message: expect.stringContaining('does not hold') });
    await expect(journal.objects.get('../../lock')).rejects.toMatchObject({ message: expect.stringContaining('no hash') });
  }));
