import type { RecordingRule, RuleGroup } from '../model/alert.ts';
import { type Analysis, analysePromql } from '../query/promql/analyse.ts';
import type { Facts } from '../query/promql/facts.ts';
import type { Expr, Matcher } from '../query/promql/tree.ts';
import { selectorsOf } from '../query/promql/visit.ts';
import type { MetricCatalogue, MetricShape } from '../query/shape.ts';
import { indexRecordings, type RecordingIndex } from './recording-index.ts';
import { inOrder } from './recording-order.ts';
import { labelledFacts, mergedShape, sharing } from './recording-shape.ts';

export interface Recordings {
  readonly names: readonly string[];
  /** What the recordings of that name give: of those whose labels can meet the matchers. */
  find(record: string, matchers: readonly Matcher[]): readonly MetricShape[];
  /** What the tree of a recording reads and gives. */
  analyse(rule: RecordingRule, expr: Expr): Analysis;
  /** Recordings that read themselves, each with the names on the way round. */
  readonly cycles: ReadonlyMap<string, readonly string[]>;
}

/** Every recording, analysed once: what another reads before the other. `everySeconds` is how often rules are evaluated. */
export function recordingsOf(groups: readonly RuleGroup[], declared: MetricCatalogue, everySeconds: number): Recordings {
  const index = indexRecordings(groups, everySeconds);
  const results = new Map<RecordingRule, Facts>();
  const cycles = new Map<string, readonly string[]>();
  const shared = sharing();
  const find = finder(index, results);
  const catalogue: MetricCatalogue = { ...declared, names: [...declared.names, ...index.names], recorded: find, cycles };
  const trees = new Map<RecordingRule, Expr>();
  const analyse = ({ query, record }: RecordingRule, expr: Expr) => {
    const units = query.engine === 'prometheus' ? { units: query.units } : {};
    return analysePromql(expr, catalogue, { ...units, records: record });
  };
  inOrder(index.rules, readsOf(index, trees), {
    done: (rule) => {
      const expr = trees.get(rule);
      trees.delete(rule);
      if (expr) results.set(rule, shared(labelledFacts(analyse(rule, expr).result, rule)));
    },
    circle: (rules) => {
      const way = rules.map(({ record }) => record);
      for (const name of way) if (!cycles.has(name)) cycles.set(name, way);
    },
  });
  return { names: index.names, find, analyse, cycles };
}

/** The recordings an expression reads; its tree is there until the rule is done. */
function readsOf(index: RecordingIndex, trees: Map<RecordingRule, Expr>): (rule: RecordingRule) => readonly RecordingRule[] {
  return (rule) => {
    const expr = rule.query.engine === 'prometheus' ? rule.query.expr : undefined;
    if (!expr) return [];
    trees.set(rule, expr);
    return selectorsOf(expr).flatMap(({ name, matchers }) => (name === undefined ? [] : index.find(name, matchers)));
  };
}

/** Of a query of our own nobody asks what its parts are, unless its sides do not match. */
export function withoutParts(analysis: Analysis): Analysis {
  return analysis.problems.some(({ code }) => code === LOST_JOIN) ? analysis : { ...analysis, facts: NO_PARTS };
}

const LOST_JOIN = 'promql/no-common-labels';
const NO_PARTS: Analysis['facts'] = new Map();

function finder(index: RecordingIndex, results: ReadonlyMap<RecordingRule, Facts>): Recordings['find'] {
  const shapes = new Map<readonly RecordingRule[], readonly MetricShape[]>();
  return (record, matchers) => {
    const rules = index.find(record, matchers);
    const known = shapes.get(rules);
    if (known) return known;
    const facts = rules.flatMap((rule) => results.get(rule) ?? []);
    const found = facts.length === 0 ? [] : [mergedShape(rules, facts, index.secondsOf(rules))];
    // Of a circle some are not known while the others are analysed.
    if (facts.length === rules.length) shapes.set(rules, found);
    return found;
  };
}
