import type { Panel } from '../../../model/dashboard.ts';
import { finding } from '../../finding.ts';
import type { AnalysedQuery } from '../../queries.ts';
import type { Rule } from '../../rule.ts';
import { writtenUnit } from '../../written-unit.ts';

/** What Grafana shows as a bare number. */
const BARE = new Set(['', 'none', 'short']);

export const noUnit: Rule = {
  code: 'panel/no-unit',
  severity: 'warning',
  about: 'panel',
  why: 'A bare 0.43 may be seconds, a share or a count; in an incident nobody looks it up, everybody guesses.',
  bad: "panel.timeseries({ title: 'Load', show: promql`sum(${queue}) / sum(${memory})` });",
  good: "panel.timeseries({ title: 'Load', unit: 'short', show: promql`sum(${queue}) / sum(${memory})` });",
  *run({ queries }) {
    const seen = new Set<Panel>();
    for (const one of queries) {
      const { panel, site } = one;
      if (!panel || seen.has(panel) || !isBare(panel, one)) continue;
      seen.add(panel);
      const about = { address: site.at, origin: site.origin };
      yield finding(noUnit, about, `The panel ${panel.title} shows a number whose unit nobody can tell.`, {
        fix: "write unit: 's', 'bytes', 'percentunit', 'reqps' …, or unit: 'short' if it is a plain count",
      });
    }
  },
};

/** Of declared metrics only: `up` has no unit, an unknown metric is reported as such, and our boards say what our recordings are. */
function isBare(panel: Panel, { analysis }: AnalysedQuery): boolean {
  if (!BARE.has(panel.unit) || analysis.unit !== undefined || writtenUnit(panel) !== undefined) return false;
  return analysis.uses.some(({ metric, seriesName }) => metric !== undefined && !seriesName.startsWith('slo:'));
}
