import type { Panel } from '../../../model/dashboard.ts';
import { everyPanel } from '../../every-panel.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { shownAs } from '../../shown-as.ts';

export const noDescription: Rule = {
  code: 'panel/no-description',
  severity: 'warning',
  about: 'panel',
  why: 'Whoever is woken by an alert knows the board less well than whoever drew it: the text behind the "i" is where they learn what a high value means.',
  bad: "panel.timeseries({ title: 'Waiting', description: '', show: queue });",
  good: "panel.timeseries({ title: 'Waiting', show: queue }); // the help of the metric is its description",
  *run({ derived }) {
    const written = new Set(derived.estate.dashboards); // where a derived board says nothing, a metric has no help, which is told
    for (const { panel, dashboard } of everyPanel(derived)) {
      if (!saysNothing(panel) || !written.has(dashboard)) continue;
      const about = { address: dashboard.address, origin: panel.origin };
      yield finding(noDescription, about, `The panel ${panel.title} of ${dashboard.title} has no description.`, {
        fix: "say what is normal: description: 'Messages waiting; above 100 the workers are too few.'",
      });
    }
  },
};

/** A text explains itself; without anything to describe a panel only repeats its title. */
function saysNothing(panel: Panel): boolean {
  const said = panel.description.trim();
  return shownAs(panel) !== 'text' && (said === '' || said === panel.title.trim());
}
