import type { Explanation } from '../../rule.ts';

/** What reading and analysing a LogQL query may find; see `src/query/logql/analyse.ts`. */
export const logqlExplanations: readonly Explanation[] = [
  {
    code: 'logql/syntax',
    severity: 'error',
    why: 'Loki refuses the rule group, and a panel shows an error, for a query it cannot read.',
    bad: 'logql`sum(count_over_time(${appLogs} |= "panic" [5m]) > 0`',
    good: 'logql`sum(count_over_time(${appLogs} |= "panic" [5m])) > 0`',
  },
  {
    code: 'logql/log-query-in-alert',
    severity: 'error',
    why: 'An alert needs a number. Loki loads a rule that gives lines, and it never fires.',
    bad: 'alert({ …, when: logql`${appLogs} |= "panic"` })',
    good: 'alert({ …, when: logql`sum(count_over_time(${appLogs} |= "panic" [5m])) > 0` })',
  },
  {
    code: 'logql/empty-selector',
    severity: 'error',
    why: 'Loki refuses a selector that every stream matches: it would read everything.',
    bad: 'logql`{service_name=~".*"} |= "panic"`',
    good: 'logql`${appLogs} |= "panic"`',
  },
  {
    code: 'logql/unknown-label',
    severity: 'error',
    why: 'A matcher on a label that no stream has selects nothing; fields of a line are filtered after the selector.',
    bad: 'logql`{service_name="checkout", plan_id="7"}`',
    good: 'logql`{service_name="checkout"} | plan_id="7"`',
  },
  {
    code: 'logql/label-value',
    severity: 'error',
    why: 'The label has a closed set of values and this is none of them: nothing is ever selected.',
    bad: 'logql`{service_name="checkout", level="eror"}`',
    good: "logql`${appLogs.where({ level: 'error' })}`",
  },
];
