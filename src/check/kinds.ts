import type { Rule } from './rule.ts';
import { absentWithoutFor } from './rules/alert/absent-without-for.ts';
import { alwaysHolds } from './rules/alert/always-holds.ts';
import { alwaysTrue } from './rules/alert/always-true.ts';
import { holdBetweenEvaluations, holdUnderInterval } from './rules/alert/between-evaluations.ts';
import { firstEventMissed } from './rules/alert/first-event-missed.ts';
import { instantRate } from './rules/alert/instant-rate.ts';
import { labelsChangeWhileFiring } from './rules/alert/labels-change-while-firing.ts';
import { name as alertName } from './rules/alert/name.ts';
import { noRunbook } from './rules/alert/no-runbook.ts';
import { noSummary } from './rules/alert/no-summary.ts';
import { reservedLabel as alertReservedLabel } from './rules/alert/reserved-label.ts';
import { silentWithoutTraffic } from './rules/alert/silent-without-traffic.ts';
import { singleWindowBurn } from './rules/alert/single-window-burn.ts';
import { slowToFire } from './rules/alert/slow-to-fire.ts';
import { templateLabelDropped } from './rules/alert/template-label-dropped.ts';
import { windowNotFilled } from './rules/alert/window-not-filled.ts';
import { literalSecret } from './rules/artifact/literal-secret.ts';
import { noRunbooksUrl } from './rules/environment/no-runbooks-url.ts';
import { buckets } from './rules/metric/buckets.ts';
import { cardinality } from './rules/metric/cardinality.ts';
import { conflict } from './rules/metric/conflict.ts';
import { longerThanServer } from './rules/metric/longer-than-server.ts';
import { name as metricName } from './rules/metric/name.ts';
import { noHelp } from './rules/metric/no-help.ts';
import { percent } from './rules/metric/percent.ts';
import { reservedLabel as metricReservedLabel } from './rules/metric/reserved-label.ts';
import { legendLabelDropped } from './rules/panel/legend-label-dropped.ts';
import { noUnit } from './rules/panel/no-unit.ts';
import { removedType } from './rules/panel/removed-type.ts';
import { absentOfSeveral } from './rules/query/absent-of-several.ts';
import { aggregatedQuantile } from './rules/query/aggregated-quantile.ts';
import { alwaysEmpty } from './rules/query/always-empty.ts';
import { averageOfRatios } from './rules/query/average-of-ratios.ts';
import { floatEquality } from './rules/query/float-equality.ts';
import { logqlRules } from './rules/query/logql-rules.ts';
import { mixedBuckets } from './rules/query/mixed-buckets.ts';
import { orVectorFillsNothing } from './rules/query/or-vector-fills-nothing.ts';
import { fixedTime, looksAhead } from './rules/query/outside-now.ts';
import { predictionTooFar } from './rules/query/prediction-too-far.ts';
import { quantileAboveBuckets } from './rules/query/quantile-above-buckets.ts';
import { quantileOutOfRange } from './rules/query/quantile-out-of-range.ts';
import { quantileSinceStart } from './rules/query/quantile-since-start.ts';
import { queryRules } from './rules/query/query-rules.ts';
import { rateOfRate } from './rules/query/rate-of-rate.ts';
import { scalarOfMany } from './rules/query/scalar-of-many.ts';
import { thresholdInMilliseconds } from './rules/query/threshold-in-milliseconds.ts';
import { unboundedLabel } from './rules/query/unbounded-label.ts';
import { windowTooShort } from './rules/query/window-too-short.ts';
import { name as recordingName } from './rules/recording/name.ts';
import { deadReceiver } from './rules/route/dead-receiver.ts';
import { deadRoute } from './rules/route/dead-route.ts';
import { emailWithoutSmtp } from './rules/route/email-without-smtp.ts';
import { inhibitionCannotWork } from './rules/route/inhibition-cannot-work.ts';
import { inhibitionLabelAggregatedAway } from './rules/route/inhibition-label-aggregated-away.ts';
import { labelAggregatedAway } from './rules/route/label-aggregated-away.ts';
import { none } from './rules/route/none.ts';
import { severityWithoutChannel } from './rules/route/severity-without-channel.ts';
import { unknownGroupLabel } from './rules/route/unknown-group-label.ts';
import { unknownLabel } from './rules/route/unknown-label.ts';
import { unrouted } from './rules/route/unrouted.ts';
import { metricsNotScraped } from './rules/service/metrics-not-scraped.ts';
import { firesWhileCompliant } from './rules/slo/fires-while-compliant.ts';
import { notEventWeighted } from './rules/slo/not-event-weighted.ts';
import { quantileIsNoRatio } from './rules/slo/quantile-is-no-ratio.ts';
import { silentZone } from './rules/slo/silent-zone.ts';
import { tierCannotFire } from './rules/slo/tier-cannot-fire.ts';
import { windowExceedsRetention } from './rules/slo/window-exceeds-retention.ts';
import { windowUnderFourScrapes } from './rules/slo/window-under-four-scrapes.ts';

/** Every check. */
export const rules: readonly Rule[] = [
  absentWithoutFor,
  alwaysHolds,
  alwaysTrue,
  holdBetweenEvaluations,
  holdUnderInterval,
  firstEventMissed,
  instantRate,
  labelsChangeWhileFiring,
  alertName,
  noRunbook,
  noSummary,
  alertReservedLabel,
  silentWithoutTraffic,
  singleWindowBurn,
  slowToFire,
  templateLabelDropped,
  windowNotFilled,
  literalSecret,
  noRunbooksUrl,
  buckets,
  cardinality,
  conflict,
  longerThanServer,
  metricName,
  noHelp,
  percent,
  metricReservedLabel,
  legendLabelDropped,
  noUnit,
  removedType,
  absentOfSeveral,
  aggregatedQuantile,
  alwaysEmpty,
  averageOfRatios,
  floatEquality,
  ...logqlRules,
  mixedBuckets,
  orVectorFillsNothing,
  fixedTime,
  looksAhead,
  predictionTooFar,
  quantileAboveBuckets,
  quantileOutOfRange,
  quantileSinceStart,
  ...queryRules,
  rateOfRate,
  scalarOfMany,
  thresholdInMilliseconds,
  unboundedLabel,
  windowTooShort,
  recordingName,
  deadReceiver,
  deadRoute,
  emailWithoutSmtp,
  inhibitionCannotWork,
  inhibitionLabelAggregatedAway,
  labelAggregatedAway,
  none,
  severityWithoutChannel,
  unknownGroupLabel,
  unknownLabel,
  unrouted,
  metricsNotScraped,
  firesWhileCompliant,
  notEventWeighted,
  quantileIsNoRatio,
  silentZone,
  tierCannotFire,
  windowExceedsRetention,
  windowUnderFourScrapes,
];
