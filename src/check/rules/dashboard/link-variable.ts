import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { boardLinks } from './board-links.ts';

export const linkVariable: Rule = {
  code: 'dashboard/link-variable',
  severity: 'warning',
  about: 'dashboard',
  why: 'Grafana drops a variable the board does not have: whoever clicked on one queue reads the numbers of all of them, and takes them for those of the one.',
  bad: `const details = dashboard({ name: 'details', title: 'Details', service: checkout, sections: [] });
dashboard({
  name: 'overview',
  title: 'Overview',
  service: checkout,
  sections: [],
  links: [dashboardLink({ to: details, variables: { queue: 'orders' } })],
});`,
  good: `const which = labelValues({ of: queue, label: 'queue' });
const depth = panel.timeseries({ title: 'Depth', show: queue.where({ queue: which }) });
const details = dashboard({ name: 'details', title: 'Details', service: checkout, variables: [which], panels: [depth] });
dashboard({
  name: 'overview',
  title: 'Overview',
  service: checkout,
  sections: [],
  links: [dashboardLink({ to: details, variables: { queue: 'orders' } })],
});`,
  *run({ derived }) {
    const boards = new Map(derived.dashboards.map((one) => [one.uid, one]));
    for (const { dashboard, panel, from, uid, variables } of boardLinks(derived)) {
      const target = boards.get(uid);
      const names = new Set(target?.variables.map(({ name }) => name));
      for (const name of target ? variables.filter((one) => !names.has(one)) : []) {
        const about = { address: dashboard.address, origin: panel?.origin ?? dashboard.origin };
        yield finding(linkVariable, about, `${from} sets ${name}, which ${target?.title} has no variable for.`, {
          fix: names.size === 0 ? `add ${name} to the variables of ${target?.title}` : `use one of ${[...names].join(', ')}`,
        });
      }
    }
  },
};
