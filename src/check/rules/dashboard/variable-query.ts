import { analysePromql } from '../../../query/promql/analyse.ts';
import { parsePromql } from '../../../query/promql/parse.ts';
import type { MetricCatalogue } from '../../../query/shape.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

/** https://grafana.com/docs/grafana/latest/datasources/prometheus/template-variables/#use-a-query-variable : what holds PromQL, and what does not. */
const OF_PROMQL = /^\s*(?:label_values\s*\((.+),\s*[A-Za-z_]\w*\s*\)|query_result\s*\((.+)\))\s*$/s;
const OF_NAMES = /^\s*(?:label_names\s*\([^()]*\)|label_values\s*\(\s*[A-Za-z_]\w*\s*\)|metrics\s*\(.*\))\s*$/s;

export const variableQuery: Rule = {
  code: 'dashboard/variable-query',
  severity: 'error',
  about: 'dashboard',
  why: 'A variable whose query finds nothing has no values: every panel that uses it is empty, and nobody looks for the reason in a menu.',
  bad: `const which = queryVariable({ name: 'which', query: 'label_values(queue_dept, queue)' });
const depth = panel.timeseries({ title: 'Depth', show: queue.where({ queue: which }) });
dashboard({ name: 'queue', title: 'Queue', service: checkout, variables: [which], panels: [depth] });`,
  good: `const which = queryVariable({ name: 'which', query: 'label_values(queue_depth, queue)' });
const depth = panel.timeseries({ title: 'Depth', show: queue.where({ queue: which }) });
dashboard({ name: 'queue', title: 'Queue', service: checkout, variables: [which], panels: [depth] });`,
  *run({ derived, catalogue }) {
    for (const dashboard of derived.estate.dashboards) {
      for (const { name, query } of dashboard.variables.filter(({ type }) => type === 'query')) {
        const wrong = wrongIn(query, catalogue);
        if (wrong === undefined) continue;
        yield finding(variableQuery, dashboard, `The variable ${name} asks ${query}: ${wrong.message}`, { fix: wrong.fix });
      }
    }
  },
};

interface Wrong {
  readonly message: string;
  readonly fix: string;
}

function wrongIn(query: string, catalogue: MetricCatalogue): Wrong | undefined {
  const [, ofLabel, ofResult] = OF_PROMQL.exec(query) ?? [];
  const text = ofLabel ?? ofResult;
  if (text === undefined) {
    const fix = 'write label_values(metric, label), label_names(), metrics(pattern) or query_result(query)';
    return OF_NAMES.test(query) ? undefined : { message: 'Grafana knows no such query.', fix };
  }
  const { expr, problems } = parsePromql(text, { grafana: true });
  const found = [...problems, ...(expr ? analysePromql(expr, catalogue).problems : [])];
  const first = found.find(({ severity }) => severity !== 'warning');
  return first && { message: `${first.message}.`, fix: first.fix ?? 'mend what stands inside of the parentheses' };
}
