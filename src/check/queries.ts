import type { Site } from '../authored/context.ts';
import type { Address } from '../kernel/address.ts';
import { type Recent, recent } from '../kernel/recent.ts';
import { type AlertRule, isAlertRule, type RecordingRule } from '../model/alert.ts';
import type { Panel } from '../model/dashboard.ts';
import type { Derived } from '../model/derived.ts';
import type { PromqlQuery, Query } from '../model/query.ts';
import type { Slo } from '../model/slo.ts';
import { type Analysis, analysePromql } from '../query/promql/analyse.ts';
import { OwnQuery } from '../query/promql/own-query.ts';
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

interface Read {
  readonly expr: Expr;
  readonly analysis: Analysis;
}

/** What is kept of queries that are read when they are asked about: as many as are looked at together, and some more. */
export const QUERIES_AT_ONCE = 400;
const keep = recent<Read>(2 * QUERIES_AT_ONCE);

/** It is read again when a rule asks for it and it was not just read: what is known of all queries of a large estate is more than memory should hold. */
class ReadQuery implements AnalysedQuery {
  readonly site: Site;
  readonly query: PromqlQuery;
  readonly alert: AlertRule | undefined;
  readonly panel: Panel | undefined;
  readonly slo: Slo | undefined;
  readonly written: boolean;
  readonly #analyse: (expr: Expr) => Analysis;
  #recent: Recent<Read> | undefined;

  constructor(
    { site, query, alert, panel, slo, written }: Owner & Pick<AnalysedQuery, 'query'>,
    analyse: (expr: Expr) => Analysis,
  ) {
    this.site = site;
    this.query = query;
    this.alert = alert;
    this.panel = panel;
    this.slo = slo;
    this.written = written;
    this.#analyse = analyse;
  }

  get expr(): Expr {
    return this.#read().expr;
  }

  get analysis(): Analysis {
    return this.#read().analysis;
  }

  #read(): Read {
    const kept = this.#recent?.value;
    if (kept) return kept;
    const { expr } = this.query;
    if (!expr) throw new Error('only what parses is analysed');
    const analysis = this.#analyse(expr);
    const read = { expr, analysis: this.written ? analysis : withoutParts(analysis) };
    this.#recent = keep(read);
    return read;
  }
}

type Owner = Pick<AnalysedQuery, 'site' | 'alert' | 'panel' | 'slo' | 'written'>;

/**
 * Every PromQL query of a rule, and of what is scaled by one, that parses, read when it is asked about; of an SLO's recordings those that read an
 * author's metrics, since most only add up what others of ours have recorded.
 */
export function ruleQueries({ estate, groups }: Derived, catalogue: EstateCatalogue): AnalysedQuery[] {
  const slos = new Map(estate.slos.map((slo) => [slo.address, slo]));
  const nobody = { alert: undefined, panel: undefined, slo: undefined, written: true };
  return [
    ...groups.flatMap((group) =>
      group.rules.flatMap((rule) => analysed(rule.query, ruleOwner(rule, slos), catalogue, analysisOf(rule, catalogue))),
    ),
    ...estate.scalings.flatMap(({ address, origin, signals }) =>
      signals.flatMap(({ query }) => analysed(query, { ...nobody, site: { at: address, origin } }, catalogue)),
    ),
  ];
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

type Analyse = (expr: Expr) => Analysis;

function analysed(query: Query, owner: Owner, catalogue: EstateCatalogue, recorded?: Analyse): AnalysedQuery[] {
  if (query.engine !== 'prometheus' || (owner.slo && !recorded)) return [];
  if (owner.slo && query instanceof OwnQuery) return [];
  const { expr, units } = query;
  if (!expr) return [];
  const { site, alert } = owner;
  const known = site.grafana ? catalogue : catalogue.forRules;
  const analyse = recorded ?? ((of: Expr) => analysePromql(of, known, { units, alert: alert !== undefined }));
  const one = new ReadQuery({ ...owner, query }, analyse);
  return [site.grafana ? held(one) : one]; // boards are looked at a few at a time
}

function analysisOf(rule: AlertRule | RecordingRule, { analyse }: EstateCatalogue): Analyse | undefined {
  return isAlertRule(rule) ? undefined : (expr) => analyse(rule, expr);
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
