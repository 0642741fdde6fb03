import { isTemplated } from '../../../query/promql/label-values.ts';
import type { Matcher } from '../../../query/promql/tree.ts';
import { selectorsOf } from '../../../query/promql/visit.ts';
import type { Rule } from '../../rule.ts';
import { findingAt, writtenQueries } from './parts.ts';

const META = /[\\^$.|?*+()[\]{}]/;

/** https://prometheus.io/docs/prometheus/latest/querying/basics/#time-series-selectors */
export const regexp: Rule = {
  code: 'promql/regexp',
  severity: 'warning',
  about: 'query',
  why: 'Prometheus anchors every regular expression. One that needs none, or brings its own anchors, tells a reader that something else is matched than is, and is slower than = and !=.',
  bad: 'promql`sum(rate(http_requests_total{code=~"^5xx$"}[5m])) > 1`',
  good: 'promql`sum(rate(http_requests_total{code="5xx"}[5m])) > 1`',
  *run(input) {
    for (const query of writtenQueries(input)) {
      for (const matcher of selectorsOf(query.expr).flatMap(({ matchers }) => matchers)) {
        const problem = problemOf(matcher);
        if (problem) yield findingAt(regexp, query, matcher.span, `${printed(matcher)} ${problem.is}.`, { fix: problem.fix });
      }
    }
  },
};

interface Problem {
  readonly is: string;
  readonly fix: string;
}

function problemOf(matcher: Matcher): Problem | undefined {
  const { op, value, label } = matcher;
  if ((op !== '=~' && op !== '!~') || isTemplated(value)) return undefined;
  const equal = op === '=~' ? '=' : '!=';
  const inner = value.replace(/^\^/, '').replace(/(?<!\\)\$$/, '');
  if (op === '=~' && inner === '.*') return { is: 'matches everything, also series without the label', fix: 'delete it' };
  if (!META.test(inner)) return { is: 'needs no regular expression', fix: `write ${label}${equal}${JSON.stringify(inner)}` };
  if (inner === value || inner.includes('|')) return undefined; // ^a|b$ is (^a)|(b$), which is another thing
  return { is: 'has anchors, which Prometheus adds itself', fix: `write ${printed({ ...matcher, value: inner })}` };
}

function printed({ label, op, value }: Matcher): string {
  return `${label}${op}${JSON.stringify(value)}`;
}
