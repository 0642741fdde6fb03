import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const scalingSignal: Rule = {
  code: 'scaling/several-series',
  severity: 'error',
  about: 'service',
  why: 'KEDA takes one number. Of a query that gives a series for each instance it refuses the answer, and nothing is scaled.',
  bad: "scaling({ service: checkout, name: 'api', max: 20, signals: [{ query: promql`rate(${requests}[2m])`, each: 100 }] });",
  good: "scaling({ service: checkout, name: 'api', max: 20, signals: [{ query: promql`sum(rate(${requests}[2m]))`, each: 100 }] });",
  *run(input) {
    const { scalings } = input.derived.estate;
    if (scalings.length === 0) return;
    const analysed = new Map(input.queries.map((one) => [one.query, one]));
    for (const scaling of scalings) {
      for (const { query } of scaling.signals) {
        const labels = [...(analysed.get(query)?.analysis.labels.exact ?? [])];
        if (labels.length === 0) continue;
        yield finding(scalingSignal, scaling, `The signal gives a series for each ${labels.sort().join(', ')}.`, {
          fix: 'make one number of it: sum(…), or max(…) of what every instance says alike',
        });
      }
    }
  },
};
