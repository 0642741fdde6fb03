import { boardRules } from './board-kinds.ts';
import type { Rule } from './rule.ts';
import { absentWithoutFor } from './rules/alert/absent-without-for.ts';
import { alwaysHolds } from './rules/alert/always-holds.ts';
import { alwaysTrue } from './rules/alert/always-true.ts';
import { holdBetweenEvaluations, holdUnderInterval } from './rules/alert/between-evaluations.ts';
import { correlationLosesLabel } from './rules/alert/correlation-loses-label.ts';
import { descriptionNamesNothing } from './rules/alert/description-names-nothing.ts';
import { duplicate as duplicateAlert } from './rules/alert/duplicate.ts';
import { externalLabel } from './rules/alert/external-label.ts';
import { firstEventMissed } from './rules/alert/first-event-missed.ts';
import { instantRate } from './rules/alert/instant-rate.ts';
import { labelHidesSeries } from './rules/alert/label-hides-series.ts';
import { labelsChangeWhileFiring } from './rules/alert/labels-change-while-firing.ts';
import { name as alertName } from './rules/alert/name.ts';
import { noRunbook } from './rules/alert/no-runbook.ts';
import { noSummary } from './rules/alert/no-summary.ts';
import { ratioOfTwoJobs } from './rules/alert/ratio-of-two-jobs.ts';
import { rawValue } from './rules/alert/raw-value.ts';
import { reservedLabel as alertReservedLabel } from './rules/alert/reserved-label.ts';
import { runbookUrl } from './rules/alert/runbook-url.ts';
import { silentWithoutTraffic } from './rules/alert/silent-without-traffic.ts';
import { singleWindowBurn } from './rules/alert/single-window-burn.ts';
import { slowToFire } from './rules/alert/slow-to-fire.ts';
import { summaryStyle } from './rules/alert/summary-style.ts';
import { templateLabelDropped } from './rules/alert/template-label-dropped.ts';
import { templateQuery } from './rules/alert/template-query.ts';
import { templateSyntax } from './rules/alert/template-syntax.ts';
import { unknownExternalLabel } from './rules/alert/unknown-external-label.ts';
import { valueInLabel } from './rules/alert/value-in-label.ts';
import { windowNotFilled } from './rules/alert/window-not-filled.ts';
import { literalSecret } from './rules/artifact/literal-secret.ts';
import { samePath } from './rules/artifact/same-path.ts';
import { overBudget, unknownCost } from './rules/cost/over-budget.ts';
import { dangling } from './rules/coverage/dangling.ts';
import { clusterInterval } from './rules/environment/cluster-interval.ts';
import { evaluationTooRare } from './rules/environment/evaluation-too-rare.ts';
import { globalTwice } from './rules/environment/global-twice.ts';
import { noRunbooksUrl } from './rules/environment/no-runbooks-url.ts';
import { plainListener } from './rules/environment/plain-listener.ts';
import { reservedName } from './rules/environment/reserved-name.ts';
import { rulesOverShards } from './rules/environment/rules-over-shards.ts';
import { maintenancePast } from './rules/maintenance/past.ts';
import { buckets } from './rules/metric/buckets.ts';
import { cardinality } from './rules/metric/cardinality.ts';
import { conflict } from './rules/metric/conflict.ts';
import { longerThanServer } from './rules/metric/longer-than-server.ts';
import { name as metricName } from './rules/metric/name.ts';
import { noHelp } from './rules/metric/no-help.ts';
import { percent } from './rules/metric/percent.ts';
import { reservedLabel as metricReservedLabel } from './rules/metric/reserved-label.ts';
import { rulesTwice } from './rules/mimir/rules-twice.ts';
import { splitLate } from './rules/mimir/split-late.ts';
import { tenantWithoutLimits } from './rules/mimir/tenant-without-limits.ts';
import { tooManyGroups } from './rules/mimir/too-many-groups.ts';
import { alertFor } from './rules/policy/alert-for.ts';
import { alertLabel } from './rules/policy/alert-label.ts';
import { alertName as policyAlertName } from './rules/policy/alert-name.ts';
import { avoidedFunction } from './rules/policy/avoided-function.ts';
import { dashboardVariable } from './rules/policy/dashboard-variable.ts';
import { matcher } from './rules/policy/matcher.ts';
import { queryCost } from './rules/policy/query-cost.ts';
import { absentOfSeveral } from './rules/query/absent-of-several.ts';
import { aggregatedQuantile } from './rules/query/aggregated-quantile.ts';
import { alwaysEmpty } from './rules/query/always-empty.ts';
import { averageOfRatios } from './rules/query/average-of-ratios.ts';
import { exceedsRetention } from './rules/query/exceeds-retention.ts';
import { floatEquality } from './rules/query/float-equality.ts';
import { logqlRules } from './rules/query/logql-rules.ts';
import { mixedBuckets } from './rules/query/mixed-buckets.ts';
import { nanOverTime } from './rules/query/nan-over-time.ts';
import { orVectorFillsNothing } from './rules/query/or-vector-fills-nothing.ts';
import { fixedTime, looksAhead } from './rules/query/outside-now.ts';
import { predictionTooFar } from './rules/query/prediction-too-far.ts';
import { quantileAboveBuckets } from './rules/query/quantile-above-buckets.ts';
import { quantileOutOfRange } from './rules/query/quantile-out-of-range.ts';
import { quantileSinceStart } from './rules/query/quantile-since-start.ts';
import { queryRules } from './rules/query/query-rules.ts';
import { rateOfRate } from './rules/query/rate-of-rate.ts';
import { regexp } from './rules/query/regexp.ts';
import { regexpDot } from './rules/query/regexp-dot.ts';
import { scalarOfMany } from './rules/query/scalar-of-many.ts';
import { thresholdInMilliseconds } from './rules/query/threshold-in-milliseconds.ts';
import { traceqlRules } from './rules/query/traceql-rules.ts';
import { unboundedLabel } from './rules/query/unbounded-label.ts';
import { windowTooShort } from './rules/query/window-too-short.ts';
import { template as receiverTemplate } from './rules/receiver/template.ts';
import { templateLabel as receiverTemplateLabel } from './rules/receiver/template-label.ts';
import { version as receiverVersion } from './rules/receiver/version.ts';
import { name as recordingName } from './rules/recording/name.ts';
import { ofAnotherGroup, slowerThanReader } from './rules/recording/read-apart.ts';
import { deadReceiver } from './rules/route/dead-receiver.ts';
import { deadRoute } from './rules/route/dead-route.ts';
import { emailWithoutSmtp } from './rules/route/email-without-smtp.ts';
import { escalationCircle } from './rules/route/escalation-circle.ts';
import { escalationToOneself } from './rules/route/escalation-to-oneself.ts';
import { escalationTooSoon } from './rules/route/escalation-too-soon.ts';
import { grouping } from './rules/route/grouping.ts';
import { inhibitionAlways } from './rules/route/inhibition-always.ts';
import { inhibitionCannotWork } from './rules/route/inhibition-cannot-work.ts';
import { inhibitionLabelAggregatedAway } from './rules/route/inhibition-label-aggregated-away.ts';
import { inhibitionOfEverything } from './rules/route/inhibition-of-everything.ts';
import { labelAggregatedAway } from './rules/route/label-aggregated-away.ts';
import { noWait } from './rules/route/no-wait.ts';
import { none } from './rules/route/none.ts';
import { ownerUnreachable } from './rules/route/owner-unreachable.ts';
import { pageMuted } from './rules/route/page-muted.ts';
import { repeatRounded } from './rules/route/repeat-rounded.ts';
import { severityWithoutChannel } from './rules/route/severity-without-channel.ts';
import { testUnknownAlert } from './rules/route/test-unknown-alert.ts';
import { toldTwice } from './rules/route/told-twice.ts';
import { unknownGroupLabel } from './rules/route/unknown-group-label.ts';
import { unknownLabel } from './rules/route/unknown-label.ts';
import { unrouted } from './rules/route/unrouted.ts';
import { unusedInterval } from './rules/route/unused-interval.ts';
import { intervalTooLong } from './rules/scrape/interval-too-long.ts';
import { metricsNotScraped } from './rules/service/metrics-not-scraped.ts';
import { scalingSignal } from './rules/service/scaling-signal.ts';
import { aboveDependencies } from './rules/slo/above-dependencies.ts';
import { aboveMembers } from './rules/slo/above-members.ts';
import { firesWhileCompliant } from './rules/slo/fires-while-compliant.ts';
import { notEventWeighted } from './rules/slo/not-event-weighted.ts';
import { quantileIsNoRatio } from './rules/slo/quantile-is-no-ratio.ts';
import { silentZone } from './rules/slo/silent-zone.ts';
import { sliceIsNoCondition } from './rules/slo/slice-is-no-condition.ts';
import { spansNotCounted } from './rules/slo/spans-not-counted.ts';
import { tierCannotFire } from './rules/slo/tier-cannot-fire.ts';
import { windowExceedsRetention } from './rules/slo/window-exceeds-retention.ts';
import { windowUnderFourScrapes } from './rules/slo/window-under-four-scrapes.ts';
import { tenantRules } from './rules/tenant/kinds.ts';

/** Every check. */
export const rules: readonly Rule[] = [
  absentWithoutFor,
  alwaysHolds,
  alwaysTrue,
  holdBetweenEvaluations,
  holdUnderInterval,
  correlationLosesLabel,
  descriptionNamesNothing,
  duplicateAlert,
  externalLabel,
  firstEventMissed,
  instantRate,
  labelHidesSeries,
  labelsChangeWhileFiring,
  alertName,
  noRunbook,
  noSummary,
  ratioOfTwoJobs,
  rawValue,
  alertReservedLabel,
  runbookUrl,
  silentWithoutTraffic,
  singleWindowBurn,
  slowToFire,
  summaryStyle,
  templateLabelDropped,
  templateQuery,
  templateSyntax,
  unknownExternalLabel,
  valueInLabel,
  windowNotFilled,
  literalSecret,
  samePath,
  ...boardRules,
  evaluationTooRare,
  noRunbooksUrl,
  plainListener,
  reservedName,
  clusterInterval,
  globalTwice,
  rulesOverShards,
  buckets,
  cardinality,
  conflict,
  longerThanServer,
  metricName,
  noHelp,
  percent,
  metricReservedLabel,
  absentOfSeveral,
  aggregatedQuantile,
  alwaysEmpty,
  averageOfRatios,
  exceedsRetention,
  floatEquality,
  ...logqlRules,
  mixedBuckets,
  nanOverTime,
  orVectorFillsNothing,
  fixedTime,
  looksAhead,
  predictionTooFar,
  quantileAboveBuckets,
  quantileOutOfRange,
  quantileSinceStart,
  ...queryRules,
  thresholdInMilliseconds,
  ...traceqlRules,
  rateOfRate,
  regexpDot,
  regexp,
  scalarOfMany,
  unboundedLabel,
  windowTooShort,
  receiverTemplate,
  receiverTemplateLabel,
  receiverVersion,
  recordingName,
  ofAnotherGroup,
  slowerThanReader,
  rulesTwice,
  splitLate,
  tenantWithoutLimits,
  tooManyGroups,
  ...tenantRules,
  deadReceiver,
  deadRoute,
  emailWithoutSmtp,
  escalationCircle,
  escalationToOneself,
  escalationTooSoon,
  grouping,
  inhibitionAlways,
  inhibitionCannotWork,
  inhibitionLabelAggregatedAway,
  inhibitionOfEverything,
  labelAggregatedAway,
  noWait,
  none,
  ownerUnreachable,
  pageMuted,
  repeatRounded,
  severityWithoutChannel,
  testUnknownAlert,
  toldTwice,
  unknownGroupLabel,
  unknownLabel,
  unrouted,
  unusedInterval,
  metricsNotScraped,
  scalingSignal,
  aboveDependencies,
  aboveMembers,
  firesWhileCompliant,
  notEventWeighted,
  quantileIsNoRatio,
  silentZone,
  sliceIsNoCondition,
  spansNotCounted,
  tierCannotFire,
  windowExceedsRetention,
  windowUnderFourScrapes,
  intervalTooLong,
  maintenancePast,
  alertFor,
  alertLabel,
  policyAlertName,
  avoidedFunction,
  dashboardVariable,
  matcher,
  queryCost,
  dangling,
  overBudget,
  unknownCost,
];
