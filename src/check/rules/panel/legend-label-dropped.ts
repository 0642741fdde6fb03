import { nearest } from '../../../kernel/nearest.ts';
import type { AnalysedQuery } from '../../queries.ts';
import type { Rule } from '../../rule.ts';
import { lossOf } from '../query/lost-label.ts';
import { findingAt, writtenQueries } from '../query/parts.ts';

export const legendLabelDropped: Rule = {
  code: 'panel/legend-label-dropped',
  severity: 'error',
  about: 'panel',
  why: 'Grafana puts nothing in the place of a label the result does not have: every line has the same name, and nobody can tell the broken one.',
  bad: "panel.timeseries({ title: 'Requests', show: [{ show: promql`sum by (route) (rate(${requests}[5m]))`, legend: '{{method}}' }] });",
  good: "panel.timeseries({ title: 'Requests', show: [{ show: promql`sum by (method) (rate(${requests}[5m]))`, legend: '{{method}}' }] });",
  *run(input) {
    for (const one of writtenQueries(input)) {
      const { panel, analysis } = one;
      for (const label of panel ? labelsIn(legendOf(one)) : []) {
        if (label === '__name__' || analysis.labels.open || analysis.labels.exact.has(label)) continue;
        const has = [...analysis.labels.exact].sort().join(', ') || 'no labels';
        const loss = lossOf(one.expr, label, analysis.facts);
        const message = `The legend of ${panel?.title} reads {{${label}}}, but ${loss?.by ?? 'the query'} gives ${has}.`;
        const near = nearest(label, analysis.labels.exact);
        const fix = near ? `write {{${near}}}` : loss ? loss.keep : 'leave it out of the legend';
        yield findingAt(legendLabelDropped, one, (loss?.part ?? one.expr).span, message, { fix });
      }
    }
  },
};

function legendOf({ panel, query }: AnalysedQuery): string {
  return panel?.queries.find((one) => one.query === query)?.legend ?? '';
}

/** https://grafana.com/docs/grafana/latest/datasources/prometheus/query-editor/#legend */
function labelsIn(legend: string): string[] {
  return [...legend.matchAll(/\{\{\s*([^{}\s]+?)\s*\}\}/g)].map(([, label = '']) => label);
}
