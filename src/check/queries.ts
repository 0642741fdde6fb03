import type { Site } from '../authored/context.ts';
import { readsOnlyOurs } from '../derive/slo/names.ts';
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
import { withoutParts } from './recordings.ts';

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
  /** Somebody wrote it; what an SLO or an escalation implies is ours to get right. */
  readonly written: boolean;
}

type Owner = Pick<AnalysedQuery, 'site' | 'alert' | 'panel' | 'slo' | 'written'>;

/**
 * Every PromQL query that parses, analysed once for all rules; of an SLO's recordings those that read an author's metrics,
 * since most only add up what others of ours have recorded.
 */
export function analyseQueries(derived: Derived, catalogue: EstateCatalogue): AnalysedQuery[] {
  const slos = new Map(derived.estate.slos.map((slo) => [slo.address, slo]));
  const add = (query: Query, owner: Owner, analysed?: Analysis): AnalysedQuery[] => {
    if (query.engine !== 'prometheus' || (owner.slo && !analysed)) return [];
    const { expr, units } = query;
    if (!expr || (owner.slo && readsOnlyOurs(expr))) return [];
    const { site, alert, panel, slo, written } = owner;
    const analysis =
      analysed ?? analysePromql(expr, site.grafana ? catalogue : catalogue.forRules, { units, alert: alert !== undefined });
    return [{ site, alert, panel, slo, written, query, expr, analysis: written ? analysis : withoutParts(analysis) }];
  };
  const boards = new Set(derived.estate.dashboards);
  return [
    ...derived.groups.flatMap((group) =>
      group.rules.flatMap((rule) => add(rule.query, ruleOwner(rule, slos), analysisOf(rule, catalogue))),
    ),
    ...derived.dashboards.flatMap(({ address, origin, annotations }) => {
      const owner = {
        site: { at: address, origin, grafana: true },
        panel: undefined,
        alert: undefined,
        slo: undefined,
        written: true,
      };
      return annotations.flatMap((one) => (one.from === 'query' ? add(one.query, owner) : []));
    }),
    ...everyPanel(derived).flatMap(({ panel, dashboard }) => {
      const site: Site = { at: dashboard.address, origin: panel.origin, grafana: true };
      const owner = { site, panel, alert: undefined, slo: undefined, written: boards.has(dashboard) };
      return panel.queries.flatMap(({ query }) => add(query, owner));
    }),
  ];
}

/** A recording was analysed when its series were made known. */
function analysisOf(rule: AlertRule | RecordingRule, { analyses }: EstateCatalogue): Analysis | undefined {
  return isAlertRule(rule) ? undefined : analyses.get(rule);
}

function ruleOwner(rule: AlertRule | RecordingRule, slos: ReadonlyMap<Address, Slo>): Owner {
  if (isAlertRule(rule)) {
    const site = { at: rule.address, origin: rule.origin };
    return { site, alert: rule, panel: undefined, slo: undefined, written: rule.cause === rule.address };
  }
  const slo = slos.get(rule.cause);
  const site = { at: rule.cause, origin: rule.origin };
  return { site, alert: undefined, panel: undefined, slo, written: slo === undefined };
}
