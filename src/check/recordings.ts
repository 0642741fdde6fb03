import { once } from '../kernel/once.ts';
import type { RecordingRule } from '../model/alert.ts';
import { type Analysis, analysePromql } from '../query/promql/analyse.ts';
import type { Facts } from '../query/promql/facts.ts';
import type { Expr, Matcher } from '../query/promql/tree.ts';
import type { MetricCatalogue, MetricShape } from '../query/shape.ts';
import { type Giving, recordingFacts } from './recording-facts.ts';
import { indexRecordings, type Recorded, type RecordingIndex, ruleOf } from './recording-index.ts';
import { readingIn } from './recording-reads.ts';
import { labelledFacts, mergedShape, sharing } from './recording-shape.ts';

export interface Recordings {
  readonly names: () => readonly string[];
  /** All of a name, and where their rules stand. */
  named(record: string): readonly Recorded[];
  /** What the recordings of that name give: of those whose labels can meet the matchers. */
  find(record: string, matchers: readonly Matcher[]): readonly MetricShape[];
  /** What the tree of a recording reads and gives. */
  analyse(rule: RecordingRule, expr: Expr): Analysis;
  /** The names on the way round, where a recording of the one name reads itself, over a recording of the other or at once. */
  circleOf(record: string, reads: string): readonly string[] | undefined;
}

/** Every recording, analysed when somebody asks for it, after what it reads. `everySeconds` is how often rules are evaluated. */
export function recordingsOf(standing: () => readonly Recorded[], declared: MetricCatalogue, everySeconds: number): Recordings {
  const index = once(() => indexRecordings(standing(), everySeconds));
  const names = once(() => [...declared.names, ...index().names]);
  const known = once(() => finder(index()));
  const giving = () => givenBy(analyserOver(withNames({ ...declared, recorded: known() }, names)));
  const facts = once(() => recordingFacts(index(), readingIn(index(), declared), giving()));
  const find: Recordings['find'] = (record, matchers) => {
    facts().know(index().find(record, matchers));
    return known()(record, matchers);
  };
  const circleOf: Recordings['circleOf'] = (record, reads) =>
    index().named(reads).length === 0 ? undefined : facts().circleOf(record);
  return {
    names: () => index().names,
    named: (record) => index().named(record),
    find,
    analyse: analyserOver(withNames({ ...declared, recorded: find, circleOf }, names)),
    circleOf,
  };
}

/** Names of a large estate are put together for who asks, which is mostly nobody. */
export function withNames(catalogue: MetricCatalogue, names: () => readonly string[]): MetricCatalogue {
  return {
    ...catalogue,
    get names() {
      return names();
    },
  };
}

function analyserOver(catalogue: MetricCatalogue): Recordings['analyse'] {
  return ({ query, record }, expr) => {
    const units = query.engine === 'prometheus' ? { units: query.units } : {};
    return analysePromql(expr, catalogue, { ...units, records: record });
  };
}

/** What a recording gives; of those that are alike one is analysed. */
function givenBy(analyse: Recordings['analyse']): Giving {
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
