import { aggregate, vector } from '../../query/promql/build.ts';
import { printPromql } from '../../query/promql/print.ts';
import type { Sample } from '../servers/answer.ts';
import type { PrometheusReader } from '../servers/prometheus.ts';
import { type Interval, wilson } from '../statistics/proportion.ts';
import { endingOf, type WorkflowNames } from './names.ts';
import { keysOf, type Labels, matching, numberFor, ofEach, onlyBelow, type Queries, queriesOf } from './queries.ts';

export interface WorkflowQuestion {
  readonly at: Date;
  /** How far back is counted. */
  readonly seconds: number;
  /** Only this workflow. */
  readonly workflow: string | undefined;
  /** How the metrics are named; those of the kit where nobody says. */
  readonly names?: readonly WorkflowNames[];
}

/** What a workflow, or a step of it, did in a span of time; durations in seconds. */
export interface WorkStats {
  readonly workflow: string;
  /** undefined: of the workflow as a whole. */
  readonly step: string | undefined;
  readonly completed: number;
  readonly failed: number;
  readonly cancelled: number;
  /** Completed of completed and failed; a cancelled one is neither. */
  readonly successRatio: number | undefined;
  /** Where the ratio may really be, with 95 % confidence. */
  readonly successBetween: Interval | undefined;
  readonly meanSeconds: number | undefined;
  readonly p50Seconds: number | undefined;
  readonly p95Seconds: number | undefined;
  /** Every duration was below this, the limit of the first bucket: the quantiles above are no more than drawn between 0 and it. */
  readonly belowSeconds: number | undefined;
  readonly retries: number | undefined;
  readonly tokens: number | undefined;
  readonly costUsd: number | undefined;
  /** Of workflows as a whole. */
  readonly waitP95Seconds: number | undefined;
}

/** How many are under way and how many wait, at one moment. */
export interface ActiveWork {
  readonly workflow: string;
  readonly active: number;
  readonly queued: number;
}

/** Workflows as a whole; throws `OutsideFailure` where Prometheus has no answer. */
export function workflowStats(prometheus: PrometheusReader, question: WorkflowQuestion): Promise<WorkStats[]> {
  return ofEach(question.names, async (names) => {
    const { buckets, increase, quantile, read } = queriesOf(prometheus, question, names, [names.workflow]);
    const ended = await read(increase(names.executions, [names.status]));
    const wait = await read(quantile(names.queueWait, 0.95));
    const found = await detailsOf({ buckets, increase, quantile, read }, names, names.executionDuration);
    return keysOf(ended, [names.workflow]).map((labels) => ({
      ...statsOf(labels, names, countsOf(ended, labels, names.status), found),
      waitP95Seconds: numberFor(wait, labels),
    }));
  });
}

/** Each step of each workflow. */
export function stepStats(prometheus: PrometheusReader, question: WorkflowQuestion): Promise<WorkStats[]> {
  return ofEach(question.names, async (names) => {
    const { buckets, increase, quantile, read } = queriesOf(prometheus, question, names, [names.workflow, names.step]);
    const ended = await read(increase(names.steps, [names.outcome]));
    const found = await detailsOf({ buckets, increase, quantile, read }, names, names.stepDuration);
    return keysOf(ended, [names.workflow, names.step]).map((labels) => ({
      ...statsOf(labels, names, countsOf(ended, labels, names.outcome), found),
      waitP95Seconds: undefined,
    }));
  });
}

/** What is under way now. */
export function activeWork(
  prometheus: PrometheusReader,
  { at, names, workflow }: Omit<WorkflowQuestion, 'seconds'>,
): Promise<ActiveWork[]> {
  return ofEach(names, async (named) => {
    const sum = (name: string) => aggregate('sum', { by: [named.workflow] }, vector(name, matching(named, workflow)));
    const [active, queued] = [
      await prometheus.instant(printPromql(sum(named.active)), at),
      await prometheus.instant(printPromql(sum(named.queueLength)), at),
    ];
    return keysOf([...active, ...queued], [named.workflow]).map((labels) => ({
      workflow: labels[named.workflow] ?? '',
      active: numberFor(active, labels) ?? 0,
      queued: numberFor(queued, labels) ?? 0,
    }));
  });
}

interface Details {
  readonly sum: readonly Sample[];
  readonly count: readonly Sample[];
  readonly p50: readonly Sample[];
  readonly p95: readonly Sample[];
  readonly buckets: readonly Sample[];
  readonly retries: readonly Sample[];
  readonly tokens: readonly Sample[];
  readonly cost: readonly Sample[];
}

async function detailsOf(
  { buckets, increase, quantile, read }: Queries,
  names: WorkflowNames,
  histogram: string,
): Promise<Details> {
  return {
    sum: await read(increase(`${histogram}_sum`)),
    count: await read(increase(`${histogram}_count`)),
    p50: await read(quantile(histogram, 0.5)),
    p95: await read(quantile(histogram, 0.95)),
    buckets: await read(buckets(histogram)),
    retries: await read(increase(names.retries)),
    tokens: await read(increase(names.tokens)),
    cost: await read(increase(names.cost)),
  };
}

type Counts = Pick<WorkStats, 'completed' | 'failed' | 'cancelled'>;

/** By any of the usual words for how something ended. */
function countsOf(ended: readonly Sample[], labels: Labels, status: string): Counts {
  const counts = { completed: 0, failed: 0, cancelled: 0 };
  for (const { labels: of, value } of ended) {
    const ending = endingOf(of[status]);
    const isIt = Object.entries(labels).every(([name, wanted]) => (of[name] ?? '') === wanted);
    if (ending && isIt && Number.isFinite(value)) counts[ending] += value;
  }
  return counts;
}

function statsOf(labels: Labels, names: WorkflowNames, counts: Counts, details: Details): Omit<WorkStats, 'waitP95Seconds'> {
  const all = counts.completed + counts.failed;
  const of = (samples: readonly Sample[]) => numberFor(samples, labels);
  const [sum, count] = [of(details.sum), of(details.count)];
  return {
    workflow: labels[names.workflow] ?? '',
    step: labels[names.step],
    ...counts,
    successRatio: all > 0 ? counts.completed / all : undefined,
    successBetween: all > 0 ? wilson(counts.completed, all) : undefined,
    meanSeconds: sum !== undefined && count ? sum / count : undefined,
    p50Seconds: of(details.p50),
    p95Seconds: of(details.p95),
    belowSeconds: onlyBelow(details.buckets, labels),
    retries: of(details.retries),
    tokens: of(details.tokens),
    costUsd: of(details.cost),
  };
}
