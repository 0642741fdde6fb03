import type { Site } from '../authored/context.ts';
import type { Address } from '../kernel/address.ts';
import { type AlertRule, isAlertRule, type RecordingRule } from '../model/alert.ts';
import type { Panel } from '../model/dashboard.ts';
import type { Derived } from '../model/derived.ts';
import type { PromqlQuery, Query } from '../model/query.ts';
import type { Slo } from '../model/slo.ts';
import { type Analysis, analysePromql } from '../query/promql/analyse.ts';
import type { Expr } from '../query/promql/tree.ts';
import { everyPanel } from './every-panel.ts';
import type { EstateCatalogue } from './metric-catalogue.ts';
import { readsOnlyOurs } from './recordings.ts';

/** A PromQL query of the estate, what it reads and gives, and whose it is. */
export interface AnalysedQuery {
  readonly site: Site;
  readonly query: PromqlQuery;
  readonly expr: Expr;
  readonly analysis: Analysis;
  /** At most one of these is set: none of a recording that an author wrote. */
  readonly alert: AlertRule | undefined;
  readonly panel: Panel | undefined;
  /** A recording that an SLO implies. */
  readonly slo: Slo | undefined;
}

type Owner = Pick<AnalysedQuery, 'site' | 'alert' | 'panel' | 'slo'>;

/**
 * Every PromQL query that parses, analysed once for all rules; of an SLO's recordings those that read an author's metrics,
 * since most only add up what others of ours have recorded.
 */
export function analyseQueries(derived: Derived, catalogue: EstateCatalogue): AnalysedQuery[] {
  const slos = new Map(derived.estate.slos.map((slo) => [slo.address, slo]));
  const add = (query: Query, owner: Owner, analysed?: Analysis): AnalysedQuery[] => {
    if (query.engine !== 'prometheus' || !query.expr) return [];
    const { expr, units } = query;
    if (owner.slo && readsOnlyOurs(expr)) return [];
    const analysis =
      analysed ?? analysePromql(expr, owner.panel ? catalogue : catalogue.forRules, { units, alert: owner.alert !== undefined });
    return [{ ...owner, query, expr, analysis }];
  };
  return [
    ...derived.groups.flatMap((group) =>
      group.rules.flatMap((rule) => add(rule.query, ruleOwner(rule, slos), analysisOf(rule, catalogue))),
    ),
    ...everyPanel(derived).flatMap(({ panel, dashboard }) => {
      const site: Site = { at: dashboard.address, origin: panel.origin, grafana: true };
      return panel.queries.flatMap(({ query }) => add(query, { site, panel, alert: undefined, slo: undefined }));
    }),
  ];
}

/** A recording was analysed when its series were made known. */
function analysisOf(rule: AlertRule | RecordingRule, { analyses }: EstateCatalogue): Analysis | undefined {
  return isAlertRule(rule) ? undefined : analyses.get(rule);
}

function ruleOwner(rule: AlertRule | RecordingRule, slos: ReadonlyMap<Address, Slo>): Owner {
  if (isAlertRule(rule))
    return { site: { at: rule.address, origin: rule.origin }, alert: rule, panel: undefined, slo: undefined };
  const slo = slos.get(rule.cause);
  return { site: { at: rule.cause, origin: rule.origin }, alert: undefined, panel: undefined, slo };
}
