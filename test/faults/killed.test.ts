import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deployerIn } from '../../src/cli/deployer.ts';
import { applyPlan } from '../../src/targets/apply.ts';
import { openJournal } from '../../src/targets/journal/journal.ts';
import { recoverTarget } from '../../src/targets/journal/recover.ts';
import { planTarget } from '../../src/targets/observe.ts';
import { builtChild } from './child.ts';
import { filesWorld } from './files-world.ts';

let folder: string;
let child: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-killed-'));
  child = await builtChild(new URL('killed-child.ts', import.meta.url), folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the child until it says something, and then ends it so that it can do nothing more. */
function killedAt(place: string, word: string): Promise<NodeJS.Signals | null> {
  const process = spawn(globalThis.process.execPath, [child, place], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  process.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
    if (said.includes(`${word}\n`)) process.kill('SIGKILL');
  });
  return new Promise((done) => process.on('exit', (_, signal) => done(signal)));
}

test.each(['applied 1', 'applied 17', 'applied 33', 'applied 50'])(
  'a process that is killed after "%s" is put back by the next',
  async (word) => {
    const place = await mkdtemp(join(folder, 'run-'));
    const world = await filesWorld(place);
    try {
      const { target, io, order } = world;
      const deployer = deployerIn({ io: { env: { USER: 'kim' } } as never, options: {}, args: [], commands: () => new Map() }); // reads nothing else of it
      const journal = openJournal({ directory: join(place, 'journal'), target: 'live', deployer });
      await applyPlan(await planTarget(target, world.old, order, io), target, io, { journal });
      const before = await world.snapshot();
      expect(await killedAt(place, word)).toBe('SIGKILL');
      expect(await world.snapshot()).not.toEqual(before);
      const [recovered] = await recoverTarget(target, journal, io);
      expect(recovered).toMatchObject({ left: [], unrestored: [] });
      expect(await world.snapshot()).toEqual(before);
      expect(await applyPlan(await planTarget(target, world.new, order, io), target, io, { journal })).toMatchObject({
        status: 'done',
      });
    } finally {
      await world.stop();
    }
  },
);
