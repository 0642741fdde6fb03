import { addressOf, ESTATE } from '../../kernel/address.ts';
import type { Policy } from '../../model/policy.ts';
import type { AuthoredPolicy } from '../policy.ts';
import { durationIn, type Report } from './report.ts';

export function resolvePolicies(authored: readonly AuthoredPolicy[], report: Report): Policy[] {
  const at = addressOf(ESTATE, 'policy', 'policy');
  return authored.map((one) => {
    const alerts = one.alerts ?? {};
    const queries = one.queries ?? {};
    const dashboards = one.dashboards ?? {};
    return {
      alertName: alerts.name,
      alertNameLength: alerts.nameLength ?? Number.POSITIVE_INFINITY,
      alertLabels: alerts.labels ?? [],
      forAtLeastMs: durationIn(alerts.for?.atLeast, 0, 'alerts.for.atLeast', at, one, report),
      forAtMostMs: durationIn(alerts.for?.atMost, Number.POSITIVE_INFINITY, 'alerts.for.atMost', at, one, report),
      matchedLabels: queries.match ?? [],
      avoidedFunctions: queries.avoid ?? [],
      samplesPerEvaluation: queries.samples ?? Number.POSITIVE_INFINITY,
      boardVariables: dashboards.variables ?? [],
      queriesOfBoard: dashboards.queries,
      panelsOfBoard: dashboards.panels,
      seriesOfPanel: dashboards.series,
      origin: one,
    };
  });
}
