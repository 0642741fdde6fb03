import type { Dashboard } from '../../../model/dashboard.ts';
import type { DashboardVariable } from '../../../model/dashboard-variable.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

/** `/pattern/flags`, as Grafana takes it; any other text is a whole pattern. */
const DELIMITED = /^\/(.*)\/([a-z]*)$/s;

export const variableChoice: Rule = {
  code: 'dashboard/variable-choice',
  severity: 'error',
  about: 'dashboard',
  why: 'Where there is nothing to choose, or what is chosen first is not offered, the board opens on a value no series has: it is empty until somebody thinks of the menu.',
  bad: `const code = choices({ name: 'code', values: ['2xx', '5xx'], initial: '4xx' });
const rate = panel.timeseries({ title: 'Requests', show: promql\`sum(rate(\${requests.where({ code })}[$__rate_interval]))\` });
dashboard({ name: 'codes', title: 'Codes', service: checkout, variables: [code], panels: [rate] });`,
  good: `const code = choices({ name: 'code', values: ['2xx', '5xx'], initial: '5xx' });
const rate = panel.timeseries({ title: 'Requests', show: promql\`sum(rate(\${requests.where({ code })}[$__rate_interval]))\` });
dashboard({ name: 'codes', title: 'Codes', service: checkout, variables: [code], panels: [rate] });`,
  *run({ derived }) {
    for (const dashboard of derived.estate.dashboards) {
      for (const [name, wrong, fix] of wrongChoices(dashboard)) {
        yield finding(variableChoice, dashboard, `The variable ${name} ${wrong}.`, { fix });
      }
    }
  },
};

type Wrong = readonly [name: string, wrong: string, fix: string];

function wrongChoices({ variables }: Dashboard): readonly Wrong[] {
  return variables.flatMap((one) => [...wrongValues(one), ...wrongPattern(one)]);
}

function* wrongValues(variable: DashboardVariable): Iterable<Wrong> {
  if (variable.type !== 'custom' && variable.type !== 'interval') return;
  const { name, query } = variable;
  const values = query.split(/(?<!\\),/).map((value) => value.replaceAll('\\,', ',').trim());
  if (query.trim() === '') yield [name, 'offers nothing', 'list its values'];
  else if ('initial' in variable && variable.initial !== undefined && !values.includes(variable.initial))
    yield [name, `begins with ${variable.initial}, which it does not offer`, `write one of ${values.join(', ')}`];
}

function* wrongPattern(variable: DashboardVariable): Iterable<Wrong> {
  const { name, regex } = { regex: '', ...variable };
  const [, pattern = regex, flags = ''] = DELIMITED.exec(regex) ?? [];
  if (isPattern(pattern, flags)) return;
  yield [name, `filters by ${regex}, which is no regular expression`, "write it as JavaScript does: '/^api-.*$/'"];
}

function isPattern(pattern: string, flags: string): boolean {
  try {
    return new RegExp(pattern, flags) !== undefined;
  } catch {
    return false;
  }
}
