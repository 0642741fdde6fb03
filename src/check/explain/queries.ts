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
    'promql/dashboard-variable',
    'error',
    'Grafana fills in $__rate_interval and dashboard variables before it asks; Prometheus evaluates rules by itself and refuses the file, or matches the text of the variable.',
    'promql`rate(${errors}[${$__rate_interval}]) > 1`;',
    'promql`rate(${errors}[5m]) > 1`;',
  ],
  [
    'promql/too-new',
    'error',
    'An environment runs a Prometheus that does not know this yet; it refuses the rule file.',
    ["prometheus({ version: '3.13' });", 'promql`start_timestamp(${queue}) > 0`;'],
    ["prometheus({ version: '3.13' });", 'promql`timestamp(${queue}) > 0`;'],
  ],
  [
    'promql/too-deep',
    'error',
    'The expression nests so deeply that nobody, and not every tool, can read it.',
    'promql`((((((…))))))`',
    'record the inner part under a name of its own',
    'session',
  ],
  [
    'promql/empty-range',
    'warning',
    'Prometheus loads a range that comes to nothing, and then fails each time it evaluates the rule.',
    'promql`rate(${errors}[5m - 5m]) > 1`;',
    'promql`rate(${errors}[5m]) > 1`;',
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
  [
    'recording/type',
    'error',
    'Prometheus records instant vectors and numbers. Of anything else the rule fails on every evaluation, and nothing is recorded.',
    "recording({ service: checkout, name: 'instance:checkout_errors:raw', expr: promql`${errors}[5m]` });",
    "recording({ service: checkout, name: 'instance_reason:checkout_errors:rate5m', expr: promql`rate(${errors}[5m])` });",
  ],
  [
    'recording/duplicate',
    'error',
    'Whoever reads the name reads both, and where their labels agree Prometheus keeps one of two values and fails the rule of the other.',
    [
      "const cart = service({ name: 'cart', owner: payments });",
      "recording({ service: cart, name: 'reason:checkout_errors:rate5m', expr: sum(rate(errors, '5m'), { by: ['reason'] }) });",
      "recording({ service: checkout, name: 'reason:checkout_errors:rate5m', expr: sum(rate(errors, '5m'), { by: ['reason'] }) });",
    ],
    "recording({ service: checkout, name: 'reason:checkout_errors:rate5m', expr: sum(rate(errors, '5m'), { by: ['reason'] }) });",
  ],
];
