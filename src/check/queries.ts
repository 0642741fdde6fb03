import type { Site } from '../authored/context.ts';
import type { Address } from '../kernel/address.ts';
import { type AlertRule, causesOf } from '../model/alert.ts';
import type { Derived } from '../model/derived.ts';
import type { PromqlQuery, Query } from '../model/query.ts';
import type { Analysis } from '../query/promql/analyse.ts';
import { TextQuery } from '../query/promql/text-query.ts';
import type { Expr } from '../query/promql/tree.ts';
import { everyPanel } from './every-panel.ts';
import type { EstateCatalogue } from './metric-catalogue.ts';
import { type OfEstate, type Owner, type OwnerOrRule, ReadQuery } from './read-query.ts';
import { askingIn } from './standing-rules.ts';

export { QUERIES_AT_ONCE } from './read-query.ts';

/** A PromQL query of the estate, what it reads and gives, and whose it is. */
export interface AnalysedQuery extends Owner {
  readonly query: PromqlQuery;
  readonly expr: Expr;
  readonly analysis: Analysis;
}

/**
 * Every PromQL query of a rule, and of what is scaled by one, that parses, read when it is asked about; of an SLO's recordings those that read an
 * author's metrics, since most only add up what others of ours have recorded. `has` says which are meant, by what they come from.
 */
export function ruleQueries(derived: Derived, catalogue: EstateCatalogue, has: Has = () => true): AnalysedQuery[] {
  const estate = readingIn(derived, catalogue);
  const nobody = { alert: undefined, panel: undefined, slo: undefined, written: true };
  const groups = derived.groups.filter((group) => causesOf(group).some(has));
  return [
    ...askingIn(groups).flatMap(({ rules }) => rules.flatMap((rule) => (has(rule.cause) ? read(rule.query, rule, estate) : []))),
    ...derived.estate.scalings.flatMap(({ address, origin, signals }) =>
      signals.flatMap(({ query }) => (has(address) ? read(query, { ...nobody, site: { at: address, origin } }, estate) : [])),
    ),
  ];
}

type Has = (address: Address) => boolean;

/** The query of an alert, where it is one Prometheus reads. */
export function queryOfAlert(derived: Derived, catalogue: EstateCatalogue): (alert: AlertRule) => AnalysedQuery | undefined {
  const estate = readingIn(derived, catalogue);
  return (alert) => read(alert.query, alert, estate)[0];
}

function readingIn({ estate: { slos } }: Derived, catalogue: EstateCatalogue): OfEstate {
  return { catalogue, slos: new Map(slos.map((slo) => [slo.address, slo])) };
}

/** Every PromQL query of the estate that parses, those somebody wrote read once. */
export function analyseQueries(derived: Derived, catalogue: EstateCatalogue): AnalysedQuery[] {
  return [...ruleQueries(derived, catalogue).map((one) => (one.written ? held(one) : one)), ...boardQueries(derived, catalogue)];
}

function held({ site, query, expr, analysis, alert, panel, slo, written }: AnalysedQuery): AnalysedQuery {
  return { site, query, expr, analysis, alert, panel, slo, written };
}

/** The same of every panel and annotation. */
export function boardQueries(derived: Derived, catalogue: EstateCatalogue): AnalysedQuery[] {
  const written = new Set(derived.estate.dashboards);
  const nobody = { alert: undefined, slo: undefined };
  return [
    ...derived.dashboards.flatMap(({ address, origin, annotations }) => {
      const owner = { ...nobody, site: { at: address, origin, grafana: true }, panel: undefined, written: true };
      return annotations.flatMap((one) => (one.from === 'query' ? analysed(one.query, owner, catalogue) : []));
    }),
    ...everyPanel(derived).flatMap(({ panel, dashboard }) => {
      const site: Site = { at: dashboard.address, origin: panel.origin, grafana: true };
      const owner = { ...nobody, site, panel, written: written.has(dashboard) };
      return panel.queries.flatMap(({ query }) => analysed(query, owner, catalogue));
    }),
  ];
}

/** Boards are looked at a few at a time. */
function analysed(query: Query, owner: Owner, catalogue: EstateCatalogue): AnalysedQuery[] {
  return read(query, owner, { catalogue, slos: NO_SLOS }).map(held);
}

const NO_SLOS: OfEstate['slos'] = new Map();

function read(query: Query, owner: OwnerOrRule, estate: OfEstate): ReadQuery[] {
  return query.engine === 'prometheus' && parses(query) ? [new ReadQuery(query, owner, estate)] : [];
}

function parses(query: PromqlQuery): boolean {
  return query instanceof TextQuery ? query.parses : query.expr !== undefined;
}
