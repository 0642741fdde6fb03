import type { Rule } from './rule.ts';
import { absentWithoutFor } from './rules/alert/absent-without-for.ts';
import { name as alertName } from './rules/alert/name.ts';
import { noRunbook } from './rules/alert/no-runbook.ts';
import { noSummary } from './rules/alert/no-summary.ts';
import { reservedLabel as alertReservedLabel } from './rules/alert/reserved-label.ts';
import { singleWindowBurn } from './rules/alert/single-window-burn.ts';
import { slowToFire } from './rules/alert/slow-to-fire.ts';
import { templateLabelDropped } from './rules/alert/template-label-dropped.ts';
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
import { noUnit } from './rules/panel/no-unit.ts';
import { removedType } from './rules/panel/removed-type.ts';
import { logqlRules } from './rules/query/logql-rules.ts';
import { queryRules } from './rules/query/query-rules.ts';
import { traceqlRules } from './rules/query/traceql-rules.ts';
import { windowTooShort } from './rules/query/window-too-short.ts';
import { deadReceiver } from './rules/route/dead-receiver.ts';
import { deadRoute } from './rules/route/dead-route.ts';
import { emailWithoutSmtp } from './rules/route/email-without-smtp.ts';
import { inhibitionCannotWork } from './rules/route/inhibition-cannot-work.ts';
import { none } from './rules/route/none.ts';
import { severityWithoutChannel } from './rules/route/severity-without-channel.ts';
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
  ...traceqlRules,
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
];
