import type { Dashboard } from '../../../model/dashboard.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { mostOf } from './most-of.ts';

/** Three rounds of what a Prometheus answers at once: https://prometheus.io/docs/prometheus/latest/command-line/prometheus/ , `--query.max-concurrency` is 20. */
const MOST = 60;

export const tooManyQueries: Rule = {
  code: 'dashboard/too-many-queries',
  severity: 'warning',
  about: 'dashboard',
  why: 'Prometheus answers twenty queries at once. A board that asks for hundreds, again with each refresh and for each who looks, makes the alerts of an incident wait behind the graphs of it.',
  bad: `const many = Array.from({ length: 61 }, (_, index) => panel.stat({ title: \`Queue \${index}\`, show: queue }));
section({ title: 'Queues', panels: many });`,
  good: `const many = Array.from({ length: 61 }, (_, index) => panel.stat({ title: \`Queue \${index}\`, show: queue }));
section({ title: 'Queues', collapsed: true, panels: many });`,
  *run({ derived }) {
    const most = mostOf(derived, 'queriesOfBoard', MOST);
    for (const dashboard of derived.estate.dashboards) {
      const count = queriesAtOnce(dashboard);
      if (count <= most) continue;
      yield finding(
        tooManyQueries,
        dashboard,
        `${dashboard.title} asks ${count} queries when it is opened; ${most} are enough for a board that answers at once.`,
        { fix: 'close sections that are looked at later, `collapsed: true`, or make boards of their own of them' },
      );
    }
  },
};

/** Those of open sections, of its variables and of its marks. */
function queriesAtOnce({ sections, variables, annotations }: Dashboard): number {
  const open = sections.filter(({ collapsed }) => !collapsed).flatMap(({ panels }) => panels);
  const shown = open.reduce((sum, { queries }) => sum + queries.length, 0);
  return (
    shown + variables.filter(({ type }) => type === 'query').length + annotations.filter(({ from }) => from === 'query').length
  );
}
