import type { LogExpr } from '../authored/log.ts';
import type { Expr } from '../authored/query.ts';
import type { AnnotationText } from './annotation.ts';
import { authoredAlert } from './authored-alert.ts';
import { measuredOrLogs, needed } from './field.ts';
import type { AlertKind, AlertOptions, AlertRule } from './kind.ts';

export interface QueryAlertOptions extends AlertOptions {
  /** Fires for every series of the answer: a comparison in PromQL, or a metric query in LogQL. */
  readonly when: Expr | LogExpr;
  /** One sentence, the same for every series: what is wrong. */
  readonly summary: AnnotationText;
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
  fields: { when: needed(measuredOrLogs) },
  parts: ({ when }, { context, site }) => ({
    query: when.kind === 'log-expr' ? context.logql(when, site) : context.promql(when, site),
  }),
};
