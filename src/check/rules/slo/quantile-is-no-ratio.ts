import type { Unit } from '../../../kernel/unit.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { type RawGood, rawGoods } from './raw-good.ts';

/** Units no share of events has. A count may be one: `count(good) / count(all)`. */
const NO_SHARE: ReadonlySet<Unit | undefined> = new Set<Unit>(['seconds', 'bytes', 'celsius']);

export const quantileIsNoRatio: Rule = {
  code: 'slo/quantile-is-no-ratio',
  severity: 'error',
  about: 'slo',
  why: 'An objective is a share of good events. A quantile answers seconds: 0.4 s read as "40% good" burns every budget at once, and no budget can be computed from it.',
  bad: 'rawRatio({ good: promql`histogram_quantile(0.99, sum by (le) (rate(${latency.bucket}[5m])))` });',
  good: "signalbox.latency({ of: latency, under: '300ms' });",
  *run({ derived, catalogue }) {
    for (const raw of rawGoods(derived.estate.slos, catalogue)) {
      const { slo, text } = raw;
      if (!isNoShare(raw)) continue;
      yield finding(quantileIsNoRatio, slo, messageOf(raw), {
        fix: "count the events that were fast enough: sli: latency({ of: duration, under: '250ms' })",
        excerpt: { text, from: 0, to: text.length },
      });
    }
  },
};

/** Whether the query cannot be a share at all. */
export function isNoShare({ quantile, unit }: RawGood): boolean {
  return quantile || NO_SHARE.has(unit);
}

function messageOf({ slo, quantile, unit }: RawGood): string {
  if (quantile)
    return `The indicator of ${slo.name} is a quantile, in ${unit ?? 'the unit that was observed'}, not a share of good events.`;
  return `The indicator of ${slo.name} answers ${unit}, not a share of good events.`;
}
