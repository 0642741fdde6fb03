import { type Recommendation, type RecommendKind, shareText } from '../kind.ts';

/** What a resource is used of, and its limit; both have the same labels. https://github.com/google/cadvisor/blob/master/docs/storage/prometheus.md */
const PAIRS = [
  { what: 'memory', used: 'container_memory_working_set_bytes', limit: 'container_spec_memory_limit_bytes' },
  { what: 'file descriptors', used: 'process_open_fds', limit: 'process_max_fds' },
] as const;
/** Room above the highest seen. */
const ROOM = 1.25;
const TIGHT = 0.9;
const LOOSE = 0.4;

/** Limits that are nearly reached, or far above anything that was ever used. */
export const rightSizing: RecommendKind = {
  name: 'resources',
  async find({ at, prometheus, seconds }) {
    const range = `${Math.round(seconds)}s`;
    const found: Recommendation[] = [];
    for (const { limit, used, what } of PAIRS) {
      const by = 'by (job, instance, namespace, pod, container)';
      const share = `max ${by} (max_over_time(${used}[${range}])) / (max ${by} (${limit}) > 0)`;
      const limits = await prometheus.instant(`max ${by} (${limit}) > 0`, at);
      for (const { labels, value } of await prometheus.instant(share, at)) {
        if (value < TIGHT && (value > LOOSE || what !== 'memory')) continue;
        const about = ['namespace', 'pod', 'container', 'job', 'instance'].flatMap((name) => labels[name] ?? []).join('/');
        const of = limits.find((one) => JSON.stringify(one.labels) === JSON.stringify(labels))?.value ?? 0;
        found.push({ kind: rightSizing.name, about, measure: share, now: value, ...sized(what, value, of) });
      }
    }
    return found;
  },
};

function sized(what: string, share: number, limit: number): Pick<Recommendation, 'advice' | 'evidence' | 'effect' | 'weight'> {
  const wanted = Math.ceil(limit * share * ROOM);
  const evidence = `At most ${shareText(share)} of the limit of ${limit} was used.`;
  if (share >= TIGHT)
    return {
      advice: `Raise the limit of ${what} to ${wanted}.`,
      evidence,
      effect: `Room of ${shareText(ROOM - 1)} above the highest seen.`,
      weight: share,
    };
  return {
    advice: `Lower the limit of ${what} to ${wanted}.`,
    evidence,
    effect: `${Math.round(limit - wanted)} less to be reserved (${shareText(1 - wanted / limit)}).`,
    weight: (1 - wanted / limit) / 4,
  };
}
