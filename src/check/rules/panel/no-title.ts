import { everyPanel } from '../../every-panel.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const noTitle: Rule = {
  code: 'panel/no-title',
  severity: 'warning',
  about: 'panel',
  why: 'A graph without a title is read by its query, which nobody has the time for in an incident; and links, alerts and reports have nothing to call it by.',
  bad: `dashboard({
  name: 'queues',
  title: 'Queues',
  service: checkout,
  sections: [section({ title: 'Queues', panels: [panel.timeseries({ title: '', show: queue })] })],
});`,
  good: `dashboard({
  name: 'queues',
  title: 'Queues',
  service: checkout,
  sections: [section({ title: 'Queues', panels: [panel.timeseries({ title: 'Messages waiting', show: queue })] })],
});`,
  *run({ derived }) {
    for (const { panel, dashboard } of everyPanel(derived)) {
      if (panel.title.trim() !== '') continue;
      const about = { address: dashboard.address, origin: panel.origin };
      yield finding(noTitle, about, `A ${panel.type} panel of ${dashboard.title} has no title.`, {
        fix: "say what it shows: title: 'Messages waiting'",
      });
    }
  },
};
