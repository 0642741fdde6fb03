import { rightSize } from '../../capacity/right-size.ts';
import { type Recommendation, type RecommendKind, shareText } from '../kind.ts';

const REQUESTED = 'kube_pod_container_resource_requests';
const CONTAINER = ['namespace', 'pod', 'container'];
const SCRAPED = [...CONTAINER, 'job', 'instance'];

interface Resource {
  readonly what: string;
  readonly limit: (of: string) => string;
  readonly used: (of: string, range: string) => string;
  /** What both have, and tell one apart by. */
  readonly by: readonly string[];
  /** Whether a limit that is far too high costs something: what is reserved for it nobody else gets. */
  readonly isReserved: boolean;
}

/** What is used, and what it is a share of; both have the same labels. https://github.com/google/cadvisor/blob/master/docs/storage/prometheus.md and https://github.com/kubernetes/kube-state-metrics */
const RESOURCES: readonly Resource[] = [
  {
    what: 'the limit of memory',
    limit: (of) => `container_spec_memory_limit_bytes{${of}}`,
    by: SCRAPED,
    used: (of, range) => `max_over_time(container_memory_working_set_bytes{${of}}[${range}])`,
    isReserved: true,
  },
  {
    what: 'the request of memory',
    limit: (of) => `${REQUESTED}{resource="memory",${of}}`,
    by: CONTAINER,
    used: (of, range) => `quantile_over_time(0.99, container_memory_working_set_bytes{${of}}[${range}])`,
    isReserved: true,
  },
  {
    what: 'the request of CPU',
    limit: (of) => `${REQUESTED}{resource="cpu",${of}}`,
    by: CONTAINER,
    used: (of, range) => `quantile_over_time(0.99, rate(container_cpu_usage_seconds_total{${of}}[5m])[${range}:5m])`,
    isReserved: true,
  },
  {
    what: 'the limit of file descriptors',
    limit: (of) => `process_max_fds{${of}}`,
    by: SCRAPED,
    used: (of, range) => `max_over_time(process_open_fds{${of}}[${range}])`,
    isReserved: false,
  },
];
/** Of a limit that is left free above what was used. */
const ROOM = 0.2;
const TIGHT = 0.9;
const LOOSE = 0.4;

/** Limits and requests that are nearly reached, or far above anything that was used. */
export const rightSizing: RecommendKind = {
  name: 'resources',
  async find({ at, prometheus, seconds }) {
    const range = `${Math.round(seconds)}s`;
    const found: Recommendation[] = [];
    for (const resource of RESOURCES) {
      const limit = (of: string) => `max by (${resource.by.join(', ')}) (${resource.limit(of)}) > 0`;
      const share = (of: string) => `max by (${resource.by.join(', ')}) (${resource.used(of, range)}) / (${limit(of)})`;
      const limits = await prometheus.instant(limit(''), at);
      for (const { labels, value } of await prometheus.instant(share(''), at)) {
        if (value < TIGHT && (value > LOOSE || !resource.isReserved)) continue;
        const known = resource.by.filter((name) => labels[name] !== undefined);
        const measure = share(known.map((name) => `${name}=${JSON.stringify(labels[name])}`).join(','));
        const about = known.map((name) => labels[name]).join('/');
        const of = limits.find((one) => JSON.stringify(one.labels) === JSON.stringify(labels))?.value ?? 0;
        found.push({ kind: rightSizing.name, about, measure, now: value, ...sized(resource, value, of) });
      }
    }
    return found;
  },
};

type Sized = Pick<Recommendation, 'advice' | 'evidence' | 'effect' | 'weight' | 'better'>;

function sized({ used, what }: Resource, share: number, limit: number): Sized {
  const { saved, wanted } = rightSize({ limit, used: limit * share, headroom: ROOM });
  const target = short(wanted);
  const how = used('', '').startsWith('max') ? 'At most' : 'In 99 of 100 moments at most';
  const evidence = `${how} ${shareText(share)} of ${short(limit)} was used; ${shareText(ROOM)} are to stay free.`;
  if (share >= TIGHT)
    return {
      advice: `Raise ${what} to ${target}.`,
      evidence,
      effect: `${shareText(ROOM)} free above what was used, for ${short(-saved)} more.`,
      weight: Math.min(1, share),
      better: 'lower',
    };
  return {
    advice: `Lower ${what} to ${target}.`,
    evidence,
    effect: `${short(saved)} less to be reserved (${shareText(saved / limit)}).`,
    weight: saved / limit / 4,
    better: 'higher',
  };
}

/** Whole bytes; of cores, thousandths. */
function short(value: number): number {
  return value >= 100 ? Math.ceil(value) : Math.ceil(value * 1000) / 1000;
}
