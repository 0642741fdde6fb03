import type { Rule } from './rule.ts';
import { absentWithoutFor } from './rules/alert/absent-without-for.ts';
import { alwaysFires } from './rules/alert/always-fires.ts';
import { descriptionNamesNothing } from './rules/alert/description-names-nothing.ts';
import { duplicate as duplicateAlert } from './rules/alert/duplicate.ts';
import { externalLabel } from './rules/alert/external-label.ts';
import { labelHidesSeries } from './rules/alert/label-hides-series.ts';
import { name as alertName } from './rules/alert/name.ts';
import { noRunbook } from './rules/alert/no-runbook.ts';
import { noSummary } from './rules/alert/no-summary.ts';
import { ratioOfTwoJobs } from './rules/alert/ratio-of-two-jobs.ts';
import { rawValue } from './rules/alert/raw-value.ts';
import { reservedLabel as alertReservedLabel } from './rules/alert/reserved-label.ts';
import { runbookUrl } from './rules/alert/runbook-url.ts';
import { singleWindowBurn } from './rules/alert/single-window-burn.ts';
import { slowToFire } from './rules/alert/slow-to-fire.ts';
import { summaryStyle } from './rules/alert/summary-style.ts';
import { templateLabelDropped } from './rules/alert/template-label-dropped.ts';
import { templateQuery } from './rules/alert/template-query.ts';
import { templateSyntax } from './rules/alert/template-syntax.ts';
import { unknownExternalLabel } from './rules/alert/unknown-external-label.ts';
import { valueInLabel } from './rules/alert/value-in-label.ts';
import { literalSecret } from './rules/artifact/literal-secret.ts';
import { evaluationTooRare } from './rules/environment/evaluation-too-rare.ts';
import { noRunbooksUrl } from './rules/environment/no-runbooks-url.ts';
import { buckets } from './rules/metric/buckets.ts';
import { cardinality } from './rules/metric/cardinality.ts';
import { conflict } from './rules/metric/conflict.ts';
import { longerThanServer } from './rules/metric/longer-than-server.ts';
import { name as metricName } from './rules/metric/name.ts';
import { noHelp } from './rules/metric/no-help.ts';
import { percent } from './rules/metric/percent.ts';
import { reservedLabel as metricReservedLabel } from './rules/metric/reserved-label.ts';
import { fixedRateWindow } from './rules/panel/fixed-rate-window.ts';
import { noTitle } from './rules/panel/no-title.ts';
import { noUnit } from './rules/panel/no-unit.ts';
import { removedType } from './rules/panel/removed-type.ts';
import { exceedsRetention } from './rules/query/exceeds-retention.ts';
import { logqlRules } from './rules/query/logql-rules.ts';
import { nanInAggregation } from './rules/query/nan-in-aggregation.ts';
import { queryRules } from './rules/query/query-rules.ts';
import { regexp } from './rules/query/regexp.ts';
import { regexpDot } from './rules/query/regexp-dot.ts';
import { windowTooShort } from './rules/query/window-too-short.ts';
import { deadReceiver } from './rules/route/dead-receiver.ts';
import { deadRoute } from './rules/route/dead-route.ts';
import { emailWithoutSmtp } from './rules/route/email-without-smtp.ts';
import { inhibitionCannotWork } from './rules/route/inhibition-cannot-work.ts';
import { none } from './rules/route/none.ts';
import { severityWithoutChannel } from './rules/route/severity-without-channel.ts';
import { unknownLabel } from './rules/route/unknown-label.ts';
import { unrouted } from './rules/route/unrouted.ts';
import { intervalTooLong } from './rules/scrape/interval-too-long.ts';
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
  alertName,
  alertReservedLabel,
  noRunbook,
  noSummary,
  singleWindowBurn,
  slowToFire,
  templateLabelDropped,
  literalSecret,
  noRunbooksUrl,
  buckets,
  cardinality,
  conflict,
  longerThanServer,
  metricName,
  metricReservedLabel,
  noHelp,
  percent,
  noUnit,
  removedType,
  ...logqlRules,
  ...queryRules,
  windowTooShort,
  deadReceiver,
  deadRoute,
  emailWithoutSmtp,
  inhibitionCannotWork,
  none,
  severityWithoutChannel,
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
  alwaysFires,
  descriptionNamesNothing,
  duplicateAlert,
  externalLabel,
  labelHidesSeries,
  ratioOfTwoJobs,
  rawValue,
  runbookUrl,
  summaryStyle,
  templateQuery,
  templateSyntax,
  unknownExternalLabel,
  valueInLabel,
  evaluationTooRare,
  fixedRateWindow,
  noTitle,
  exceedsRetention,
  nanInAggregation,
  regexp,
  regexpDot,
  intervalTooLong,
];
