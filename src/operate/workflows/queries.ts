import { aggregate, call, number, range, vector } from '../../query/promql/build.ts';
import { printPromql } from '../../query/promql/print.ts';
import type { Expr } from '../../query/promql/tree.ts';
import { numberOf, type Sample } from '../servers/answer.ts';
import type { PrometheusReader } from '../servers/prometheus.ts';
import { KIT_NAMES, type WorkflowNames } from './names.ts';

type Read = (expr: Expr) => Promise<readonly Sample[]>;

export type Labels = Readonly<Record<string, string>>;

export async function ofEach<T>(
  sets: readonly WorkflowNames[] = [KIT_NAMES],
  read: (names: WorkflowNames) => Promise<readonly T[]>,
): Promise<T[]> {
  const all: T[] = [];
  for (const names of sets) all.push(...(await read(names)));
  return all;
}

interface Asked {
  readonly at: Date;
  readonly seconds: number;
  readonly workflow: string | undefined;
}

export interface Queries {
  readonly read: Read;
  increase(name: string, more?: readonly string[]): Expr;
  quantile(histogram: string, share: number): Expr;
  /** Observations up to each limit. */
  buckets(histogram: string): Expr;
}

export function queriesOf(
  prometheus: PrometheusReader,
  { at, seconds, workflow }: Asked,
  names: WorkflowNames,
  by: readonly string[],
): Queries {
  const over = (how: string, name: string, grouping: readonly string[]) =>
    aggregate(
      'sum',
      { by: grouping },
      call(how, range(vector(name, matching(names, workflow)), Math.max(1, Math.round(seconds)) * 1000)),
    );
  return {
    read: (expr) => prometheus.instant(printPromql(expr), at),
    increase: (name, more = []) => over('increase', name, [...by, ...more]),
    buckets: (name) => over('increase', `${name}_bucket`, ['le', ...by]),
    quantile: (name, share) => call('histogram_quantile', number(share), over('rate', `${name}_bucket`, ['le', ...by])),
  };
}

export function matching(names: WorkflowNames, workflow: string | undefined): Readonly<Record<string, string>> {
  return workflow === undefined ? {} : { [names.workflow]: workflow };
}

/** The limit of the first bucket, where every observation is below it: no quantile is known then, only that it is less. */
export function onlyBelow(buckets: readonly Sample[], wanted: Labels): number | undefined {
  const own = buckets
    .filter(({ labels }) => Object.entries(wanted).every(([name, value]) => (labels[name] ?? '') === value))
    .map(({ labels, value }) => ({ le: numberOf(labels['le'] ?? ''), value }))
    .sort((a, b) => a.le - b.le);
  const [first] = own;
  const all = own.at(-1)?.value ?? 0;
  // what `increase` makes of two counters that are alike differs in the last digits
  return first && own.length > 1 && all > 0 && first.value >= all * (1 - 1e-9) ? first.le : undefined;
}

/** What the samples are about, each once, in order. */
export function keysOf(samples: readonly Sample[], names: readonly string[]): Labels[] {
  const known = new Map(samples.map(({ labels }) => [JSON.stringify(names.map((name) => labels[name] ?? '')), labels]));
  const sorted = [...known].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([, labels]) => Object.fromEntries(names.map((name) => [name, labels[name] ?? ''])));
}

/** An idle histogram has no quantile: that is no number. */
export function numberFor(samples: readonly Sample[], wanted: Labels): number | undefined {
  const found = samples.find(({ labels }) => Object.entries(wanted).every(([name, value]) => (labels[name] ?? '') === value));
  return found && Number.isFinite(found.value) ? found.value : undefined;
}
