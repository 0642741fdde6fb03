import type { Row } from './rows.ts';

/** Reading PromQL and LogQL, before anything is known of the estate. */
export const queryRows: readonly Row[] = [
  [
    'promql/syntax',
    'error',
    'Prometheus refuses the whole rule file for one query it cannot read, and keeps evaluating the old one.',
    'promql`sum(rate(${errors}[5m]) > 1`',
    'promql`sum(rate(${errors}[5m])) > 1`',
  ],
  [
    'promql/type',
    'error',
    'The function or operator wants another kind of value; some of these load in Prometheus and fail only when evaluated.',
    'promql`rate(${errors})`',
    'promql`rate(${errors}[5m])`',
  ],
  [
    'promql/experimental',
    'error',
    'Prometheus has it only with a feature flag; without the flag it refuses the rule file.',
    'promql`limitk(3, ${errors})`',
    'promql`topk(3, ${errors})`',
  ],
  [
    'promql/too-new',
    'error',
    'An environment runs a Prometheus that does not know this yet; it refuses the rule file.',
    "promql`first_over_time(${errors}[5m])`   // prometheus({ version: '3.6', … })",
    'promql`min_over_time(${errors}[5m])`',
  ],
  [
    'promql/too-deep',
    'error',
    'The expression nests so deeply that nobody, and not every tool, can read it.',
    'promql`((((((…))))))`',
    'record the inner part under a name of its own',
  ],
  [
    'promql/empty-range',
    'warning',
    'Prometheus loads a range that comes to nothing, and then fails each time it evaluates the rule.',
    'promql`rate(${errors}[5m - 5m])`',
    'promql`rate(${errors}[5m])`',
  ],
  [
    'promql/metric-not-exposed',
    'error',
    'The metric is declared, but no service lists it: nobody exposes it, so the query stays empty.',
    "const errors = counter({ … });   // in no service's metrics",
    "service({ name: 'checkout', metrics: [errors], … })",
  ],
];
