import type { Explanation } from '../../rule.ts';

/** What the analysis of a query may find; see `src/query/promql/analyse.ts`. */
export const promqlExplanations: readonly Explanation[] = [
  {
    code: 'promql/unknown-metric',
    severity: 'error',
    why: 'A query on a metric nobody exposes answers nothing: the alert never fires and the panel stays empty, without an error anywhere.',
    bad: 'promql`rate(checkout_failures_total[5m]) > 1`; // it is called checkout_errors_total',
    good: 'promql`rate(${errors}[5m]) > 1`;',
  },
  {
    code: 'promql/unknown-label',
    severity: 'error',
    why: 'A matcher on a label the series do not have matches nothing (or, negated, everything), and grouping by it gives one empty group.',
    bad: 'promql`rate(http_requests_total{status="5xx"}[5m]) > 1`; // the label is called code',
    good: "promql`rate(${requests.where({ code: '5xx' })}[5m]) > 1`;",
  },
  {
    code: 'promql/label-value',
    severity: 'error',
    why: 'The label has a closed set of values and this is none of them, so nothing is ever selected.',
    bad: 'promql`rate(http_requests_total{code="500"}[5m]) > 1`; // code is 2xx, 4xx or 5xx',
    good: "promql`rate(${requests.where({ code: '5xx' })}[5m]) > 1`;",
  },
  {
    code: 'promql/bucket-not-declared',
    severity: 'error',
    why: 'A classic histogram has a series for each declared bound and for no other: any other `le` selects nothing.',
    bad: 'promql`rate(http_request_duration_seconds_bucket{le="0.5"}[5m]) < 1`; // buckets at 0.1, 0.3, 1 and 3',
    good: 'promql`rate(http_request_duration_seconds_bucket{le="0.3"}[5m]) < 1`;',
  },
  {
    code: 'promql/unit-mismatch',
    severity: 'error',
    why: 'Two quantities of different units are compared or added: the comparison is always true or always false.',
    bad: "promql`${memory} > ${'15m'}`; // bytes against seconds",
    good: "promql`${memory} > ${'2GiB'}`;",
  },
  {
    code: 'promql/ratio-threshold',
    severity: 'warning',
    why: 'A ratio lies between 0 and 1: held against a percentage such as 85 it never gets there, and the alert never fires.',
    bad: 'promql`${usage} > 85`;',
    good: "promql`${usage} > ${'85%'}`;",
  },
  {
    code: 'promql/rate-of-gauge',
    severity: 'error',
    why: 'rate and increase take each fall for a restart, so on a gauge they answer nonsense; delta and deriv are for what goes up and down.',
    bad: 'promql`rate(${queue}[5m]) > 1`;',
    good: 'promql`deriv(${queue}[5m]) > 1`;',
  },
  {
    code: 'promql/counter-without-rate',
    severity: 'error',
    why: 'A counter only grows until the process restarts: its raw value says how long ago that was, not how much happens.',
    bad: 'promql`${errors} > 1000`;',
    good: 'promql`increase(${errors}[1h]) > 1000`;',
  },
  {
    code: 'promql/quantile-without-le',
    severity: 'error',
    why: 'histogram_quantile reads the label `le`; where an aggregation has dropped it the answer is empty or NaN.',
    bad: 'promql`histogram_quantile(0.99, sum(rate(${latency.bucket}[5m]))) > 1`;',
    good: 'promql`histogram_quantile(0.99, sum by (le) (rate(${latency.bucket}[5m]))) > 1`;',
  },
  {
    code: 'promql/no-common-labels',
    severity: 'error',
    why: 'Two vectors join on labels they share; where one side has dropped them, no pair is found and the answer is empty.',
    bad: 'promql`sum by (reason) (rate(${errors}[5m])) / sum by (code) (rate(${requests}[5m])) > 0.2`;',
    good: 'promql`sum by (reason) (rate(${errors}[5m])) / ignoring (reason) group_left sum(rate(${requests}[5m])) > 0.2`;',
  },
  {
    code: 'promql/recording-cycle',
    severity: 'error',
    why: 'A recording that reads itself, at once or over others, has nothing to start from: it stays empty, or mixes values of different times.',
    bad: [
      "recording({ service: checkout, name: 'reason:checkout_errors:max', expr: promql`max by (reason) (reason:checkout_errors:sum)` });",
      "recording({ service: checkout, name: 'reason:checkout_errors:sum', expr: promql`sum by (reason) (reason:checkout_errors:max)` });",
    ].join('\n'),
    good: [
      'const errorRate = promql`sum by (reason) (rate(${errors}[5m]))`;',
      "const byReason = recording({ service: checkout, name: 'reason:checkout_errors:rate5m', expr: errorRate });",
      "recording({ service: checkout, name: 'checkout:checkout_errors:max_rate5m', expr: promql`max(${byReason})` });",
    ].join('\n'),
  },
  {
    code: 'promql/alert-without-comparison',
    severity: 'warning',
    why: 'An alert fires for every series the query answers, whatever its value: without a condition that is always.',
    bad: 'promql`rate(${errors}[5m])`;',
    good: 'promql`rate(${errors}[5m]) > 1`;',
  },
];
