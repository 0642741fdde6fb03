import { describe, expect, test } from 'vitest';
import { applyPlan } from '../../src/targets/apply.ts';
import { type Journal, openJournal } from '../../src/targets/journal/journal.ts';
import { deploymentToGoTo, planRollback } from '../../src/targets/journal/rollback.ts';
import { planDestruction, planTarget } from '../../src/targets/observe.ts';
import { verifyTarget } from '../../src/targets/verify.ts';
import { inFolder } from '../unit/targets/samples.ts';
import type { ServerName } from './images.ts';
import { alertmanagerLife } from './lives/alertmanager.ts';
import { collectorLife } from './lives/collector.ts';
import type { Life, Stage } from './lives/life.ts';
import { lokiLife } from './lives/loki.ts';
import { mimirLife } from './lives/mimir.ts';
import { prometheusLife } from './lives/prometheus.ts';
import { requireServer } from './support.ts';

const LIVES: readonly (readonly [ServerName, () => Promise<Life>])[] = [
  ['prometheus', prometheusLife],
  ['alertmanager', alertmanagerLife],
  ['mimir', mimirLife],
  ['loki', lokiLife],
  ['collector', collectorLife],
];
const STAGES: readonly Stage[] = ['created', 'updated', 'moved', 'pruned'];
const SERVED = { timeout: 30_000, interval: 300 }; // some look for what is new every few seconds

function journalIn(directory: string): Journal {
  const process = { host: 'here', pid: 1, started: '' };
  const deployer = { who: 'kim', tool: '1', process, isAlive: () => false, now: () => new Date() };
  return openJournal({ directory, target: 'live', deployer });
}

/** Deploys, and has it from the server itself; a plan after it has nothing to do. Gives the actions that were needed. */
async function deploy(life: Life, stage: Stage, journal: Journal): Promise<string[]> {
  const { target, io, order, stages } = life;
  const plan = await planTarget(target, stages[stage], order, io);
  expect(await applyPlan(plan, target, io, { journal }), stage).toMatchObject({ status: 'done', warnings: [] });
  await serves(life, stage);
  return plan.changes.map(({ action }) => action).filter((action) => action !== 'keep');
}

async function serves(life: Life, stage: Stage): Promise<void> {
  await life.restart?.();
  await expect.poll(life.served, SERVED).toEqual(life.expected[stage]);
  const again = await planTarget(life.target, life.stages[stage], life.order, life.io);
  expect(new Set(again.changes.map(({ action }) => action)), `again ${stage}`).toEqual(new Set(['keep']));
  expect(await verifyTarget(life.target, life.stages[stage], life.io)).toEqual([]);
}

async function drifts(life: Life, journal: Journal): Promise<void> {
  await life.edit();
  await life.restart?.();
  await expect.poll(life.served, SERVED).not.toEqual(life.expected.pruned);
  expect(await verifyTarget(life.target, life.stages.pruned, life.io)).not.toEqual([]);
  expect(await deploy(life, 'pruned', journal)).toEqual(['update']);
}

async function goesBack(life: Life, journal: Journal): Promise<void> {
  const { target, order, io } = life;
  const back = await planRollback(target, deploymentToGoTo(await journal.list(), '3'), journal, order, io);
  expect(await applyPlan(back, target, io, { journal, command: 'rollback' })).toMatchObject({ status: 'done' });
  await serves(life, 'updated');
}

async function ends(life: Life): Promise<void> {
  const { target, order, io, stages } = life;
  const destruction = await planDestruction(target, stages.updated, order, io);
  expect(await applyPlan(destruction, target, io)).toMatchObject({ status: 'done' });
  await life.restart?.();
  await expect.poll(life.served, SERVED).toEqual(life.expected.destroyed);
  expect((await planDestruction(target, stages.updated, order, io)).changes).toEqual([]);
}

for (const [name, open] of LIVES) {
  const skipped = await requireServer(name);
  describe.skipIf(skipped !== undefined)(`the life of a target: ${name}${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
    test('create, update, move, prune, drift, rollback and destruction, each as the server tells it', () =>
      inFolder(async (folder) => {
        const life = await open();
        try {
          const journal = journalIn(folder);
          const actions: Record<string, string[]> = {};
          for (const stage of STAGES) actions[stage] = await deploy(life, stage, journal);
          expect(new Set(actions['updated'])).toEqual(new Set(['update']));
          expect(actions['moved']).toEqual(expect.arrayContaining(['create', 'delete']));
          expect(actions['pruned']).toContain('delete');
          await drifts(life, journal);
          await goesBack(life, journal);
          await ends(life);
        } finally {
          await life.stop();
        }
      }));
  });
}
