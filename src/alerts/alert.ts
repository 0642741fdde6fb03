import type { LogExpr } from '../authored/log.ts';
import type { Expr } from '../authored/query.ts';
import { authoredAlert } from './authored-alert.ts';
import type { AlertKind, AlertOptions, AlertRule } from './kind.ts';

export interface QueryAlertOptions extends AlertOptions {
  /** Fires for every series of the answer: a comparison in PromQL, or a metric query in LogQL. */
  readonly when: Expr | LogExpr;
}

/**
 * An alert on any query. Compiles to a Prometheus alerting rule, or a Loki one where `when` is LogQL, and a runbook.
 * Left out: `for` '0s', `cooldown` '0s', `description` the summary.
 * https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
 */
export function alert(options: QueryAlertOptions): AlertRule<'alert'> {
  return authoredAlert('alert', options, alert);
}

export const alertKind: AlertKind<QueryAlertOptions> = {
  form: 'alert',
  query: ({ when }, context, site) => (when?.kind === 'log-expr' ? context.logql(when, site) : context.promql(when, site)),
};
