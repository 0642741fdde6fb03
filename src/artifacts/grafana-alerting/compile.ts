import { sortedBy, sortedEntries } from '../../kernel/canonical.ts';
import { printDuration } from '../../kernel/duration.ts';
import { type Outcome, outcome } from '../../kernel/outcome.ts';
import { type AlertRule, alertsIn, type RuleGroup } from '../../model/alert.ts';
import { ruleUid } from '../../panels/identity.ts';
import { MadeDraft } from '../draft.ts';
import { datasourceReference } from '../grafana-datasource/reference.ts';
import { headerLines } from '../header.ts';
import type { CompileInput, Draft } from '../kind.ts';
import { annotationsOf } from '../links.ts';
import { ALERTS_FOLDER } from './folder.ts';
import { limitsOf, tickedMs } from './limits.ts';
import { panelOf } from './panel-of.ts';
import { inGrafana } from './template.ts';
import type { AlertingFile, ManagedGroup, ManagedQuery, ManagedRule } from './wire.ts';

export const ALERTING_PATH = 'grafana/provisioning/alerting/signalbox.yaml';
const STANDARD_MS = 60_000;
/** How far back an instant query may look; longer ranges are in the query itself. */
const LOOK_BACK_SECONDS = 600;
/** Tells the copies from the rules that Prometheus and Loki evaluate. */
const MARK = { evaluated_by: 'grafana' };

/** The alerts that Prometheus and Loki evaluate, once more as rules of Grafana, where the environment asks for them. */
export function compileAlerting(input: CompileInput): Outcome<readonly Draft<AlertingFile>[]> {
  const { derived, environment } = input;
  if (!environment.servers.grafana?.managedAlerts) return outcome([]);
  const alerts = derived.groups.flatMap(alertsIn);
  const made = () => sortedBy(derived.groups, ({ name }) => name).flatMap((group) => managedGroup(group, input));
  const from = [...new Set(alerts.map(({ cause }) => cause))].sort();
  const file = () => ({ header: headerLines(environment), content: { apiVersion: 1, groups: made() } as const });
  const drafts = alerts.length === 0 ? [] : [new MadeDraft(ALERTING_PATH, from, file)];
  return outcome(drafts, limitsOf(derived.groups, environment));
}

function managedGroup(group: RuleGroup, input: CompileInput): ManagedGroup[] {
  const alerts = alertsIn(group);
  if (alerts.length === 0) return [];
  const { prometheus } = input.environment.servers;
  const everyMs = group.intervalMs ?? prometheus?.evaluationIntervalMs ?? STANDARD_MS;
  const interval = printDuration(tickedMs(everyMs));
  const rules = alerts.map((alert) => managedRule(alert, group.engine, input));
  return [{ orgId: 1, name: group.name, folder: ALERTS_FOLDER.title, interval, rules }];
}

/**
 * Prometheus fires for every series of the answer, whatever its value; Grafana for values that are not zero. So the second query asks
 * whether there is a value at all, as Grafana's own conversion of Prometheus rules does. No answer is no alert.
 * https://grafana.com/docs/grafana/latest/alerting/alerting-rules/alerting-migration/
 */
function managedRule(alert: AlertRule, engine: RuleGroup['engine'], input: CompileInput): ManagedRule {
  const texts = Object.entries(annotationsOf(alert, input)).map(([name, text]) => [name, inGrafana(text, input.environment)]);
  const labels = Object.entries(alert.labels).map(([name, text]) => [name, inGrafana(text, input.environment)] as const);
  return {
    uid: ruleUid(alert.address),
    title: alert.name,
    condition: 'C',
    ...shownOn(alert, input),
    data: [asked(alert, engine), ...JUDGED],
    noDataState: 'OK',
    execErrState: 'Error',
    for: printDuration(alert.forMs),
    ...(alert.keepFiringForMs > 0 && { keepFiringFor: printDuration(alert.keepFiringForMs) }),
    missing_series_evals_to_resolve: 1,
    annotations: Object.fromEntries(texts) as Record<string, string>, // of these pairs
    labels: Object.fromEntries(sortedEntries({ ...Object.fromEntries(labels), ...MARK })),
    isPaused: false,
  };
}

/** Grafana wants both or neither. */
function shownOn(alert: AlertRule, { derived }: CompileInput) {
  const board = derived.boards.get(alert);
  const panel = board && panelOf(alert, board);
  return board && panel ? { dashboardUid: board.uid, ...panel } : {};
}

function asked({ query }: AlertRule, engine: RuleGroup['engine']): ManagedQuery {
  const model = { refId: 'A', expr: query.text, instant: true, range: false };
  return {
    refId: 'A',
    relativeTimeRange: { from: LOOK_BACK_SECONDS, to: 0 },
    datasourceUid: datasourceReference(engine).uid,
    model: engine === 'loki' ? { ...model, queryType: 'instant' } : model,
  };
}

const EXPRESSION = { relativeTimeRange: { from: 0, to: 0 }, datasourceUid: '__expr__' };
const JUDGED: readonly ManagedQuery[] = [
  { refId: 'B', ...EXPRESSION, model: { refId: 'B', type: 'math', expression: 'is_number($A) || is_nan($A) || is_inf($A)' } },
  {
    refId: 'C',
    ...EXPRESSION,
    model: { refId: 'C', type: 'threshold', expression: 'B', conditions: [{ evaluator: { type: 'gt', params: [0] } }] },
  },
];
