import { printDuration } from '../../../kernel/duration.ts';
import type { MatrixSelector } from '../../../query/promql/tree.ts';
import { visit } from '../../../query/promql/visit.ts';
import type { AnalysedQuery } from '../../queries.ts';
import type { Rule } from '../../rule.ts';
import { shownAs } from '../../shown-as.ts';
import { findingAt, writtenQueries } from '../query/parts.ts';

const RATES = new Set(['rate', 'irate', 'increase']);
/** Kinds of panel that draw a point for each step of the time range. */
const OVER_TIME = new Set(['timeseries', 'heatmap', 'state-timeline']);

/** https://grafana.com/blog/2020/09/28/new-in-grafana-7.2-__rate_interval-for-prometheus-rate-queries-that-just-work/ */
export const fixedRateWindow: Rule = {
  code: 'panel/fixed-rate-window',
  severity: 'info',
  about: 'panel',
  why: 'Zoomed out to a month, Grafana asks for a point each hour and the window looks at the last minutes of each: what happened in between is not drawn, and an incident is missing from the graph.',
  bad: `dashboard({
  name: 'traffic',
  title: 'Traffic',
  service: checkout,
  sections: [
    section({ title: 'Requests', panels: [panel.timeseries({ title: 'Requests', show: promql\`sum(rate(\${requests}[5m]))\` })] }),
  ],
});`,
  good: `dashboard({
  name: 'traffic',
  title: 'Traffic',
  service: checkout,
  sections: [
    section({
      title: 'Requests',
      panels: [panel.timeseries({ title: 'Requests', show: promql\`sum(rate(\${requests}[$__rate_interval]))\` })],
    }),
  ],
});`,
  *run(input) {
    for (const one of writtenQueries(input)) {
      const { panel } = one;
      const range = panel && OVER_TIME.has(shownAs(panel)) ? fixed(one) : undefined;
      if (!panel || !range || !('ms' in range)) continue;
      const message = `The panel ${panel.title} always looks at ${printDuration(range.ms)}, however long the time between two points is.`;
      yield findingAt(fixedRateWindow, one, range.span, message, { fix: 'write [$__rate_interval]' });
    }
  },
};

function fixed({ expr }: AnalysedQuery): MatrixSelector['range'] | undefined {
  let found: MatrixSelector['range'] | undefined;
  visit(expr, (node) => {
    if (node.kind !== 'call' || !RATES.has(node.func)) return;
    for (const arg of node.args) if (arg.kind === 'matrix' && 'ms' in arg.range) found ??= arg.range;
  });
  return found;
}
