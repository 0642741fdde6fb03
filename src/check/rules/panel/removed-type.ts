import { rawType } from '../../../panels/raw.ts';
import { REMOVED_PANEL_TYPES } from '../../../panels/removed-types.ts';
import { everyPanel } from '../../every-panel.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const removedType: Rule = {
  code: 'panel/removed-type',
  severity: 'error',
  about: 'panel',
  why: 'Grafana 12 no longer has the Angular panels: where one stood, a dashboard shows an error instead of the graph.',
  bad: "panel.raw({ title: 'Memory', type: 'graph', json: {}, show: promql`${memory}` });",
  good: "panel.timeseries({ title: 'Memory', show: promql`${memory}` });",
  *run({ derived }) {
    for (const { panel, dashboard } of everyPanel(derived)) {
      const type = rawType(panel.options) ?? panel.type;
      const now = Object.hasOwn(REMOVED_PANEL_TYPES, type) ? REMOVED_PANEL_TYPES[type] : undefined;
      if (now === undefined) continue;
      const about = { address: dashboard.address, origin: panel.origin };
      yield finding(removedType, about, `The panel ${panel.title} is a ${type}, which Grafana has removed.`, {
        fix: `use ${now}`,
      });
    }
  },
};
