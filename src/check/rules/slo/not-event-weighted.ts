import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { isNoShare } from './quantile-is-no-ratio.ts';
import { rawGoods } from './raw-good.ts';

export const notEventWeighted: Rule = {
  code: 'slo/not-event-weighted',
  severity: 'warning',
  about: 'slo',
  why: 'A ratio that is already divided has lost how many events it stands for: the idle minute at night weighs as much as the rush hour, and the month comes out wrong.',
  bad: "rawRatio({ good: promql`sum(rate(${requests.where({ code: '2xx' })}[5m])) / sum(rate(${requests}[5m]))` });",
  good: "events({ total: requests, good: requests.where({ code: '2xx' }) });",
  *run({ derived, catalogue }) {
    for (const raw of rawGoods(derived.estate.slos, catalogue)) {
      if (isNoShare(raw)) continue;
      const { slo, text } = raw;
      yield finding(
        notEventWeighted,
        slo,
        `${slo.name} averages a ratio over time: every minute counts the same, busy or idle.`,
        {
          fix: 'give the two counters: sli: events({ total, good }), or events({ total, bad })',
          excerpt: { text, from: 0, to: text.length },
        },
      );
    }
  },
};
