import { joins } from '../../workflows/step-joins.ts';
import { type Recommendation, type RecommendKind, shareText } from '../kind.ts';
import { byWorkflow, meanSeconds, took } from '../of-workflows.ts';

/** A tenth of an execution spent on waiting for one branch. */
const WORTH = 0.1;
/** So often the same one is last. */
const ALWAYS = 0.8;

/** Steps that wait for the slowest of their branches. */
export const merge: RecommendKind = {
  name: 'merge strategy',
  async find(context) {
    const found: Recommendation[] = [];
    for (const [workflow, runs] of byWorkflow(await context.executions())) {
      for (const { branches, executions, share, slowest, slowestShare, step, waits } of joins(runs)) {
        if (share < WORTH) continue;
        const isOne = slowestShare >= ALWAYS;
        found.push({
          kind: merge.name,
          about: `${workflow}: ${step}`,
          advice: isOne
            ? `Let ${step} take the branches as they come, or give ${slowest} a time limit or less to do: all others wait for it.`
            : `Let ${step} take the branches as they come, or go on when most have ended: now this one is last, now that one.`,
          evidence: `In ${executions} executions ${step} waited ${seconds(waits)} on average from the last but one of ${branches.join(', ')} to the last, ${slowest} in ${shareText(slowestShare)} of them.`,
          effect: `Up to ${seconds(waits)} less of ${seconds(took(runs))} (${shareText(share)}).`,
          weight: Math.min(1, share),
          better: 'lower',
          ...(await meanSeconds(context, workflow, took(runs))),
        });
      }
    }
    return found;
  },
};

function seconds(milliseconds: number): string {
  return `${Number((milliseconds / 1000).toPrecision(3))}s`;
}
