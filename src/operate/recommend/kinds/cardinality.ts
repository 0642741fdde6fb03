import { allSeries, type Recommendation, type RecommendContext, type RecommendKind, shareText } from '../kind.ts';

/** Metrics with this share of all series are looked at, the greatest first. */
const LEAST = 0.02;
const MOST = 10;
/** Labels that say where a series comes from, or that its type needs. */
const NEEDED: ReadonlySet<string> = new Set(['__name__', 'job', 'instance', 'le', 'quantile', 'tenant']);
/** A label worth dropping leaves at most half of the series. */
const WORTH = 0.5;

/** Labels that make most of the series of a metric, and that nobody asks for. */
export const cardinality: RecommendKind = {
  name: 'cardinality',
  async find(context) {
    const all = allSeries(context);
    const greatest = [...context.names].filter(([, series]) => series >= LEAST * all).sort((a, b) => b[1] - a[1]);
    const found: Recommendation[] = [];
    for (const [name, series] of greatest.slice(0, MOST)) {
      if (!context.read.has(name.replace(/_(?:bucket|sum|count)$/, ''))) continue; // advised to be dropped as a whole
      const best = await worstLabel(context, name, series);
      if (best) found.push(limited(name, series, best, all));
    }
    return found;
  },
};

interface Label {
  readonly label: string;
  readonly values: number;
  readonly left: number;
}

async function worstLabel({ at, prometheus, read }: RecommendContext, name: string, series: number): Promise<Label | undefined> {
  const sample = await prometheus.instant(`{__name__=${JSON.stringify(name)}}`, at);
  const labels = new Set(sample.flatMap((one) => Object.keys(one.labels)));
  const candidates = [...labels].filter((label) => !NEEDED.has(label) && !read.hasLabel(name, label));
  const judged = candidates.map((label): Label => {
    const values = new Set(sample.map((one) => one.labels[label] ?? '')).size;
    const left = new Set(
      sample.map((one) =>
        JSON.stringify(
          Object.entries(one.labels)
            .filter(([key]) => key !== label)
            .sort(),
        ),
      ),
    ).size;
    return { label, values, left };
  });
  const [best] = judged.sort((a, b) => a.left - b.left || (a.label < b.label ? -1 : 1));
  return best && best.left <= WORTH * series ? best : undefined;
}

function limited(name: string, series: number, { label, left, values }: Label, all: number): Recommendation {
  const saved = series - left;
  return {
    kind: cardinality.name,
    about: name,
    advice: `Take the label ${label} off ${name}, or close its values with oneOf(…).`,
    evidence: `${series} series; ${label} has ${values} values, and no query that reads the metric asks for it.`,
    effect: `${left} series instead of ${series}: ${shareText(saved / all)} of all.`,
    weight: saved / all,
    measure: `count({__name__=${JSON.stringify(name)}})`,
    now: series,
    better: 'lower',
  };
}
