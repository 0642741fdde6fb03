import type { Site } from '../authored/context.ts';
import type { Address } from '../kernel/address.ts';
import { type Recent, recent } from '../kernel/recent.ts';
import type { AlertRule, RecordingRule } from '../model/alert.ts';
import type { Panel } from '../model/dashboard.ts';
import type { Derived } from '../model/derived.ts';
import type { PromqlQuery, Query } from '../model/query.ts';
import type { Slo } from '../model/slo.ts';
import { type Analysis, analysePromql } from '../query/promql/analyse.ts';
import { TextQuery } from '../query/promql/text-query.ts';
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

/** What asks Prometheus: where it stands, and whose it is. */
type Owner = Pick<AnalysedQuery, 'site' | 'alert' | 'panel' | 'slo' | 'written'>;

/** Of a rule everything else follows. */
type OwnerOrRule = Owner | AlertRule | RecordingRule;

/** What is known of the estate, whoever asks. */
interface Estate {
  readonly catalogue: EstateCatalogue;
  readonly slos: ReadonlyMap<Address, Slo>;
}

/** It is read again when a rule asks for it and it was not just read: what is known of all queries of a large estate is more than memory should hold. */
class ReadQuery implements AnalysedQuery {
  readonly query: PromqlQuery;
  readonly #owner: OwnerOrRule;
  readonly #estate: Estate;
  #recent: Recent<Read> | undefined;

  constructor(query: PromqlQuery, owner: OwnerOrRule, estate: Estate) {
    this.query = query;
    this.#owner = owner;
    this.#estate = estate;
  }

  get #whose(): Owner {
    if ('site' in this.#owner) return this.#owner;
    return 'record' in this.#owner ? recordingOwner(this.#owner, this.#estate.slos) : alertOwner(this.#owner);
  }

  get site(): Site {
    return this.#whose.site;
  }

  get alert(): AlertRule | undefined {
    return this.#whose.alert;
  }

  get panel(): Panel | undefined {
    return this.#whose.panel;
  }

  get slo(): Slo | undefined {
    return this.#whose.slo;
  }

  get written(): boolean {
    return this.#whose.written;
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

  #analyse(expr: Expr): Analysis {
    const { catalogue } = this.#estate;
    if ('record' in this.#owner) return catalogue.analyse(this.#owner, expr);
    const { site, alert } = this.#whose;
    const known = site.grafana ? catalogue : catalogue.forRules;
    return analysePromql(expr, known, { units: this.query.units, alert: alert !== undefined });
  }
}

/**
 * Every PromQL query of a rule, and of what is scaled by one, that parses, read when it is asked about; of an SLO's recordings those that read an
 * author's metrics, since most only add up what others of ours have recorded.
 */
export function ruleQueries({ estate: { slos, scalings } }: Derived, catalogue: EstateCatalogue): AnalysedQuery[] {
  const estate = { catalogue, slos: new Map(slos.map((slo) => [slo.address, slo])) };
  const nobody = { alert: undefined, panel: undefined, slo: undefined, written: true };
  return [
    ...catalogue.standing().asking.flatMap(({ rules }) => rules.flatMap((rule) => read(rule.query, rule, estate))),
    ...scalings.flatMap(({ address, origin, signals }) =>
      signals.flatMap(({ query }) => read(query, { ...nobody, site: { at: address, origin } }, estate)),
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

/** Boards are looked at a few at a time. */
function analysed(query: Query, owner: Owner, catalogue: EstateCatalogue): AnalysedQuery[] {
  return read(query, owner, { catalogue, slos: NO_SLOS }).map(held);
}

const NO_SLOS: Estate['slos'] = new Map();

function read(query: Query, owner: OwnerOrRule, estate: Estate): ReadQuery[] {
  return query.engine === 'prometheus' && parses(query) ? [new ReadQuery(query, owner, estate)] : [];
}

function parses(query: PromqlQuery): boolean {
  return query instanceof TextQuery ? query.parses : query.expr !== undefined;
}

function alertOwner(alert: AlertRule): Owner {
  const site = { at: alert.address, origin: alert.origin };
  return { site, alert, panel: undefined, slo: undefined, written: alert.cause === alert.address };
}

function recordingOwner(rule: RecordingRule, slos: ReadonlyMap<Address, Slo>): Owner {
  const slo = slos.get(rule.cause);
  const site = { at: rule.cause, origin: rule.origin };
  return { site, alert: undefined, panel: undefined, slo, written: slo === undefined };
}
