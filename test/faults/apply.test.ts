import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Plan } from '../../src/plan/change.ts';
import { type ApplyResult, applyPlan } from '../../src/targets/apply.ts';
import { type Journal, openJournal } from '../../src/targets/journal/journal.ts';
import { openDeployments, recoverTarget } from '../../src/targets/journal/recover.ts';
import { planTarget } from '../../src/targets/observe.ts';
import { howMany } from '../support/how-many.ts';
import type { Fault } from './injector.ts';
import type { World } from './world.ts';
import { worlds } from './worlds.ts';

/** Everything, or a few operations spread over the whole for each fault. */
const ASKED = process.env['SIGNALBOX_FAULTS'];
/** `all`, or every so manieth: `5`. */
const STEP = ASKED === undefined ? undefined : ASKED === 'all' ? 1 : Number(ASKED);
const FEW = howMany(1, 3);
/** On a bare machine every other fault: these with one target, those with the next. */
const EVERY = STEP === undefined ? howMany(4, 1) : 1;
/** Where writing to the disk at once costs nothing. */
const MEMORY = '/dev/shm';
/** Silence lasts as long as the client waits: the next longer where a busy machine was silent by itself, before it came to the fault. */
const PATIENCE_MS = [250, 2000, 16_000] as const;

const FOREVER_MS = 3_600_000;

type Ending = 'converged' | 'put back' | 'left to the next run';

function tell(name: string, operations: number, counts: ReadonlyMap<string, number>): void {
  const lines = [...counts].map(([what, count]) => `${String(count).padStart(6)} ${what}`);
  const how = STEP === 1 ? '' : ' (a sample; SIGNALBOX_FAULTS=all is everything)';
  process.stdout.write(`${name}: faults injected into the ${operations} operations of 50 changes${how}:\n${lines.join('\n')}\n`);
}

/** Two versions of a world, and the plan between them. */
interface Prepared {
  readonly world: World;
  readonly plan: Plan;
  readonly old: unknown;
  readonly new: unknown;
  readonly operations: number;
  readonly folder: string;
}

async function prepare(world: World, folder: string): Promise<Prepared> {
  const { target, io, order } = world;
  world.faults.arm(undefined);
  await deploy(world, await planTarget(target, world.old, order, io), journalIn(folder, 'first'));
  await world.keep();
  const old = await world.snapshot();
  const plan = await planTarget(target, world.new, order, io);
  expect(plan.changes.filter(({ action }) => action !== 'keep')).toHaveLength(50);
  world.faults.arm(undefined);
  await deploy(world, plan, journalIn(folder, 'second'));
  const operations = world.faults.count;
  return { world, plan, old, new: await world.snapshot(), operations, folder };
}

/** `later`: of a run a minute after. */
function journalIn(folder: string, run: string, later = 0): Journal {
  const process = { host: 'here', pid: 1, started: run };
  const deployer = { who: 'kim@here', tool: '1', process, isAlive: () => false, now: () => new Date(Date.now() + later) };
  return openJournal({ directory: join(folder, 'journals', run), target: 'live', deployer });
}

async function deploy({ target, io }: World, plan: Plan, journal: Journal): Promise<void> {
  const result = await applyPlan(plan, target, io, { journal });
  expect(result).toMatchObject({ status: 'done', warnings: [] });
}

/** One deployment with one fault, and what came of it. */
async function ending(prepared: Prepared, fault: Fault, at: number, patience = 0): Promise<Ending> {
  const { world, plan, folder } = prepared;
  const journal = journalIn(folder, `${fault.name} ${at} ${patience}`);
  await world.reset();
  world.faults.arm(fault, at);
  const waitMs = PATIENCE_MS[patience] ?? FOREVER_MS;
  const io = { ...world.io, timeoutMs: fault.heard === 'silence' ? waitMs : FOREVER_MS };
  const run = applyPlan(plan, world.target, io, { journal });
  const result = await Promise.race([run, world.faults.gone.then(() => undefined)]);
  const early = fault.heard === 'silence' && world.faults.count <= at;
  if (early && patience < PATIENCE_MS.length - 1) return ending(prepared, fault, at, patience + 1);
  expect(world.faults.count, 'operations').toBeGreaterThan(at);
  world.faults.arm(undefined);
  const now = result && (await world.snapshot());
  if (fault.heard === 'killed') expect(result, 'of a process that is gone').toBeUndefined();
  expect(result?.failure?.kind, 'nobody else was there').not.toBe('moved');
  if (result?.status === 'done') return sameAs(now, prepared.new, 'converged');
  if (result && (await openDeployments(journal)).length === 0) return judgedPutBack(result, now, prepared);
  await nextRun(prepared, journalIn(folder, `${fault.name} ${at} ${patience}`, 60_000));
  await rm(join(folder, 'journals'), { recursive: true, force: true });
  return 'left to the next run';
}

function judgedPutBack(result: ApplyResult, now: unknown, prepared: Prepared): Ending {
  expect(result).toMatchObject({ applied: [], unrestored: [], left: [] });
  return sameAs(now, prepared.old, 'put back');
}

function sameAs(now: unknown, wanted: unknown, name: Ending): Ending {
  expect(now).toEqual(wanted);
  return name;
}

/** Puts back to the same bytes, and then gets where the first wanted to go. */
async function nextRun({ world, old, new: wanted }: Prepared, journal: Journal): Promise<void> {
  const { target, io, order } = world;
  const recovered = await recoverTarget(target, journal, io);
  for (const one of recovered) expect(one).toMatchObject({ left: [], unrestored: [] });
  if (recovered.length > 0) expect(await world.snapshot()).toEqual(old);
  await deploy(world, await planTarget(target, world.new, order, io), journal);
  expect(await world.snapshot()).toEqual(wanted);
}

function indexes(operations: number, seed: number): number[] {
  if (STEP !== undefined) return Array.from({ length: operations }, (_, at) => at).filter((at) => at % STEP === seed % STEP);
  return Array.from({ length: FEW }, (_, at) => Math.floor(((at + (seed % 10) / 10) * operations) / FEW));
}

test.each(worlds)(
  'at every operation $name ends with what was wanted, with what was there, or with a journal to get there',
  async ({ name, open }) => {
    const folder = await mkdtemp(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'signalbox-faults-'));
    const world = await open(folder);
    try {
      const prepared = await prepare(world, folder);
      const counts = new Map<string, number>();
      for (const [seed, fault] of world.kinds.entries()) {
        if (seed % EVERY !== name.length % EVERY) continue;
        for (const at of indexes(prepared.operations, seed)) {
          const end = await ending(prepared, fault, at).catch((error: unknown) => {
            throw new Error(`${name}: ${fault.name} at operation ${at} of ${prepared.operations}`, { cause: error });
          });
          const what = `${fault.name}: ${end}`;
          counts.set(what, (counts.get(what) ?? 0) + 1);
        }
      }
      tell(name, prepared.operations, counts);
    } finally {
      await world.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }); // what was killed wakes when its server stops
    }
  },
  3_600_000,
);
