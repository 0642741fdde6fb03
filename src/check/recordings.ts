import type { RecordingRule, RuleGroup } from '../model/alert.ts';
import { type Analysis, analysePromql } from '../query/promql/analyse.ts';
import type { Facts } from '../query/promql/facts.ts';
import type { Expr, Matcher } from '../query/promql/tree.ts';
import { selectorsOf } from '../query/promql/visit.ts';
import type { MetricCatalogue, MetricShape } from '../query/shape.ts';
import { indexRecordings, type RecordingIndex } from './recording-index.ts';
import { inOrder } from './recording-order.ts';
import { labelledFacts, mergedShape } from './recording-shape.ts';

const OURS = 'slo:';

export interface Recordings {
  readonly names: readonly string[];
  /** What the recordings of that name give: of those whose labels can meet the matchers. */
  find(record: string, matchers: readonly Matcher[]): readonly MetricShape[];
  /** Not of what only adds up other recordings of SLOs: nobody asks, and there are thousands. */
  readonly analyses: ReadonlyMap<RecordingRule, Analysis>;
  /** Recordings that read themselves, each with the names on the way round. */
  readonly cycles: ReadonlyMap<string, readonly string[]>;
}

/** Every recording, analysed once: what another reads before the other. `everySeconds` is how often rules are evaluated. */
export function recordingsOf(groups: readonly RuleGroup[], declared: MetricCatalogue, everySeconds: number): Recordings {
  const index = indexRecordings(groups, everySeconds);
  const analyses = new Map<RecordingRule, Analysis>();
  const results = new Map<RecordingRule, Facts>();
  const cycles = new Map<string, readonly string[]>();
  const find = finder(index, results);
  const catalogue: MetricCatalogue = { ...declared, names: [...declared.names, ...index.names], recorded: find, cycles };
  inOrder(index.rules, readsOf(index), {
    done: (rule) => {
      const { query, record } = rule;
      if (query.engine !== 'prometheus' || !query.expr) return;
      const analysis = analysePromql(query.expr, catalogue, { units: query.units, records: record });
      results.set(rule, labelledFacts(analysis.result, rule));
      if (!addsUpOurs(record, query.expr)) analyses.set(rule, analysis);
    },
    circle: (rules) => {
      const way = rules.map(({ record }) => record);
      for (const name of way) if (!cycles.has(name)) cycles.set(name, way);
    },
  });
  return { names: index.names, find, analyses, cycles };
}

/** The recordings an expression reads. */
function readsOf(index: RecordingIndex): (rule: RecordingRule) => readonly RecordingRule[] {
  return ({ query }) => {
    if (query.engine !== 'prometheus' || !query.expr) return [];
    return selectorsOf(query.expr).flatMap(({ name, matchers }) => (name === undefined ? [] : index.find(name, matchers).rules));
  };
}

/** What an SLO records of what it has recorded. */
function addsUpOurs(record: string, expr: Expr): boolean {
  return record.startsWith(OURS) && readsOnlyOurs(expr);
}

export function readsOnlyOurs(expr: Expr): boolean {
  return selectorsOf(expr).every(({ name }) => name?.startsWith(OURS));
}

function finder(index: RecordingIndex, results: ReadonlyMap<RecordingRule, Facts>): Recordings['find'] {
  const shapes = new Map<string, readonly MetricShape[]>();
  return (record, matchers) => {
    const { key, rules } = index.find(record, matchers);
    const known = shapes.get(key);
    if (known) return known;
    const facts = rules.flatMap((rule) => results.get(rule) ?? []);
    const found = facts.length === 0 ? [] : [mergedShape(rules, facts, index.secondsOf(rules))];
    // Of a circle some are not known while the others are analysed.
    if (facts.length === rules.length) shapes.set(key, found);
    return found;
  };
}
