import { workflowNames } from '../../workflows/names.ts';
import { independentSteps } from '../../workflows/step-order.ts';
import { oneNumber, type Recommendation, type RecommendContext, type RecommendKind, shareText } from '../kind.ts';
import { byWorkflow, meanSeconds, took } from '../of-workflows.ts';

/** Waiting that is worth a change: a tenth of what the work itself takes. */
const WAITS = 0.1;
/** Of the most that ever ran at once, on average. */
const BUSY = 0.8;
const IDLE = 0.5;
/** An execution that gets shorter by less is not worth it. */
const WORTH = 0.05;
const MOST = 5;

/** More workers where work waits and all are busy; steps side by side that need nothing of each other. */
export const parallelism: RecommendKind = {
  name: 'parallelism',
  async find(context) {
    return [...(await waiting(context)), ...(await sideBySide(context))];
  },
};

interface Queue {
  readonly wait: string;
  readonly duration: string;
  readonly active: string;
  readonly label: string;
}

async function waiting(context: RecommendContext): Promise<Recommendation[]> {
  const { at, derived, prometheus, seconds } = context;
  const range = `[${Math.round(seconds)}s]`;
  const queues: Queue[] = workflowNames(derived).map(({ active, executionDuration, queueWait, workflow }) => ({
    wait: queueWait,
    duration: executionDuration,
    active,
    label: workflow,
  }));
  queues.push({ wait: 'job_queue_wait_seconds', duration: 'job_duration_seconds', active: 'jobs_active', label: 'job_name' });
  const found: Recommendation[] = [];
  for (const { active, duration, label, wait } of queues) {
    const waits = await prometheus.instant(
      `histogram_quantile(0.95, sum by (le, ${label}) (rate(${wait}_bucket${range}))) > 0`,
      at,
    );
    for (const { labels, value } of waits) {
      const name = labels[label] ?? '';
      const of = `{${label}=${JSON.stringify(name)}}`;
      const lasts = await oneNumber(
        context,
        `sum(rate(${duration}_sum${of}${range})) / sum(rate(${duration}_count${of}${range}))`,
      );
      const running = `sum(${active}${of})${range.replace(']', ':1m]')}`;
      const used = await oneNumber(context, `avg_over_time(${running}) / max_over_time(${running})`);
      const most = await oneNumber(context, `max_over_time(${running})`);
      const advice = adviseWorkers({ waits: value, lasts, used, most });
      const measure = `histogram_quantile(0.95, sum by (le) (rate(${wait}_bucket${of}${range})))`;
      if (advice) found.push({ kind: parallelism.name, about: name, measure, now: value, better: 'lower', ...advice });
    }
  }
  return found;
}

interface Workers {
  /** 95th percentile of the wait, and the mean of the work; seconds. */
  readonly waits: number;
  readonly lasts: number | undefined;
  /** How many ran at once on average, of the most that ever did. */
  readonly used: number | undefined;
  readonly most: number | undefined;
}

/** Whether work waits for want of workers; undefined where it hardly waits, or where that is not clear. */
export function adviseWorkers({
  lasts,
  most,
  used,
  waits,
}: Workers): Pick<Recommendation, 'advice' | 'evidence' | 'effect' | 'weight'> | undefined {
  if (!Number.isFinite(waits) || !lasts || used === undefined || most === undefined || waits < WAITS * lasts) return undefined;
  const evidence = `95 of 100 begin within ${round(waits)}s, the work itself takes ${round(lasts)}s; ${round(used * most)} run at once on average, ${most} at most (${shareText(used)}).`;
  const weight = Math.min(1, waits / (waits + lasts));
  if (used >= BUSY)
    return {
      advice: `Let more than ${most} run at once: work waits because all workers are busy.`,
      evidence,
      effect: `With ${Math.ceil((used * most) / IDLE)} workers half of them are free on average; up to ${round(waits)}s sooner begun.`,
      weight,
    };
  if (used > IDLE) return undefined;
  return {
    advice: 'Look at what lets work begin: it waits though workers are free. More of them would not help.',
    evidence,
    effect: `Up to ${round(waits)}s sooner begun.`,
    weight: weight / 2,
  };
}

async function sideBySide(context: RecommendContext): Promise<Recommendation[]> {
  const found: Recommendation[] = [];
  for (const [workflow, runs] of byWorkflow(await context.executions())) {
    const whole = took(runs);
    for (const { first, known, saves, second, seen, together } of independentSteps(runs).slice(0, MOST)) {
      if (saves < WORTH * whole) continue;
      const why =
        known === 'either order'
          ? `in ${seen} of them the other way round`
          : `in ${seen} of them ${second} ended well though ${first} failed`;
      found.push({
        kind: parallelism.name,
        about: `${workflow}: ${first}, ${second}`,
        advice: `Run ${first} and ${second} side by side.`,
        evidence: `In ${together} executions they ran one after the other, never at once; ${why}: neither needs what the other gives.`,
        effect: `About ${round(saves / 1000)}s less of ${round(whole / 1000)}s (${shareText(saves / whole)}).`,
        weight: Math.min(1, saves / whole),
        better: 'lower',
        ...(await meanSeconds(context, workflow, whole)),
      });
    }
  }
  return found;
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
