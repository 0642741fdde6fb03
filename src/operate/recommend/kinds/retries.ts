import { type WorkflowNames, workflowNames } from '../../workflows/names.ts';
import { stepStats, type WorkStats } from '../../workflows/stats.ts';
import { type Recommendation, type RecommendKind, shareText } from '../kind.ts';

/** A step that fails this often is worth a change. */
const FAILS = 0.02;
const FEWEST = 50;
/** More attempts than this a run and they are the problem themselves. */
const MANY = 1;

/** Steps of workflows that fail without a second attempt, or that live of them. */
export const retries: RecommendKind = {
  name: 'error handling',
  async find({ at, derived, prometheus, seconds }) {
    const found: Recommendation[] = [];
    for (const names of workflowNames(derived)) {
      const steps = await stepStats(prometheus, { at, seconds, workflow: undefined, names: [names] });
      found.push(...steps.flatMap((step) => advised(step, names, seconds)));
    }
    return found;
  },
};

function advised(
  { completed, failed, retries: again = 0, step = '', workflow }: WorkStats,
  names: WorkflowNames,
  seconds: number,
): Recommendation[] {
  const all = completed + failed;
  if (all < FEWEST) return [];
  const of = `${names.workflow}=${JSON.stringify(workflow)}, ${names.step}=${JSON.stringify(step)}`;
  const measure = `sum(increase(${names.steps}{${of}, ${names.outcome}=~"error|fail.*|time.*"}[${Math.round(seconds)}s])) or vector(0)`;
  const common = { kind: retries.name, about: `${workflow} ${step}`, measure, now: failed, better: 'lower' as const };
  const runs = `${Math.round(all)} runs`;
  if (again / all > MANY)
    return [
      {
        ...common,
        advice: `Find out why ${step} needs so many attempts before it is given more.`,
        evidence: `${Number((again / all).toPrecision(3))} attempts after the first for each of ${runs}; ${shareText(failed / all)} fail all the same.`,
        effect: `Up to ${Math.round(again)} attempts less.`,
        weight: Math.min(1, again / all / 10),
      },
    ];
  if (failed / all < FAILS || again > 0) return [];
  return [
    {
      ...common,
      advice: `Try ${step} again where what it calls may be away for a moment.`,
      evidence: `${shareText(failed / all)} of ${runs} fail, and none was tried again.`,
      effect: `If failures are independent, one more attempt leaves ${shareText((failed / all) ** 2)}.`,
      weight: failed / all,
    },
  ];
}
