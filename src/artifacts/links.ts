import { sortedEntries } from '../kernel/canonical.ts';
import type { AlertRule } from '../model/alert.ts';
import type { Derived } from '../model/derived.ts';
import type { Environment } from '../model/environment.ts';
import type { CompileInput } from './kind.ts';

/** Where the runbook of an alert is, below the environment's folder. Alerts of one SLO share theirs. */
export function runbookPath(alert: AlertRule): string {
  const slo = alert.labels['slo'];
  const name = slo === undefined ? alert.name : `${alert.name}-${slo.split('/').at(-1)}`;
  return `runbooks/${alert.service.name}/${name}.md`;
}

/** The page to open: the alert's own, or the generated runbook where the environment publishes them. */
export function runbookUrl(alert: AlertRule, environment: Environment): string {
  return alert.runbook.url ?? `${environment.runbooksUrl}/${runbookPath(alert).slice('runbooks/'.length)}`;
}

/** The board that shows what an alert is about, or undefined where there is no Grafana or no board. */
export function dashboardUrl(alert: AlertRule, derived: Derived, environment: Environment): string | undefined {
  const { grafana } = environment.servers;
  const board = derived.boards.get(alert);
  return grafana && board ? `${grafana.url}/d/${board.uid}` : undefined;
}

/** What an alert says, with the pages to open: the same whoever evaluates it. */
export function annotationsOf(alert: AlertRule, { derived, environment }: CompileInput): Record<string, string> {
  const dashboard = dashboardUrl(alert, derived, environment);
  const links = { runbook_url: runbookUrl(alert, environment), ...(dashboard === undefined ? {} : { dashboard_url: dashboard }) };
  return Object.fromEntries(sortedEntries({ ...alert.annotations, ...links }));
}
