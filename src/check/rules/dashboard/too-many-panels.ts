import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { mostOf } from './most-of.ts';

/** Twenty screens of them: more than anybody scrolls through, and megabytes of JSON with each save. */
const MOST = 100;

export const tooManyPanels: Rule = {
  code: 'dashboard/too-many-panels',
  severity: 'warning',
  about: 'dashboard',
  why: 'Where there is everything, nothing is found: in an incident one scrolls through screens of graphs past the one that matters.',
  bad: `const many = Array.from({ length: 101 }, (_, index) => panel.stat({ title: \`Queue \${index}\`, show: queue }));
section({ title: 'Queues', collapsed: true, panels: many });`,
  good: `const some = Array.from({ length: 20 }, (_, index) => panel.stat({ title: \`Queue \${index}\`, show: queue }));
section({ title: 'Queues', collapsed: true, panels: some });`,
  *run({ derived }) {
    const most = mostOf(derived, 'panelsOfBoard', MOST);
    for (const dashboard of derived.estate.dashboards) {
      const count = dashboard.sections.reduce((sum, { panels }) => sum + panels.length, 0);
      if (count <= most) continue;
      yield finding(tooManyPanels, dashboard, `${dashboard.title} has ${count} panels; more than ${most} are no overview.`, {
        fix: 'make a board of each subject, and link them: links: [dashboardLink({ to: other })]',
      });
    }
  },
};
