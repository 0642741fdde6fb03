import type { AnyGauge, AnyMetric } from '../../authored/metric.ts';
import type { Expr } from '../../authored/query.ts';
import { type Selection, select } from '../../authored/selection.ts';
import type { Metric, Service } from '../../model/service.ts';
import { ask } from './board.ts';
import { says, titleOf, wordsOf } from './words.ts';

/** A gauge and what it cannot exceed: two metrics of one service whose names differ in one word. */
export interface Usage {
  readonly service: Service;
  readonly title: string;
  /** What is used; or what is free, where `isFree`. */
  readonly gauge: Selection<AnyMetric>;
  readonly limit: Selection<AnyMetric>;
  readonly isFree: boolean;
  /** Labels that tell parts of an instance apart: disks, pools. */
  readonly parts: readonly string[];
}

const LIMIT: ReadonlySet<string> = new Set(['max', 'maximum', 'limit', 'capacity', 'size', 'total']);
const USED: ReadonlySet<string> = new Set([
  'used',
  'usage',
  'open',
  'active',
  'connected',
  'allocated',
  'inuse',
  'current',
  'busy',
]);
/** The most telling first: what is available counts what could be freed. */
const FREE = ['available', 'avail', 'free', 'idle', 'remaining'];
/** Labels that tell parts of an instance apart, the one people know first. */
const PARTS = ['mountpoint', 'device', 'pool', 'queue', 'database', 'db', 'space', 'backend', 'proxy'];

/** Every pair of a service: `memory_usage_bytes` and `memory_limit_bytes`, `process_open_fds` and `process_max_fds`. */
export function usagesOf(service: Service): readonly Usage[] {
  const gauges = gaugesOf(service);
  return gauges.flatMap((limit) => {
    const pair = fullest(limit, gauges);
    return pair === undefined ? [] : [usageOf(service, pair, limit)];
  });
}

/** Whether there is any such pair. */
export function hasLimits(service: Service): boolean {
  const gauges = gaugesOf(service);
  return gauges.some((limit) => fullest(limit, gauges) !== undefined);
}

function gaugesOf({ metrics }: Service): readonly Metric[] {
  return metrics.filter(({ type }) => type === 'gauge');
}

/** What is compared with a limit: what is used, else what is free. */
function fullest(limit: Metric, gauges: readonly Metric[]): Metric | undefined {
  if (!says(limit.name, LIMIT)) return undefined;
  const near = gauges.flatMap((gauge) => {
    const word = gauge === limit || !isAlike(gauge, limit) ? undefined : wordInstead(gauge, limit);
    return word === undefined ? [] : [{ gauge, order: USED.has(word) ? -1 : FREE.indexOf(word) }];
  });
  return near.toSorted((a, b) => a.order - b.order)[0]?.gauge;
}

function isAlike(a: Metric, b: Metric): boolean {
  return a.unit === b.unit && Object.keys(a.labels).sort().join() === Object.keys(b.labels).sort().join();
}

/** The one word in which the names differ, where it says how full and the other's is a limit. */
function wordInstead(gauge: Metric, limit: Metric): string | undefined {
  const [words, others] = [wordsOf(gauge.name), wordsOf(limit.name)];
  if (words.length !== others.length) return undefined;
  const different = words.flatMap((word, index) => (word === others[index] ? [] : [[word, others[index] ?? ''] as const]));
  const [word, other] = different[0] ?? ['', ''];
  if (different.length !== 1 || !LIMIT.has(other)) return undefined;
  return USED.has(word) || FREE.includes(word) ? word : undefined;
}

function usageOf(service: Service, gauge: Metric, limit: Metric): Usage {
  const own = { job: service.job };
  const free = wordsOf(gauge.name).find((word) => FREE.includes(word));
  const words = titleOf(gauge.name).replace(/(?:Mem)?(?:Available|Free)|(?:avail|free|idle|used|usage)\b/g, '');
  return {
    service,
    title: words.replace(/\s+/g, ' ').trim() || titleOf(gauge.name),
    gauge: select(gauge.origin as AnyGauge, own), // both are gauges
    limit: select(limit.origin as AnyGauge, own),
    isFree: free !== undefined && !wordsOf(gauge.name).some((word) => USED.has(word)),
    parts: PARTS.filter((label) => gauge.labels[label] !== undefined).slice(0, 1),
  };
}

/** The share that is used, of each instance. A limit of nought means there is none. */
export function shareUsed(usage: Usage): Expr {
  const by = { kind: 'label-list', names: ['instance', ...usage.parts] } as const;
  return ask`max by (${by}) (${share(usage)})`;
}

/** The same of the instance that uses most. */
export function mostUsed(usage: Usage): Expr {
  return ask`max(${share(usage)})`;
}

function share({ gauge, limit, isFree }: Usage): Expr {
  return isFree ? ask`1 - ${gauge} / (${limit} > 0)` : ask`${gauge} / (${limit} > 0)`;
}
