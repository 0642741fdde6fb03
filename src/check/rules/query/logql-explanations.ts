import type { Explanation } from '../../rule.ts';

/** What reading and analysing a LogQL query may find; see `src/query/logql/analyse.ts`. */
export const logqlExplanations: readonly Explanation[] = [
  {
    code: 'logql/syntax',
    severity: 'error',
    why: 'Loki refuses the rule group, and a panel shows an error, for a query it cannot read.',
    bad: 'logql`sum(count_over_time(${accessLogs} |= "panic" [5m]) > 0`;',
    good: 'logql`sum(count_over_time(${accessLogs} |= "panic" [5m])) > 0`;',
  },
  {
    code: 'logql/stage',
    severity: 'error',
    why: 'Loki reads the query and refuses to run it: a rule with it loads and never fires, a panel shows an error.',
    bad: 'logql`sum(count_over_time(${accessLogs} |~ "panic(" [5m])) > 0`;',
    good: 'logql`sum(count_over_time(${accessLogs} |~ "panic[(]" [5m])) > 0`;',
  },
  {
    code: 'logql/log-query-in-alert',
    severity: 'error',
    why: 'An alert needs a number. Loki loads a rule that gives lines, and it never fires.',
    bad: 'logql`${accessLogs} |= "panic"`;',
    good: 'logql`sum(count_over_time(${accessLogs} |= "panic" [5m])) > 0`;',
  },
  {
    code: 'logql/empty-selector',
    severity: 'error',
    why: 'Loki refuses a selector that every stream matches: it would read everything.',
    bad: 'logql`sum(count_over_time({service_name=~".*"} |= "panic" [5m])) > 0`;',
    good: 'logql`sum(count_over_time(${accessLogs} |= "panic" [5m])) > 0`;',
  },
  {
    code: 'logql/unknown-label',
    severity: 'error',
    why: 'A matcher on a label that no stream has selects nothing; fields of a line are filtered after the selector.',
    bad: 'logql`sum(count_over_time({service_name="checkout", route="/pay"}[5m])) > 100`; // route is a field',
    good: 'logql`sum(count_over_time({service_name="checkout"} | route="/pay" [5m])) > 100`;',
  },
  {
    code: 'logql/label-value',
    severity: 'error',
    why: 'The label has a closed set of values and this is none of them: nothing is ever selected.',
    bad: 'logql`sum(count_over_time({service_name="checkout", level="eror"}[5m])) > 100`;',
    good: "logql`sum(count_over_time(${accessLogs.where({ level: 'error' })}[5m])) > 100`;",
  },
];
