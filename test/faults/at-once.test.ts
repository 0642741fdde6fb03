import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deployerIn } from '../../src/cli/deployer.ts';
import { applyPlan } from '../../src/targets/apply.ts';
import { openJournal } from '../../src/targets/journal/journal.ts';
import { openDeployments } from '../../src/targets/journal/recover.ts';
import { planTarget } from '../../src/targets/observe.ts';
import { builtChild } from './child.ts';
import { filesWorld } from './files-world.ts';
import { wishOf } from './wish.ts';
import type { World } from './world.ts';

let folder: string;
let child: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-at-once-'));
  child = await builtChild(new URL('at-once-child.ts', import.meta.url), folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Running {
  readonly process: ChildProcess;
  /** What it has said so far. */
  said(): string;
}

/** Runs until it has planned. */
async function planned(place: string, journal: string, who: string): Promise<Running> {
  const process = spawn(globalThis.process.execPath, [child, place, journal, who], { stdio: ['pipe', 'pipe', 'inherit'] });
  let said = '';
  process.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
  await expect.poll(() => said, { timeout: 60_000 }).toContain('planned\n');
  return { process, said: () => said };
}

/** Lets them go on at the same moment; gives what each said of itself. */
async function results(running: readonly Running[]): Promise<{ readonly status: string; readonly said: string }[]> {
  const ended = running.map(({ process }) => once(process, 'exit'));
  for (const { process } of running) process.stdin?.write('go\n');
  await Promise.all(ended);
  return running.map(({ said }) => JSON.parse(said().split('\n')[1] ?? '') as { status: string; said: string }); // what the child writes
}

async function deployed(world: World, directory: string, artifacts: World['old']): Promise<unknown> {
  const { target, io, order } = world;
  const deployer = deployerIn({ io: { env: { USER: 'kim' } } as never, options: {}, args: [], commands: () => new Map() }); // reads nothing else of it
  const journal = openJournal({ directory, target: 'live', deployer });
  expect(await applyPlan(await planTarget(target, artifacts, order, io), target, io, { journal })).toMatchObject({
    status: 'done',
  });
  expect(await openDeployments(journal)).toEqual([]);
  return world.snapshot();
}

test.each([
  { from: 'one project', journals: ['journal', 'journal'] },
  { from: 'two projects', journals: ['journal-ann', 'journal-bob'] },
])(
  'of two processes from $from that deploy at once one wins, the other stops and says why, and nothing is mixed',
  async ({ journals }) => {
    const place = await mkdtemp(join(folder, 'run-'));
    const world = await filesWorld(place);
    try {
      const journalOf = (index: number) => join(place, journals[index] ?? '');
      const old = await deployed(world, journalOf(0), world.old);
      const both = [await planned(place, journalOf(0), 'ann'), await planned(place, journalOf(1), 'bob')];
      const ended = await results(both);
      expect(ended.map(({ status }) => status).sort()).toEqual(['done', 'stopped']);
      const [winner, loser] = ended[0]?.status === 'done' ? [0, 1] : [1, 0];
      const names = ['ann', 'bob'];
      expect(ended[loser]?.said).toMatch(new RegExp(`${names[winner]}@|by somebody else|changed since the plan was made`));
      const now = await world.snapshot();
      expect(JSON.stringify(now)).not.toContain(`Of_${names[loser]}`);
      expect(now).not.toEqual(old);
      const wish = wishOf(world.new, names[winner] ?? '');
      expect(await deployed(world, journalOf(winner), wish), 'of which nothing was left to do').toEqual(now);
    } finally {
      await world.stop();
    }
  },
);
