import type { Row } from './rows.ts';

/** Reading PromQL and LogQL, before anything is known of the estate. */
export const queryRows: readonly Row[] = [
  [
    'promql/syntax',
    'error',
    'Prometheus refuses the whole rule file for one query it cannot read, and keeps evaluating the old one.',
    'promql`sum(rate(${errors}[5m]) > 1`;',
    'promql`sum(rate(${errors}[5m])) > 1`;',
  ],
  [
    'promql/type',
    'error',
    'The function or operator wants another kind of value; some of these load in Prometheus and fail only when evaluated.',
    'promql`rate(${errors}) > 1`;',
    'promql`rate(${errors}[5m]) > 1`;',
  ],
  [
    'promql/experimental',
    'error',
    'Prometheus has it only with a feature flag; without the flag it refuses the rule file.',
    'promql`limitk(3, ${queue}) > 100`;',
    'promql`topk(3, ${queue}) > 100`;',
  ],
  [
    'promql/metric-not-exposed',
    'error',
    'The metric is declared, but no service lists it: nobody exposes it, so the query stays empty.',
    [
      "const refunds = counter({ name: 'refunds_total', help: 'Refunds.' }); // in no service's metrics",
      'promql`rate(${refunds}[5m]) > 1`;',
    ],
    [
      "const refunds = counter({ name: 'refunds_total', help: 'Refunds.' });",
      "const cart = service({ name: 'cart', owner: payments, metrics: [refunds], scrape: { port: 9465 } });",
      'promql`rate(${refunds}[5m]) > 1`;',
    ],
  ],
];
