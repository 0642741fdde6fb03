import type { Expr } from '../../../authored/expr.ts';
import { metricOf } from '../../../authored/query.ts';
import { renderPromql } from '../../../define/render-query.ts';
import { parsePromql } from '../../../query/promql/parse.ts';
import { NO_SPAN } from '../../../query/promql/tree.ts';
import { conditionIn } from '../../../sli/slice-condition.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const sliceIsNoCondition: Rule = {
  code: 'slo/slice-is-no-condition',
  severity: 'error',
  about: 'slo',
  why: 'A slice is good or bad by one comparison. Of a bare value nobody knows which is good, and where `and` or `or` give nothing it cannot be told whether that is bad or was not measured.',
  bad: "timeSlices({ slice: '1m', good: promql`${usage} < 0.9 and ${queue} < 100` });",
  good: "timeSlices({ slice: '1m', good: promql`max(${usage} < bool 0.9) * max(${queue} < bool 100) == 1` });",
  *run({ derived }) {
    for (const slo of derived.estate.slos) {
      if (slo.sli.type !== 'time-slices') continue;
      const { good } = slo.sli.settings as { readonly good: Expr }; // `timeSlices` is the only maker of this type
      const text = textOf(good);
      const { expr } = parsePromql(text);
      if (!expr || conditionIn(expr)) continue;
      yield finding(sliceIsNoCondition, slo, `The slices of ${slo.name} are good by no comparison.`, {
        fix: 'write one: good: promql`${errorRatio} < 0.01`; join several as (a < bool 1) * (b < bool 2) == 1',
        excerpt: { text, from: 0, to: text.length },
      });
    }
  },
};

function textOf(good: Expr): string {
  const { text } = renderPromql(good, (of) => {
    const suffix = of.kind === 'selection' ? of.suffix : '';
    return { kind: 'vector', span: NO_SPAN, name: `${metricOf(of).name}${suffix}`, matchers: [] };
  });
  return text;
}
