import type { AnyCounter, AnyGauge } from '../../authored/metric.ts';
import type { Expr } from '../../authored/query.ts';
import { type Selection, select } from '../../authored/selection.ts';
import type { Metric, Service } from '../../model/service.ts';
import { ask } from './board.ts';
import { hasLimits, mostUsed, shareUsed, usagesOf } from './usage.ts';
import { says, titleOf, wordsOf } from './words.ts';

/** What is asked of a resource. */
export type Aspect = 'utilisation' | 'cores' | 'memory' | 'waiting' | 'lag' | 'refused' | 'traffic';

/** One number of a resource, of each instance and of the service. */
export interface Reading {
  readonly aspect: Aspect;
  readonly title: string;
  readonly byInstance: Expr;
  /** Labels of `byInstance` besides the instance. */
  readonly parts: readonly string[];
  /** The worst instance, or all of them together. */
  readonly whole: Expr;
}

/** How metrics of one aspect are known, and read. */
interface Rule {
  readonly aspect: Aspect;
  readonly reads: (metric: Metric) => boolean;
  readonly query: (of: Metric, job: string) => Pick<Reading, 'byInstance' | 'whole'>;
}

const SHARES = new Set([
  'cpu',
  'memory',
  'mem',
  'disk',
  'filesystem',
  'utilization',
  'utilisation',
  'usage',
  'saturation',
  'busy',
]);
const WAITING = new Set(['queue', 'queued', 'pending', 'backlog', 'waiting', 'blocked']);
const REFUSED = new Set(['rejected', 'evicted', 'throttled', 'throttles', 'dropped', 'drop', 'discarded', 'oom', 'errs']);
const TRAFFIC = new Set(['receive', 'received', 'transmit', 'transmitted', 'sent', 'read', 'written']);
const MEMORY = new Set(['resident', 'heap', 'memory', 'cache', 'rss']);
/** Statistics of something that is there as a whole too. */
const STATISTICS = new Set([
  'min',
  'max',
  'mean',
  'stddev',
  'p50',
  'p90',
  'p99',
  'external',
  'space',
  'virtual',
  'limit',
  'maximum',
]);
const IN_PARTS = ['state', 'mode'];

const FULLNESS: ReadonlySet<Aspect | undefined> = new Set(['utilisation', 'cores']);

/** The first rule that reads a metric is the one. */
const RULES: readonly Rule[] = [
  {
    aspect: 'utilisation',
    reads: (metric) => metric.type === 'counter' && isCpuTime(metric) && idleOf(metric) !== undefined,
    query: (metric, job) => {
      const idle = counter(metric, { job, [idleOf(metric) ?? '']: 'idle' });
      const byInstance = ask`1 - avg by (instance) (rate(${idle}[$__rate_interval]))`;
      return { byInstance, whole: ask`max(${byInstance})` };
    },
  },
  {
    aspect: 'cores',
    reads: (metric) => metric.type === 'counter' && isCpuTime(metric) && !/_(?:user|system|guest)_/.test(metric.name),
    query: summedRate,
  },
  {
    aspect: 'utilisation',
    reads: ({ type, unit, name, labels }) =>
      type === 'gauge' && unit === 'ratio' && says(name, SHARES) && !IN_PARTS.some((label) => labels[label]),
    query: largest,
  },
  {
    aspect: 'waiting',
    reads: ({ type, unit, name }) => type === 'gauge' && unit === 'count' && says(name, WAITING),
    query: largest,
  },
  {
    aspect: 'lag',
    reads: ({ type, unit, name }) =>
      type === 'gauge' && unit === 'seconds' && wordsOf(name).includes('lag') && !says(name, STATISTICS),
    query: largest,
  },
  { aspect: 'refused', reads: ({ type, name }) => type === 'counter' && says(name, REFUSED), query: summedRate },
  {
    aspect: 'traffic',
    reads: ({ type, unit, name }) => type === 'counter' && unit === 'bytes' && says(name, TRAFFIC),
    query: summedRate,
  },
  {
    aspect: 'memory',
    reads: ({ type, unit, name, labels }) =>
      type === 'gauge' &&
      unit === 'bytes' &&
      says(name, MEMORY) &&
      !says(name, STATISTICS) &&
      !name.startsWith('node_') &&
      Object.keys(labels).length === 0,
    query: largest,
  },
];

/** Whether it says how full or how busy something is. */
export function saysHowFull(service: Service): boolean {
  return service.metrics.some((metric) => FULLNESS.has(ruleOf(metric)?.aspect)) || hasLimits(service);
}

/** What a service says of its resources: shares of limits first, then by name and unit. */
export function readingsOf(service: Service): readonly Reading[] {
  const used = usagesOf(service).map((usage): Reading => {
    const byInstance = shareUsed(usage);
    return { aspect: 'utilisation', title: usage.title, byInstance, parts: usage.parts, whole: mostUsed(usage) };
  });
  const read = service.metrics.flatMap((metric): Reading[] => {
    const rule = ruleOf(metric);
    if (!rule) return [];
    return [{ aspect: rule.aspect, title: titleOf(metric.name), parts: [], ...rule.query(metric, service.job) }];
  });
  return [...used, ...read];
}

function ruleOf(metric: Metric): Rule | undefined {
  return RULES.find((one) => one.reads(metric));
}

function isCpuTime({ unit, name }: Metric): boolean {
  return unit === 'seconds' && wordsOf(name).includes('cpu') && !name.includes('guest') && !name.includes('pressure');
}

/** The label that says which time was idle. */
function idleOf({ labels }: Metric): string | undefined {
  return IN_PARTS.find((label) => labels[label]?.values?.includes('idle'));
}

function summedRate(metric: Metric, job: string): Pick<Reading, 'byInstance' | 'whole'> {
  const of = counter(metric, { job });
  return {
    byInstance: ask`sum by (instance) (rate(${of}[$__rate_interval]))`,
    whole: ask`sum(rate(${of}[$__rate_interval]))`,
  };
}

function largest(metric: Metric, job: string): Pick<Reading, 'byInstance' | 'whole'> {
  const of = select(metric.origin as AnyGauge, { job }); // only gauges are asked for
  return { byInstance: ask`max by (instance) (${of})`, whole: ask`max(${of})` };
}

function counter(metric: Metric, match: object): Selection<AnyCounter> {
  return select(metric.origin as AnyCounter, match); // only counters are asked for
}
