import { allSeries, type Recommendation, type RecommendKind, shareText } from '../kind.ts';

/** Below this share of all series it is not worth a change. */
const LEAST = 0.005;
const PART = /_(?:bucket|sum|count|created)$/;

/** Metrics that no rule, board, variable or mark reads. What Prometheus makes itself stays. */
export const unusedMetric: RecommendKind = {
  name: 'unused metric',
  async find(context) {
    const { names, read } = context;
    const all = allSeries(context);
    const families = new Map<string, number>();
    for (const [name, series] of names) {
      const family = PART.test(name) && names.has(name.replace(PART, '_count')) ? name.replace(PART, '') : name;
      families.set(family, (families.get(family) ?? 0) + series);
    }
    return [...families].flatMap(([name, series]) =>
      KEPT.test(name) || read.has(name) || series < LEAST * all ? [] : [dropped(name, series, all)],
    );
  },
};

/** Recordings are read by names of their own, and these by everybody who looks, or by commands of ours; the kit's own it makes itself. */
const KEPT =
  /^(?:up|ALERTS.*|scrape_.*|.*:.*|target_info|workflow_.*|component_health_status|signalbox_.*|jobs?_.*|process_.*|container_(?:memory_working_set_bytes|spec_memory_limit_bytes|cpu_usage_seconds_total)|kube_pod_container_resource_requests|prometheus_tsdb_storage_.*)$/;

function dropped(name: string, series: number, all: number): Recommendation {
  return {
    kind: unusedMetric.name,
    about: name,
    advice: `Drop ${name} where it is scraped (\`keep: 'declared'\`, or a metric relabelling), or put it on a board.`,
    evidence: `${series} series, and no rule, board or variable of the definitions reads it.`,
    effect: `${series} of ${all} series less (${shareText(series / all)}).`,
    weight: series / all,
    measure: `count({__name__=~"${name}(_bucket|_sum|_count|_created)?"})`,
    now: series,
    better: 'lower',
  };
}
