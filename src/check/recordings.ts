import type { RecordingRule, RuleGroup } from '../model/alert.ts';
import { type Analysis, analysePromql } from '../query/promql/analyse.ts';
import type { Facts } from '../query/promql/facts.ts';
import type { Expr, Matcher } from '../query/promql/tree.ts';
import type { MetricCatalogue, MetricShape } from '../query/shape.ts';
import { indexRecordings, type Recorded, type RecordingIndex, ruleOf } from './recording-index.ts';
import { inOrder } from './recording-order.ts';
import { type Reads, readingIn } from './recording-reads.ts';
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
  const cycles = new Map<string, readonly string[]>();
  const find = finder(index);
  const catalogue: MetricCatalogue = { ...declared, names: [...declared.names, ...index.names], recorded: find, cycles };
  const analyse = ({ query, record }: RecordingRule, expr: Expr) => {
    const units = query.engine === 'prometheus' ? { units: query.units } : {};
    return analysePromql(expr, catalogue, { ...units, records: record });
  };
  const reading = readingIn(index);
  const reads = new Map<Recorded, Reads>();
  const giving = givenBy(analyse);
  inOrder(index.all, needsOf(reading, reads), {
    done: (recorded) => {
      recorded.facts = giving(recorded, reads.get(recorded)?.alike());
      reads.delete(recorded);
    },
    circle: (way) => {
      const names = way.map(({ record }) => record);
      for (const name of names) if (!cycles.has(name)) cycles.set(name, names);
    },
  });
  return { names: index.names, find, analyse, cycles };
}

/** What it reads is remembered until it is done. */
function needsOf(reading: (recorded: Recorded) => Reads, reads: Map<Recorded, Reads>) {
  return (recorded: Recorded): readonly Recorded[] => {
    const read = reading(recorded);
    reads.set(recorded, read);
    return read.recordings;
  };
}

/** What a recording gives; of those that are alike one is analysed. */
function givenBy(analyse: Recordings['analyse']): (recorded: Recorded, alike: string | undefined) => Facts | undefined {
  const shared = sharing();
  const known = new Map<string, Facts>();
  return (recorded, alike) => {
    const same = alike === undefined ? undefined : known.get(alike);
    if (same) return same;
    const rule = ruleOf(recorded);
    const expr = rule.query.engine === 'prometheus' ? rule.query.expr : undefined;
    const facts = expr && shared(labelledFacts(analyse(rule, expr).result, rule));
    if (facts && alike !== undefined) known.set(alike, facts);
    return facts;
  };
}

/** Of a query of our own nobody asks what its parts are, unless its sides do not match. */
export function withoutParts(analysis: Analysis): Analysis {
  return analysis.problems.some(({ code }) => code === LOST_JOIN) ? analysis : { ...analysis, facts: NO_PARTS };
}

const LOST_JOIN = 'promql/no-common-labels';
const NO_PARTS: Analysis['facts'] = new Map();

/** Shapes that are kept: one is asked for by what stands near it. */
const MOST_SHAPES = 1000;

function finder(index: RecordingIndex): Recordings['find'] {
  const shapes = new Map<Recorded | readonly Recorded[], readonly MetricShape[]>();
  return (record, matchers) => {
    const recorded = index.find(record, matchers);
    const [first] = recorded;
    const key = first && recorded.length === 1 ? first : recorded;
    const known = shapes.get(key);
    if (known) return known;
    const facts = recorded.flatMap((one) => one.facts ?? []);
    const found = facts.length === 0 ? [] : [mergedShape(recorded, facts, index.secondsOf(recorded))];
    if (shapes.size >= MOST_SHAPES) shapes.clear();
    // Of a circle some are not known while the others are analysed.
    if (facts.length === recorded.length) shapes.set(key, found);
    return found;
  };
}
