import { byText, sortedBy } from '../../kernel/canonical.ts';
import type { Derived } from '../../model/derived.ts';
import { printPromql } from '../../query/promql/print.ts';
import type { Expr } from '../../query/promql/tree.ts';
import { typeOf } from '../../query/promql/type-of.ts';
import { selectorsOf } from '../../query/promql/visit.ts';
import { metricCatalogue } from '../metric-catalogue.ts';
import { type AnalysedQuery, analyseQueries } from '../queries.ts';
import { type Asker, askersOf, recordingRulesOf, timesAnHour } from './asked.ts';
import { definitionOf, type Names, namesFor } from './definition.ts';
import { newNumbering } from './shared-parts.ts';

export interface SuggestOptions {
  /** How many rules and panels must share it. */
  readonly minUses: number;
  readonly limit: number;
}

/** Where an expression is asked, and how often. */
export interface Use extends Asker {
  /** How often it stands in that query. */
  readonly times: number;
}

/** An expression worth recording. */
export interface Suggestion {
  readonly expr: string;
  readonly uses: readonly Use[];
  /** Samples one evaluation reads, at most. */
  readonly samples: number;
  /** Series the recording would have, at most. */
  readonly series: number;
  /** Samples an hour that rules would no longer read, less those the recording reads itself: below 0 it pays for the panels alone. */
  readonly savedByRules: number;
  /** Samples that panels would no longer read each time they refresh. */
  readonly savedByPanels: number;
  /** The recording that has it already. */
  readonly recorded: string | undefined;
  /** What to paste; empty where it is recorded. */
  readonly definition: string;
}

/** Below this a recording costs more attention than it saves reading. */
const TRIVIAL_SAMPLES = 50;

interface Part {
  readonly expr: Expr;
  readonly query: AnalysedQuery;
  readonly uses: Map<AnalysedQuery, number>;
  readonly parents: Set<number>;
  readonly worth: boolean;
  /** It aggregates, at the top or inside. */
  readonly aggregates: boolean;
  readonly variable: boolean;
}

/** What several rules and panels ask alike, the most saving first. */
export function suggestRecordings(derived: Derived, { minUses, limit }: SuggestOptions): Suggestion[] {
  const catalogue = metricCatalogue(derived);
  const queries = analyseQueries(derived, catalogue).filter(isAuthored);
  const parts = partsOf(queries);
  const askers = askersOf(derived, queries);
  const names = namesFor(derived, catalogue.targetLabels);
  const recorded = new Map(recordingRulesOf(derived).map((rule) => [rule.query as object, rule.record]));
  const found = [...parts.values()]
    .filter((part) => part.worth && !isInsideAnother(part, parts))
    .map((part) => suggestion(part, askers, recorded, names))
    .filter((one) => one.uses.length >= (one.recorded === undefined ? minUses : 1) && one.saved > 0);
  return found
    .sort((a, b) => b.saved - a.saved || byText(a.expr, b.expr))
    .slice(0, limit)
    .map(named(names));
}

/** What an objective implies is recorded already. */
function isAuthored({ slo, expr }: AnalysedQuery): boolean {
  return slo === undefined && selectorsOf(expr).some(({ name }) => name !== undefined && !/^(?:slo:|ALERTS)/.test(name));
}

/** Every different part of every query, and which queries it stands in. */
function partsOf(queries: readonly AnalysedQuery[]): Map<number, Part> {
  const numbering = newNumbering();
  const parts = new Map<number, Part>();
  for (const query of queries) {
    numbering.numberOf(query.expr, (expr, id, children) => {
      const part = parts.get(id) ?? newPart(expr, query, children, parts);
      part.uses.set(query, (part.uses.get(query) ?? 0) + 1);
      parts.set(id, part);
      for (const child of children) parts.get(child)?.parents.add(id);
    });
  }
  return parts;
}

function newPart(expr: Expr, query: AnalysedQuery, children: readonly number[], parts: ReadonlyMap<number, Part>): Part {
  const inside = children.flatMap((child) => parts.get(child) ?? []);
  const aggregates = expr.kind === 'aggregation' || inside.some((part) => part.aggregates);
  const variable = inside.some((part) => part.variable) || isVariable(expr);
  const samples = query.analysis.facts.get(expr)?.samples ?? 0;
  const costs = samples >= TRIVIAL_SAMPLES && samples < Number.POSITIVE_INFINITY;
  const worth = aggregates && !variable && costs && typeOf(expr) === 'vector' && !isCondition(expr);
  return { expr, query, uses: new Map(), parents: new Set(), worth, aggregates, variable };
}

/** A comparison is a question to what is recorded, not what one would record. */
function isCondition(expr: Expr): boolean {
  return expr.kind === 'binary' && /^(?:[=!<>]=?|==|and|or|unless)$/.test(expr.op) && !expr.bool;
}

/** Only Grafana knows it. */
function isVariable(expr: Expr): boolean {
  if (expr.kind === 'vector')
    return expr.offsetVariable !== undefined || expr.matchers.some(({ value }) => /\$\w|\$\{|\[\[\w/.test(value));
  if (expr.kind === 'matrix' || expr.kind === 'subquery')
    return 'variable' in expr.range || (expr.kind === 'matrix' && isVariable(expr.selector));
  return expr.kind === 'number' && Number.isNaN(expr.value) && !/^[-+]?nan$/i.test(expr.text);
}

/** Wherever it stands, it stands in one and the same larger expression that is worth it: that one is suggested. */
function isInsideAnother(part: Part, parts: ReadonlyMap<number, Part>): boolean {
  return [...part.parents].some((id) => {
    const parent = parts.get(id);
    return parent?.worth === true && parent.uses.size >= part.uses.size;
  });
}

interface Found extends Suggestion {
  readonly part: Part;
  /** Samples an hour, with every board open. */
  readonly saved: number;
}

function suggestion(
  part: Part,
  askers: ReadonlyMap<AnalysedQuery, Asker>,
  recorded: ReadonlyMap<object, string>,
  names: Names,
): Found {
  const { samples = 0, series = 0 } = part.query.analysis.facts.get(part.expr) ?? {};
  const rule = [...part.uses.keys()].find(({ query }) => recorded.has(query) && isWhole(part, query.expr));
  const uses = usesOf(part, askers, rule);
  const less = Math.max(0, samples - series);
  const own = rule ? 0 : timesAnHour({ everyMs: names.evaluationMs, points: 1 }) * samples;
  const [rules, panels] = [uses.filter(({ panel }) => panel === ''), uses.filter(({ panel }) => panel !== '')];
  return {
    part,
    expr: printPromql(part.expr),
    uses,
    samples,
    series,
    savedByRules: less * total(rules, timesAnHour) - own,
    savedByPanels: less * total(panels, ({ points }) => points),
    saved: less * total(uses, timesAnHour) - own,
    recorded: rule && recorded.get(rule.query),
    definition: '',
  };
}

function total(uses: readonly Use[], often: (use: Use) => number): number {
  return uses.reduce((sum, use) => sum + often(use) * use.times, 0);
}

/** A panel may ask it in several of its queries: that is one use. */
function usesOf(part: Part, askers: ReadonlyMap<AnalysedQuery, Asker>, recording: AnalysedQuery | undefined): Use[] {
  const uses = new Map<string, Use>();
  for (const [query, times] of part.uses) {
    const asker = askers.get(query);
    if (!asker || query === recording) continue;
    const key = `${asker.at} ${asker.panel}`;
    uses.set(key, { ...asker, times: times + (uses.get(key)?.times ?? 0) });
  }
  return sortedBy(uses.values(), ({ at, panel }) => `${at} ${panel}`);
}

function isWhole(part: Part, expr: Expr | undefined): boolean {
  return expr !== undefined && printPromql(part.expr) === printPromql(expr);
}

/** With its definition; only what is shown needs a name. */
function named(names: Names): (one: Found) => Suggestion {
  return ({ part, saved: _, ...one }) => ({
    ...one,
    definition: one.recorded === undefined ? definitionOf(part.expr, part.query, one.uses, names) : '',
  });
}
