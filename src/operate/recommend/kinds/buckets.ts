import { numberOf } from '../../servers/answer.ts';
import { type Recommendation, type RecommendKind, shareText } from '../kind.ts';

/** So much above the last limit and a p95 is a guess; so much in one bucket and every quantile is. */
const ABOVE = 0.05;
const IN_ONE = 0.95;
const FEWEST = 100;

/** Histograms whose buckets do not fit what they observe. */
export const buckets: RecommendKind = {
  name: 'buckets',
  async find({ at, derived, prometheus, seconds }) {
    const found: Recommendation[] = [];
    for (const { job, metrics, name: service } of derived.estate.services)
      for (const { name, native, type } of metrics) {
        if (type !== 'histogram' || native) continue;
        const below = (le: string) =>
          `sum(increase(${name}_bucket{job=${JSON.stringify(job)}${le === '' ? '' : `, le=${JSON.stringify(le)}`}}[${Math.round(seconds)}s]))`;
        const samples = await prometheus.instant(below('').replace('sum(', 'sum by (le) ('), at);
        const counts = samples
          .map(({ labels, value }) => ({ le: numberOf(labels['le'] ?? ''), count: value, label: labels['le'] ?? '' }))
          .sort((a, b) => a.le - b.le);
        const judged = judge(counts);
        if (!judged) continue;
        const { from, upTo, ...advice } = judged;
        const part = [below(upTo), ...(from === undefined ? [] : [below(from)])].join(' - ');
        found.push({ kind: buckets.name, about: `${service} ${name}`, measure: `(${part}) / ${below('+Inf')}`, ...advice });
      }
    return found;
  },
};

/** The bucket it is about, by the labels of its limits. */
interface Judged extends Omit<Recommendation, 'kind' | 'about' | 'measure'> {
  readonly from: string | undefined;
  readonly upTo: string;
}

function judge(counts: readonly { readonly le: number; readonly count: number; readonly label: string }[]): Judged | undefined {
  const all = counts.at(-1)?.count ?? 0;
  const limits = counts.slice(0, -1);
  const last = limits.at(-1);
  if (all < FEWEST || !last) return undefined;
  const above = 1 - last.count / all;
  if (above >= ABOVE)
    return {
      advice: `Add buckets above ${last.le}.`,
      evidence: `${shareText(above)} of ${Math.round(all)} observations are above the last limit, ${last.le}: a p95 cannot be told.`,
      effect: 'Quantiles that are measured instead of cut off.',
      weight: above,
      now: above,
      from: last.label,
      upTo: '+Inf',
      better: 'lower',
    };
  const inside = counts.map(({ count, label, le }, index) => ({
    le,
    upTo: label,
    below: counts[index - 1]?.label,
    from: counts[index - 1]?.le ?? 0,
    share: (count - (counts[index - 1]?.count ?? 0)) / all,
  }));
  const fullest = inside.reduce((most, one) => (one.share > most.share ? one : most));
  if (fullest.share < IN_ONE || limits.length < 2) return undefined;
  return {
    advice:
      fullest.below === undefined
        ? `Add buckets below ${fullest.le}, and take others out.`
        : `Add buckets between ${fullest.from} and ${fullest.le}, and take others out.`,
    evidence: `${shareText(fullest.share)} of ${Math.round(all)} observations are in this one bucket.`,
    effect: 'Quantiles that tell more than the limits of one bucket.',
    weight: (fullest.share - IN_ONE) / (1 - IN_ONE) / 10,
    now: fullest.share,
    from: fullest.below,
    upTo: fullest.upTo,
    better: 'lower',
  };
}
