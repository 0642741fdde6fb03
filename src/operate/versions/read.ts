import { matcherOf } from '../../define/matcher-of.ts';
import { type Build, buildOf } from '../../derive/boards/versions.ts';
import { type Work, worksOf } from '../../derive/boards/work.ts';
import type { Service } from '../../model/service.ts';
import type { Slo } from '../../model/slo.ts';
import { aggregate, binary, call, number, range, vector } from '../../query/promql/build.ts';
import { printPromql } from '../../query/promql/print.ts';
import type { Expr, VectorSelector } from '../../query/promql/tree.ts';
import type { Series } from '../servers/answer.ts';
import { numberOf } from '../servers/answer.ts';
import type { PrometheusReader, Steps } from '../servers/prometheus.ts';
import type { VersionCounts } from './compare.ts';
import { exactCounts, type Scraped, type Selectors } from './exact.ts';
import { type Run, runsOf } from './usage.ts';

/** A service that says which version of it runs, and what it does that may fail; undefined where it says none. */
export interface Versioned {
  readonly service: Service;
  readonly label: string;
  readonly info: VectorSelector;
  /** undefined: nothing is declared that tells how its work ends. */
  readonly work: Work | undefined;
}

export function versionedOf(service: Service, slos: readonly Slo[]): Versioned | undefined {
  const build: Build | undefined = buildOf(service);
  if (!build) return undefined;
  return { service, label: build.label, info: selectorOf(build.info.of.name, build.info.match), work: worksOf(service, slos)[0] };
}

/** Which version each instance ran at each step. */
export async function readRuns(prometheus: PrometheusReader, { info, label }: Versioned, steps: Steps): Promise<Run[]> {
  const asked = aggregate('max', { by: ['instance', label] }, info);
  return runsOf(await prometheus.range(printPromql(asked), steps), label);
}

/** What each version did, and how that was found out. */
export interface ReadCounts {
  /** `exact`: scrape by scrape; `estimated`: by `increase` of steps, which extrapolates where a run begins and ends. */
  readonly counted: 'exact' | 'estimated';
  readonly counts: ReadonlyMap<string, VersionCounts>;
  /** By version: what new instances had counted when they were first scraped; it is in no count. */
  readonly unsure: ReadonlyMap<string, number>;
}

/** What each version did, by every sample where there are not too many, else by steps. */
export async function readCounts(prometheus: PrometheusReader, versioned: Versioned, steps: Scraped): Promise<ReadCounts> {
  const { info, label, work } = versioned;
  if (!work) return { counted: 'exact', counts: new Map(), unsure: new Map() };
  const { duration } = work;
  const selectors = {
    info,
    label,
    total: selectorOf(work.metric.name, work.total.match),
    bad: selectorOf(work.bad.of.name, work.bad.match),
    buckets: duration && selectorOf(`${duration.of.name}_bucket`, duration.match),
  };
  const exact = await exactCounts(prometheus, selectors, steps);
  if (exact) return { counted: 'exact', ...exact };
  return { counted: 'estimated', counts: await estimatedCounts(prometheus, selectors, steps), unsure: new Map() };
}

/** Every step counts for what ran then, so that nothing of before a deployment is put down to what came after. */
async function estimatedCounts(
  prometheus: PrometheusReader,
  { bad: failed, buckets: durations, info, label, total: all }: Selectors,
  steps: Steps,
): Promise<ReadonlyMap<string, VersionCounts>> {
  const counts = new Map<string, VersionCounts>();
  const read = async (selector: VectorSelector, by: readonly string[]) => {
    const increase = call('increase', range(selector, steps.stepSeconds * 1000));
    const joined = binary(increase, '*', newest(info), { on: ['job', 'instance'], group: 'left', include: [label] });
    const found = await prometheus.range(printPromql(aggregate('sum', { by: [label, ...by] }, joined)), steps);
    // a step counts what was before it: the first one, what was before the span
    return found.map((one) => ({ ...one, points: one.points.filter(([at]) => at > steps.from.getTime() / 1000) }));
  };
  const total = await read(all, []);
  const bad = await read(failed, []);
  const buckets = durations ? await read(durations, ['le']) : [];
  for (const version of new Set(total.map(({ labels }) => labels[label] ?? ''))) {
    const of = (series: readonly Series[]) => series.filter(({ labels }) => labels[label] === version);
    const limits = of(buckets).map((one) => ({ le: numberOf(one.labels['le'] ?? ''), count: sumOf([one]) }));
    counts.set(version, { version, total: sumOf(of(total)), bad: sumOf(of(bad)), buckets: limits.sort((a, b) => a.le - b.le) });
  }
  return counts;
}

/** One series for each instance: after a deployment that of the version before is still there for a while, and two would match no more. */
function newest(info: VectorSelector): Expr {
  const stamped = call('timestamp', info);
  return binary(aggregate('topk', { by: ['job', 'instance'] }, stamped, number(1)), '>', number(0), { bool: true });
}

function selectorOf(name: string, match: Readonly<Record<string, unknown>>): VectorSelector {
  return vector(
    name,
    Object.entries(match).map(([label, value]) => matcherOf(label, value)),
  );
}

function sumOf(series: readonly Series[]): number {
  return series.reduce(
    (all, { points }) => points.reduce((sum, [, value]) => sum + (Number.isFinite(value) ? value : 0), all),
    0,
  );
}
