/** `signalbox/program`: every stage as a function, exactly what the command line calls. */
import type { Artifact } from './artifacts/kind.ts';
import { type CellStore, inCells } from './cells/kept.ts';
import { check } from './check/check.ts';
import { notAlone } from './check/not-alone.ts';
import { compile } from './compile/compile.ts';
import type { AskedVersions } from './define/resolve/server-versions.ts';
import { resolve } from './define/resolve.ts';
import { derive } from './derive/derive.ts';
import { compareDiagnostics, type Diagnostic } from './kernel/diagnostic.ts';
import { hasErrors } from './kernel/outcome.ts';
import type { Place } from './kernel/place.ts';
import { loadDefinitions } from './load/load.ts';
import { located, placeIn } from './load/located.ts';
import type { Derived } from './model/derived.ts';

export { classicDashboard } from './artifacts/grafana-dashboard/classic.ts';
export type { Artifact, ArtifactKind } from './artifacts/kind.ts';
export { artifactKinds } from './artifacts/kinds.ts';
export { check } from './check/check.ts';
export { bytesText } from './check/cost/budgeted.ts';
export { type CostChange, costChanges, costChangeText } from './check/cost/change.ts';
export { AMOUNTS, type Contribution as CostContribution } from './check/cost/contribution.ts';
export { estimateCost } from './check/cost/estimate.ts';
export { COST_KEYS, type CostKey, type CostTotal, costSum, costTotals } from './check/cost/group.ts';
export { explanations } from './check/explain/explanations.ts';
export { byFamily, howToKeep, placeInDocs } from './check/explain/families.ts';
export { explainableAddresses, implied } from './check/implied.ts';
export { checkOutside, type Outside } from './check/outside-pointers.ts';
export type { CommandShape, OptionShape } from './check/pointed-command.ts';
export { formats } from './check/report/formats.ts';
export { alertLabels } from './check/routing/alert-labels.ts';
export { type AlertPath, alertPath } from './check/routing/alert-path.ts';
export { defaultIncidents, INCIDENT_FORM, parseIncident, parseTraffic } from './check/simulate/incident.ts';
export { simulationJson } from './check/simulate/json.ts';
export { simulate } from './check/simulate/simulate.ts';
export { simulationSvg } from './check/simulate/svg.ts';
export { simulationText } from './check/simulate/text.ts';
export { reportOf, reportQueries, type SloReport, stateOf } from './check/slo/report.ts';
export { suggestRecordings } from './check/suggest/suggest-recordings.ts';
export { compile } from './compile/compile.ts';
export { resolve } from './define/resolve.ts';
export { derive } from './derive/derive.ts';
export { peopleRoute } from './derive/people-route.ts';
export { addressOf, ESTATE } from './kernel/address.ts';
export { isTimezone } from './kernel/calendar.ts';
export { type Diagnostic, error } from './kernel/diagnostic.ts';
export { parseDuration } from './kernel/duration.ts';
export { parseTime, printLocalTime } from './kernel/local-time.ts';
export { didYouMean, nearest } from './kernel/nearest.ts';
export { parseBytes } from './kernel/unit.ts';
export { folderStore } from './load/cell-store.ts';
export { generatedAt } from './load/generated-at.ts';
export { loadDefinitions } from './load/load.ts';
export { withoutSecrets } from './load/located.ts';
export { projectAt } from './load/project-at.ts';
export { connectionTo } from './model/connection.ts';
export { type Derived, everyEnvironment } from './model/derived.ts';
export { sloKey } from './model/slo.ts';
export { type AckGroup, type AckSelection, ackGroups } from './operate/alerts/ack.ts';
export type { Alertmanager, AlertmanagerReader } from './operate/alerts/alertmanager.ts';
export { alertHistory } from './operate/alerts/history.ts';
export { ALERT_STATES, type AlertFilter, type ListedAlert, listAlerts } from './operate/alerts/list.ts';
export { isUntestable, postedTest, type TestAlert, testAlertFor } from './operate/alerts/test-alert.ts';
export { type Unack, unackOf } from './operate/alerts/unack.ts';
export { type Anomaly, type AnomalySeverity, SEVERITIES } from './operate/anomalies/anomaly.ts';
export { explainAnomaly, type FoundAnomalies, findAnomalies } from './operate/anomalies/find.ts';
export { COMPOSITE, METHOD_NAMES } from './operate/anomalies/methods.ts';
export { type Audit, type AuditEntry, audited, auditFile } from './operate/audit.ts';
export { sendAudit } from './operate/audit-sinks.ts';
export { type Comparison, compareBaseline, type Remembered } from './operate/baseline/compare.ts';
export { measureBaseline } from './operate/baseline/read.ts';
export { type Baseline, readBaseline, saveBaseline } from './operate/baseline/store.ts';
export { costOf, monthOf, type Price, parsePrice } from './operate/capacity/price.ts';
export { type Capacity, type CapacityQuestion, changed, historySeconds, type WhatIf } from './operate/capacity/project.ts';
export { CORRELATE_OF, type Correlation, correlate } from './operate/correlate/correlate.ts';
export { frozenBy } from './operate/gate/frozen-by.ts';
export type { GateOdd } from './operate/gate/odd.ts';
export { type GateQuestion, type GateReport, type GateSlo, readGate } from './operate/gate/read.ts';
export { healthOf, type Indicator, readHealth, TOGETHER, type Together } from './operate/health/read.ts';
export { INCIDENT_COLUMNS } from './operate/incidents/columns.ts';
export type { Firing } from './operate/incidents/firings.ts';
export { groupOf } from './operate/incidents/group-of.ts';
export { type Incident, type IncidentMeans, incidentMeans } from './operate/incidents/incident.ts';
export { MOST_STEPS, readIncidents } from './operate/incidents/read.ts';
export { isKeptName, keptNames } from './operate/kept.ts';
export { followLines } from './operate/logs/follow.ts';
export { isLevel, LEVELS } from './operate/logs/levels.ts';
export { levelOf, messageOf } from './operate/logs/message.ts';
export { patternsOf } from './operate/logs/patterns.ts';
export { countQuery, type LogSearch, levelLabel, logsQuery } from './operate/logs/query.ts';
export { readLines } from './operate/logs/read.ts';
export { type Measurement, measurementsOf } from './operate/measurements.ts';
export { AGGREGATIONS, type AggregationName, aggregationQuery, isAggregation } from './operate/metrics/aggregate.ts';
export { betterOf } from './operate/metrics/better.ts';
export { metricByName } from './operate/metrics/by-name.ts';
export { type KnownMetric, knownMetrics } from './operate/metrics/known-metric.ts';
export { metricsNamedIn, seriesDeclaredIn } from './operate/metrics/named-in.ts';
export { LANGUAGES, type Language, type QueryProblem, type QueryResult } from './operate/query/languages.ts';
export { looksStructured, parseStructured } from './operate/query/structured.ts';
export { translate } from './operate/query/translate.ts';
export { unknownLabels } from './operate/query/unknown-labels.ts';
export { type Aftermath, measureAgain } from './operate/recommend/after.ts';
export type { Recommendation } from './operate/recommend/kind.ts';
export { RECOMMEND_KINDS, recommend } from './operate/recommend/recommend.ts';
export { readRecommendations, type SavedRecommendations, saveRecommendations } from './operate/recommend/saved.ts';
export { reportCsv } from './operate/report/csv.ts';
export { gatherReport, type ReportData } from './operate/report/gather.ts';
export { reportHtml } from './operate/report/html.ts';
export { reportMarkdown } from './operate/report/markdown.ts';
export { periodName, reportPeriods } from './operate/report/periodic.ts';
export { printValue as printReportValue, type ReportRow, reportRows, reportSummary } from './operate/report/rows.ts';
export type { SamplingJudgement } from './operate/sampling/judge.ts';
export { type ReadSampling, readSampling } from './operate/sampling/read.ts';
export { alertmanagerClient, alertmanagerReader } from './operate/servers/alertmanager.ts';
export type { Answer, LogLine, Sample, Series } from './operate/servers/answer.ts';
export { type LokiReader, lokiReader } from './operate/servers/loki.ts';
export { type PrometheusReader, prometheusReader, type Steps } from './operate/servers/prometheus.ts';
export { type TempoReader, tempoReader } from './operate/servers/tempo.ts';
export type { FoundTrace } from './operate/servers/tempo-answers.ts';
export {
  type AskedServer,
  isTenant,
  movedTo,
  TENANT_LABEL,
  TENANT_WAYS,
  type Tenancy,
  tenantWayOf,
} from './operate/servers/tenancy.ts';
export { type BudgetOverTime, readBudget } from './operate/slo/budget.ts';
export { nameOfReport, type ReadSlo, readSlos, shortestPeriodMs, type TrendingReport } from './operate/slo/read.ts';
export { type SnapshotReport, snapshotReport } from './operate/snapshot/report.ts';
export { takeSnapshot } from './operate/snapshot/take-snapshot.ts';
export { gridOf } from './operate/statistics/grid.ts';
export { type Better, type TrendClass, type TrendDirection, trendClass } from './operate/statistics/trend.ts';
export { bottlenecks, type Operation } from './operate/traces/bottlenecks.ts';
export { type CausationNode, CORRELATIONS, causationChain, causedBy } from './operate/traces/causation.ts';
export { criticalPath } from './operate/traces/critical-path.ts';
export { type ErrorCascade, errorCascades } from './operate/traces/errors.ts';
export { anyAttributeQuery, type TraceSearch, tracesQuery, VERSIONED_QUERY } from './operate/traces/query.ts';
export { durationOf, millisecondsOf, type TraceSpan } from './operate/traces/span.ts';
export { type TreeNode, treeOf, walkDown, walkTree } from './operate/traces/tree.ts';
export { retired, versionAdvice } from './operate/versions/advice.ts';
export { compareCounts, type VersionComparison } from './operate/versions/compare.ts';
export { type VersionPair, versionPairs } from './operate/versions/compatibility.ts';
export { readCounts, readRuns, type Versioned, versionedOf } from './operate/versions/read.ts';
export { type Run, type Transition, transitionsOf, usageOf, type VersionUsage } from './operate/versions/usage.ts';
export { executionsOf, executionsQuery, type SeenExecution } from './operate/workflows/executions.ts';
export { workflowNames } from './operate/workflows/names.ts';
export { activeWork, stepStats, type WorkStats, workflowStats } from './operate/workflows/stats.ts';
export { hasChanges, type Plan } from './plan/change.ts';
export { definitionsMoved } from './plan/definitions-moved.ts';
export { markdownPlan } from './plan/markdown-plan.ts';
export { planFileText, readPlanFile } from './plan/plan-file.ts';
export { planToJson } from './plan/plan-json.ts';
export { printPlan } from './plan/print-plan.ts';
export { printSuggestions, suggestionsJson } from './plan/suggest/print-suggestions.ts';
export { suggestEdits } from './plan/suggest/suggest-edits.ts';
export { type AskedServers, parseVersions } from './plan/upgrade/asked.ts';
export { printUpgrade } from './plan/upgrade/print-upgrade.ts';
export { type Upgrade, upgradeOf } from './plan/upgrade/upgrade.ts';
export { upgradeToJson } from './plan/upgrade/upgrade-json.ts';
export { boardCsv } from './preview/board-csv.ts';
export { fileChanges, generatedTexts } from './preview/changes.ts';
export { previewPage } from './preview/page.ts';
export type { Snapshot } from './preview/seen.ts';
export { printPromql } from './query/promql/print.ts';
export { alertmanagerOf } from './targets/alertmanager/url.ts';
export { applyPlan } from './targets/apply.ts';
export { driftedOf } from './targets/drifted.ts';
export { engineOf } from './targets/engine-url.ts';
export { evidenceFor } from './targets/evidence.ts';
export { describeFailure, failureOf, OutsideFailure } from './targets/failure.ts';
export { compareGenerated, writeGenerated } from './targets/generated.ts';
export { annotateDeployment } from './targets/grafana/annotate.ts';
export { httpClient, httpReader } from './targets/http.ts';
export type { Deployer } from './targets/journal/deployer.ts';
export { type Journal, openJournal } from './targets/journal/journal.ts';
export type { Deployment } from './targets/journal/record.ts';
export { openDeployments, type Recovered, recoverTarget } from './targets/journal/recover.ts';
export { deploymentsJson, deploymentToGoTo, planRollback } from './targets/journal/rollback.ts';
export { localTarget } from './targets/local.ts';
export { planDestruction, planTarget } from './targets/observe.ts';
export { prometheusOf } from './targets/prometheus/url.ts';
export { secretReader } from './targets/secrets.ts';
export { verifyTarget } from './targets/verify.ts';
export { wantedBy } from './targets/wanted-by.ts';
export { boardPictures } from './tools/board-pictures.ts';
export { findChromium } from './tools/chromium.ts';
export { judgeAll } from './tools/judge-all.ts';

/** A project, from its files to what would be deployed. */
export interface Built {
  readonly derived: Derived;
  readonly artifacts: readonly Artifact[];
  /** The same for `writeGenerated`: texts that were kept are not made again, and those of a system come together. */
  readonly generated: readonly Artifact[];
  /** With file and line, suppressions applied, errors first. */
  readonly diagnostics: readonly Diagnostic[];
  /** The files that were read. */
  readonly inputs: readonly string[];
  readonly failed: boolean;
  /** Where a definition was written, from the project's folder. */
  placeOf(origin: object): Place | undefined;
}

/** Everything pure about a module of definitions: resolve, derive, compile, check. With a store, what was made of a part of it before is not made again. */
export function compileModule(
  module: object,
  today: string,
  found: readonly Diagnostic[] = [],
  versions?: AskedVersions,
  store?: CellStore,
): Omit<Built, 'inputs' | 'placeOf'> {
  const resolved = resolve(module, versions);
  const derived = derive(resolved.value.estate, resolved.value.context);
  const compiled = compile(derived.value);
  const early = [...found, ...resolved.diagnostics, ...compiled.diagnostics];
  const cells = store && !hasErrors(early) ? inCells(resolved.value, compiled.value, store, versions) : undefined;
  const { artifacts: generated = compiled.value, before } = cells ?? {};
  const problems = derived.value.boardProblems((address) => !before?.has(address));
  const whole = check(derived.value, compiled.value, { found: [...early, ...problems], today, ...(before && { before }) });
  const diagnostics = [...whole, ...notAlone(derived.value, whole, today)].sort(compareDiagnostics);
  return { derived: derived.value, artifacts: compiled.value, generated, diagnostics, failed: hasErrors(diagnostics) };
}

/** Loads a project's definitions and takes them through every stage that touches no server; `versions` stand in place of those written, `store` has what was made before. */
export async function build(directory: string, today: string, versions?: AskedVersions, store?: CellStore): Promise<Built> {
  const loaded = await loadDefinitions(directory);
  const { module, locate, inputs } = loaded.value;
  if (hasErrors(loaded.diagnostics)) {
    const diagnostics = located(loaded.diagnostics, locate, directory);
    return {
      derived: compileModule({}, today).derived,
      artifacts: [],
      generated: [],
      diagnostics,
      inputs,
      failed: true,
      placeOf: () => undefined,
    };
  }
  const built = compileModule(module, today, loaded.diagnostics, versions, store);
  const placeOf = (origin: object) => placeIn(directory, locate(origin));
  return { ...built, diagnostics: located(built.diagnostics, locate, directory), inputs, placeOf };
}
