import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fingerprintOf, type Observed, type Wanted } from '../../../src/plan/observation.ts';
import { applyPlan } from '../../../src/targets/apply.ts';
import type { Session } from '../../../src/targets/kind.ts';
import { observeTarget, planTarget } from '../../../src/targets/observe.ts';
import { openSessions } from '../../../src/targets/sessions.ts';
import { wantedBy } from '../../../src/targets/wanted-by.ts';
import { artifact, inFolder, ioAt, ORDER, ruleFile, targetOf } from './samples.ts';

const target = targetOf({ prometheus: { by: 'files', to: 'live', reload: undefined } });
const rules = artifact('prometheus/rules/checkout.yaml', ruleFile('checkout', 'Burn'));
const newer = artifact(rules.path, ruleFile('checkout', 'Newer'));
const PATH = 'live/rules/checkout.yaml';
const LATIN = Buffer.from('# caf\xe9\n', 'latin1');

/** A deployed file, what stands there, what is wanted next, and the session that makes it. */
async function deployed(base: string, edit: () => Promise<void> = async () => {}) {
  const io = ioAt(base);
  await applyPlan(await planTarget(target, [rules], ORDER, io), target, io);
  await edit();
  const session = (await openSessions(target, io)).get('prometheus');
  const [before] = (await observeTarget(target, [newer], io)).found;
  const [change] = (await planTarget(target, [newer], ORDER, io)).changes;
  const [after] = wantedBy(target, [newer]).wanted;
  if (!session || !before || !change || !after) throw new Error('nothing was deployed');
  return { session, before, change, after };
}

/** As another process reads it. */
const written = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T; // plain data
const restore = (session: Session, before: Observed | undefined, after: Wanted) =>
  session.restore('rules/checkout.yaml', before && written(before), written(after));

test.each(['made', 'not made'])('content and mode of a file come back after a change that was %s', (made) =>
  inFolder(async (base) => {
    const path = join(base, PATH);
    const { session, before, change, after } = await deployed(base, async () => {
      await writeFile(path, LATIN);
      await chmod(path, 0o640);
    });
    if (made === 'made') await session.apply(change, before);
    await restore(session, before, after);
    await restore(session, before, after);
    expect(await readFile(path)).toEqual(LATIN);
    expect((await stat(path)).mode & 0o777).toBe(0o640);
  }),
);

test('what a write that was killed has left goes, also where the old file still stands', () =>
  inFolder(async (base) => {
    const { session, before, after } = await deployed(base);
    const left = join(base, 'live/rules/.checkout.yaml.signalbox-new');
    await writeFile(left, 'half');
    await restore(session, before, after);
    await expect(stat(left)).rejects.toThrow('ENOENT');
  }));

test('a file that somebody else wrote since is neither overwritten nor taken away', () =>
  inFolder(async (base) => {
    const { session, before, change, after } = await deployed(base);
    await writeFile(join(base, PATH), 'theirs\n');
    const moved = { kind: 'moved', message: expect.stringContaining('rules/checkout.yaml') };
    await expect(restore(session, before, after)).rejects.toMatchObject(moved);
    await expect(restore(session, undefined, after)).rejects.toMatchObject(moved);
    await expect(session.apply(change, before)).rejects.toMatchObject(moved);
    expect(await readFile(join(base, PATH), 'utf8')).toBe('theirs\n');
  }));

test('the manifest comes back to the byte, and keeps what another environment wrote into it meanwhile', () =>
  inFolder(async (base) => {
    await mkdir(join(base, 'live'));
    const path = join(base, 'live/.signalbox.json');
    await writeFile(path, '{ "version": 1, "holdings": {} }'); // not as we print it
    const session = (await openSessions(target, ioAt(base))).get('prometheus');
    const plan = await planTarget(target, [rules], ORDER, ioAt(base));
    const read = written(await session?.ledger?.read());
    await session?.ledger?.claim(plan.changes);
    expect(await readFile(path, 'utf8')).toContain('rules/checkout.yaml');
    await session?.ledger?.restore(read);
    expect(await readFile(path, 'utf8')).toBe('{ "version": 1, "holdings": {} }');

    await session?.ledger?.claim(plan.changes);
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('"holdings": {', '"holdings": {"staging/prometheus": {"theirs.yaml": "1"},'));
    await session?.ledger?.restore(read);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
      version: 1,
      holdings: { 'staging/prometheus': { 'theirs.yaml': '1' } },
    });
  }));

test('a file of other bytes is another to the plan, also where it reads alike', () =>
  inFolder(async (base) => {
    const path = join(base, PATH);
    await deployed(base);
    await writeFile(path, Buffer.from('a\xe9', 'latin1'));
    const first = await observeTarget(target, [rules], ioAt(base));
    await writeFile(path, Buffer.from('a\xe8', 'latin1'));
    const second = await observeTarget(target, [rules], ioAt(base));
    expect(first.found[0]?.state).toBe(second.found[0]?.state);
    expect(fingerprintOf(first, [])).not.toBe(fingerprintOf(second, []));
  }));
