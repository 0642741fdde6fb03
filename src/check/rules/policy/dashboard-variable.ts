import type { Dashboard } from '../../../model/dashboard.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const dashboardVariable: Rule = {
  code: 'policy/dashboard-variable',
  severity: 'error',
  about: 'dashboard',
  why: 'Your house rules ask every board for the variable: where one board lacks it, whoever comes from another loses the instance or the cluster they had chosen, and reads the numbers of all of them.',
  bad: `const houseRules = policy({ dashboards: { variables: ['instance'] } });
dashboard({
  name: 'queues',
  title: 'Queues',
  service: checkout,
  sections: [section({ title: 'Queues', panels: [panel.timeseries({ title: 'Waiting', show: queue })] })],
});`,
  good: `const houseRules = policy({ dashboards: { variables: ['instance'] } });
const instance = labelValues({ of: queue, label: 'instance', multi: true });
dashboard({
  name: 'queues',
  title: 'Queues',
  service: checkout,
  variables: [instance],
  sections: [section({ title: 'Queues', panels: [panel.timeseries({ title: 'Waiting', show: queue.where({ instance }) })] })],
});`,
  *run({ derived }) {
    const wanted = new Set(derived.estate.policies.flatMap(({ boardVariables }) => boardVariables));
    for (const dashboard of derived.estate.dashboards.filter(asksPrometheus)) {
      const names = new Set(dashboard.variables.map(({ name }) => name));
      for (const name of wanted) {
        if (names.has(name)) continue;
        yield finding(dashboardVariable, dashboard, `${dashboard.title} has no variable ${name}.`, {
          fix: `add labelValues({ of: …, label: '${name}', multi: true }) to \`variables\`, and use it: where({ ${name} })`,
        });
      }
    }
  },
};

function asksPrometheus({ sections }: Dashboard): boolean {
  return sections.some(({ panels }) => panels.some(({ queries }) => queries.some(({ query }) => query.engine === 'prometheus')));
}
