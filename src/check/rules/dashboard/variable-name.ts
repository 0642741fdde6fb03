import type { Dashboard } from '../../../model/dashboard.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

/** https://grafana.com/docs/grafana/latest/dashboards/variables/add-template-variables/ : letters, digits and `_`; two of these in front are Grafana's own. */
const NAME = /^(?!__)\w+$/;

export const variableName: Rule = {
  code: 'dashboard/variable-name',
  severity: 'error',
  about: 'dashboard',
  why: 'Grafana knows a variable by its name alone: of two with one name a query gets the value of either, and $my-name is read as $my with "-name" behind it.',
  bad: `const which = labelValues({ of: queue, label: 'queue', name: 'my-queue' });
const depth = panel.timeseries({ title: 'Depth', show: promql\`\${queue.where({ queue: which })}\` });
dashboard({ name: 'queue', title: 'Queue', variables: [which], sections: [section({ title: 'Queue', panels: [depth] })] });`,
  good: `const which = labelValues({ of: queue, label: 'queue', name: 'my_queue' });
const depth = panel.timeseries({ title: 'Depth', show: promql\`\${queue.where({ queue: which })}\` });
dashboard({ name: 'queue', title: 'Queue', variables: [which], sections: [section({ title: 'Queue', panels: [depth] })] });`,
  *run({ derived }) {
    for (const dashboard of derived.estate.dashboards) {
      for (const [name, wrong] of wrongNames(dashboard)) {
        yield finding(variableName, dashboard, `${dashboard.title} has ${wrong}.`, {
          fix: `name it with letters, digits and _, each once: ${name.replace(/\W+/g, '_').replace(/^_+/, '') || 'which'}`,
        });
      }
    }
  },
};

function wrongNames({ variables }: Dashboard): readonly (readonly [name: string, wrong: string])[] {
  const names = variables.map(({ name }) => name);
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [
    ...names.filter((name) => !NAME.test(name)).map((name) => [name, `a variable of the name ${JSON.stringify(name)}`] as const),
    ...[...twice].map((name) => [`${name}_2`, `two variables of the name ${name}`] as const),
  ];
}
