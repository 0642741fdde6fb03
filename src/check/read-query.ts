import type { Site } from '../authored/context.ts';
import type { Address } from '../kernel/address.ts';
import { type Recent, recent } from '../kernel/recent.ts';
import type { AlertRule, RecordingRule } from '../model/alert.ts';
import type { Panel } from '../model/dashboard.ts';
import type { PromqlQuery } from '../model/query.ts';
import type { Slo } from '../model/slo.ts';
import { type Analysis, analysePromql } from '../query/promql/analyse.ts';
import type { Expr } from '../query/promql/tree.ts';
import type { EstateCatalogue } from './metric-catalogue.ts';
import { withoutParts } from './recordings.ts';

/** What asks Prometheus: where it stands, and whose it is. */
export interface Owner {
  readonly site: Site;
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

/** Of a rule everything else follows. */
export type OwnerOrRule = Owner | AlertRule | RecordingRule;

/** What is known of the estate, whoever asks. */
export interface OfEstate {
  readonly catalogue: EstateCatalogue;
  readonly slos: ReadonlyMap<Address, Slo>;
}

/** It is read again when a rule asks for it and it was not just read: what is known of all queries of a large estate is more than memory should hold. */
export class ReadQuery implements Owner {
  readonly query: PromqlQuery;
  readonly #owner: OwnerOrRule;
  readonly #estate: OfEstate;
  #recent: Recent<Read> | undefined;

  constructor(query: PromqlQuery, owner: OwnerOrRule, estate: OfEstate) {
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

function alertOwner(alert: AlertRule): Owner {
  const site = { at: alert.address, origin: alert.origin };
  return { site, alert, panel: undefined, slo: undefined, written: alert.cause === alert.address };
}

function recordingOwner(rule: RecordingRule, slos: ReadonlyMap<Address, Slo>): Owner {
  const slo = slos.get(rule.cause);
  const site = { at: rule.cause, origin: rule.origin };
  return { site, alert: undefined, panel: undefined, slo, written: slo === undefined };
}
