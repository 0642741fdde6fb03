import { aggregate, call, number, range, vector } from '../../query/promql/build.ts';
import { printPromql } from '../../query/promql/print.ts';
import type { Expr } from '../../query/promql/tree.ts';
import type { Sample } from '../servers/answer.ts';
import type { PrometheusReader } from '../servers/prometheus.ts';
import { type Interval, wilson } from '../statistics/proportion.ts';

export interface WorkflowQuestion {
  readonly at: Date;
  /** How far back is counted. */
  readonly seconds: number;
  /** Only this workflow. */
  readonly workflow: string | undefined;
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

type Read = (expr: Expr) => Promise<readonly Sample[]>;

/** Workflows as a whole, by the metrics of `workflowMetrics`; throws `OutsideFailure` where Prometheus has no answer. */
export async function workflowStats(prometheus: PrometheusReader, question: WorkflowQuestion): Promise<WorkStats[]> {
  const { increase, quantile, read } = queriesOf(prometheus, question, ['workflow']);
  const ended = await read(increase('workflow_executions_total', ['status']));
  const wait = await read(quantile('workflow_queue_wait_seconds', 0.95));
  const found = await detailsOf({ increase, quantile, read }, 'workflow_execution_duration_seconds');
  return keysOf(ended, ['workflow']).map((labels) => {
    const of = (status: string) => numberFor(ended, { ...labels, status }) ?? 0;
    const counts = { completed: of('completed'), failed: of('failed'), cancelled: of('cancelled') };
    return { ...statsOf(labels, counts, found), waitP95Seconds: numberFor(wait, labels) };
  });
}

/** Each step of each workflow. */
export async function stepStats(prometheus: PrometheusReader, question: WorkflowQuestion): Promise<WorkStats[]> {
  const { increase, quantile, read } = queriesOf(prometheus, question, ['workflow', 'step']);
  const ended = await read(increase('workflow_steps_total', ['outcome']));
  const found = await detailsOf({ increase, quantile, read }, 'workflow_step_duration_seconds');
  return keysOf(ended, ['workflow', 'step']).map((labels) => {
    const counts = {
      completed: numberFor(ended, { ...labels, outcome: 'ok' }) ?? 0,
      failed: numberFor(ended, { ...labels, outcome: 'error' }) ?? 0,
    };
    return { ...statsOf(labels, { ...counts, cancelled: 0 }, found), waitP95Seconds: undefined };
  });
}

/** What is under way now. */
export async function activeWork(
  prometheus: PrometheusReader,
  { at, workflow }: Omit<WorkflowQuestion, 'seconds'>,
): Promise<ActiveWork[]> {
  const sum = (name: string) => aggregate('sum', { by: ['workflow'] }, vector(name, matching(workflow)));
  const [active, queued] = [
    await prometheus.instant(printPromql(sum('workflow_executions_active')), at),
    await prometheus.instant(printPromql(sum('workflow_queue_length')), at),
  ];
  return keysOf([...active, ...queued], ['workflow']).map((labels) => ({
    workflow: labels['workflow'] ?? '',
    active: numberFor(active, labels) ?? 0,
    queued: numberFor(queued, labels) ?? 0,
  }));
}

interface Queries {
  readonly read: Read;
  increase(name: string, more?: readonly string[]): Expr;
  quantile(histogram: string, share: number): Expr;
}

function queriesOf(prometheus: PrometheusReader, { at, seconds, workflow }: WorkflowQuestion, by: readonly string[]): Queries {
  const over = (how: string, name: string, grouping: readonly string[]) =>
    aggregate(
      'sum',
      { by: grouping },
      call(how, range(vector(name, matching(workflow)), Math.max(1, Math.round(seconds)) * 1000)),
    );
  return {
    read: (expr) => prometheus.instant(printPromql(expr), at),
    increase: (name, more = []) => over('increase', name, [...by, ...more]),
    quantile: (name, share) => call('histogram_quantile', number(share), over('rate', `${name}_bucket`, ['le', ...by])),
  };
}

function matching(workflow: string | undefined): Readonly<Record<string, string>> {
  return workflow === undefined ? {} : { workflow };
}

interface Details {
  readonly sum: readonly Sample[];
  readonly count: readonly Sample[];
  readonly p50: readonly Sample[];
  readonly p95: readonly Sample[];
  readonly retries: readonly Sample[];
  readonly tokens: readonly Sample[];
  readonly cost: readonly Sample[];
}

async function detailsOf({ increase, quantile, read }: Queries, histogram: string): Promise<Details> {
  return {
    sum: await read(increase(`${histogram}_sum`)),
    count: await read(increase(`${histogram}_count`)),
    p50: await read(quantile(histogram, 0.5)),
    p95: await read(quantile(histogram, 0.95)),
    retries: await read(increase('workflow_step_retries_total')),
    tokens: await read(increase('workflow_tokens_total')),
    cost: await read(increase('workflow_cost_usd_total')),
  };
}

type Labels = Readonly<Record<string, string>>;
type Counts = Pick<WorkStats, 'completed' | 'failed' | 'cancelled'>;

function statsOf(labels: Labels, counts: Counts, details: Details): Omit<WorkStats, 'waitP95Seconds'> {
  const all = counts.completed + counts.failed;
  const of = (samples: readonly Sample[]) => numberFor(samples, labels);
  const [sum, count] = [of(details.sum), of(details.count)];
  return {
    workflow: labels['workflow'] ?? '',
    step: labels['step'],
    ...counts,
    successRatio: all > 0 ? counts.completed / all : undefined,
    successBetween: all > 0 ? wilson(counts.completed, all) : undefined,
    meanSeconds: sum !== undefined && count ? sum / count : undefined,
    p50Seconds: of(details.p50),
    p95Seconds: of(details.p95),
    retries: of(details.retries),
    tokens: of(details.tokens),
    costUsd: of(details.cost),
  };
}

/** What the samples are about, each once, in order. */
function keysOf(samples: readonly Sample[], names: readonly string[]): Labels[] {
  const known = new Map(samples.map(({ labels }) => [JSON.stringify(names.map((name) => labels[name] ?? '')), labels]));
  const sorted = [...known].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([, labels]) => Object.fromEntries(names.map((name) => [name, labels[name] ?? ''])));
}

/** An idle histogram has no quantile: that is no number. */
function numberFor(samples: readonly Sample[], wanted: Labels): number | undefined {
  const found = samples.find(({ labels }) => Object.entries(wanted).every(([name, value]) => (labels[name] ?? '') === value));
  return found && Number.isFinite(found.value) ? found.value : undefined;
}
