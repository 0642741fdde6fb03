import { finding } from '../../finding.ts';
import type { AnalysedQuery } from '../../queries.ts';
import type { Rule } from '../../rule.ts';
import { shownAs } from '../../shown-as.ts';
import { mostOf } from '../dashboard/most-of.ts';
import { keepsInstances } from './missing-aggregation.ts';
import { panelsAnalysed } from './panels-analysed.ts';
import { seriesShown } from './series-shown.ts';

/** Most lines, bars or tiles a person can tell apart; a table can be searched, and cells of a heatmap need not be. */
const MOST: ReadonlyMap<string, number> = new Map([
  ['timeseries', 40],
  ['state-timeline', 40],
  ['status-history', 40],
  ['barchart', 40],
  ['bargauge', 40],
  ['stat', 20],
  ['gauge', 20],
  ['piechart', 20],
]);

export const tooManySeries: Rule = {
  code: 'panel/too-many-series',
  severity: 'warning',
  about: 'panel',
  why: 'A hundred lines of twenty colours are a carpet: nobody finds the one that left the others, and the browser stands still while it draws them.',
  bad: `const calls = counter({ name: 'calls_total', help: 'Calls.', labels: { customer: text({ series: 5000 }) } });
const billing = service({ name: 'billing', owner: payments, metrics: [calls], scrape: { port: 9466 } });
panel.timeseries({ title: 'Calls', show: promql\`sum by (customer) (rate(\${calls}[$__rate_interval]))\` });`,
  good: `const calls = counter({ name: 'calls_total', help: 'Calls.', labels: { customer: text({ series: 5000 }) } });
const billing = service({ name: 'billing', owner: payments, metrics: [calls], scrape: { port: 9466 } });
panel.timeseries({ title: 'Calls, the ten largest', show: promql\`topk(10, sum by (customer) (rate(\${calls}[$__rate_interval])))\` });`,
  *run(input) {
    for (const one of panelsAnalysed(input)) {
      const { panel, dashboard, queries } = one;
      const usual = MOST.get(shownAs(panel));
      const most = usual === undefined ? Number.POSITIVE_INFINITY : mostOf(input.derived, 'seriesOfPanel', usual);
      const series = queries.reduce((sum, query) => sum + seriesShown(query, one), 0);
      // a step between the answers and the panel may leave fewer
      if (panel.frame.transformations.length > 0) continue;
      if (series <= most || !Number.isFinite(series) || queries.some(keepsInstances)) continue;
      const message = `The panel ${panel.title} may show ${Math.ceil(series)} series; nobody tells more than ${most} apart.`;
      const about = { address: dashboard.address, origin: panel.origin };
      yield finding(tooManySeries, about, message, { fix: fixFor(queries) });
    }
  },
};

/** What makes the most of them. */
function fixFor(queries: readonly AnalysedQuery[]): string {
  const largest = queries.toSorted((a, b) => b.analysis.result.series - a.analysis.result.series)[0];
  const { labels, sizes } = largest?.analysis.result ?? {
    labels: { exact: new Set<string>() },
    sizes: new Map<string, number>(),
  };
  const widest = [...labels.exact].toSorted((a, b) => (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0))[0];
  const less = widest === undefined ? '' : `, leave the label ${widest} out`;
  return `show the largest, topk(10, …)${less}, choose with a variable, or show a table`;
}
