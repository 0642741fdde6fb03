import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const editable: Rule = {
  code: 'dashboard/editable',
  severity: 'info',
  about: 'dashboard',
  why: 'What somebody mends in Grafana in the night stands against what is written here: the next deployment stops at it, or takes it back.',
  bad: "dashboard({ name: 'now', title: 'Now', service: checkout, editable: true, sections: [] });",
  good: "dashboard({ name: 'now', title: 'Now', service: checkout, sections: [] });",
  *run({ derived }) {
    for (const dashboard of derived.estate.dashboards) {
      if (!dashboard.settings.editable) continue;
      yield finding(
        editable,
        dashboard,
        `${dashboard.title} may be changed in Grafana, where nobody sees it in the definitions.`,
        {
          fix: 'leave `editable` out, or suppress this with the reason',
        },
      );
    }
  },
};
