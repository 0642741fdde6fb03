import { wordsOf } from '../kernel/whole-match.ts';
import { isAlertRule, type RecordingRule, type RuleGroup } from '../model/alert.ts';
import type { Facts } from '../query/promql/facts.ts';
import type { Matcher } from '../query/promql/tree.ts';
import type { RuleShape } from './rule-shapes.ts';

/** A recording, and where its rule stands: rules of a large estate are more than memory should hold. */
export class Recorded {
  readonly record: string;
  readonly labels: RecordingRule['labels'];
  readonly group: RuleGroup;
  readonly place: number;
  /** undefined where its query has none, or must be read to be told from others. */
  readonly shape: RuleShape | undefined;
  /** Those its shape leaves open. */
  readonly jobs: readonly string[];
  /** What it gives, once somebody has asked; null where nobody can tell. */
  facts: Facts | null | undefined = undefined;

  constructor(
    record: string,
    labels: RecordingRule['labels'],
    { group, place, shape, jobs }: Pick<Recorded, 'group' | 'place' | 'shape' | 'jobs'>,
  ) {
    this.record = record;
    this.labels = labels;
    this.group = group;
    this.place = place;
    this.shape = shape;
    this.jobs = jobs;
  }
}

/** Recordings by name, and within a name by the labels their rules add: thousands of SLOs record under one name. */
export interface RecordingIndex {
  readonly all: readonly Recorded[];
  readonly names: readonly string[];
  named(record: string): readonly Recorded[];
  /** Those of a name whose labels can meet the matchers; where there are several, the same list for the same value of a label. */
  find(record: string, matchers: readonly Matcher[]): readonly Recorded[];
  /** How often the most frequent of them is evaluated. */
  secondsOf(recorded: readonly Recorded[]): number;
}

/** The recordings of one name, and the labels their rules add. */
interface Namesakes {
  readonly all: Recorded[];
  readonly labels: Map<string, Labelled>;
}

/** The rules that add one label: how many, and, once somebody looks for a value, which. */
interface Labelled {
  count: number;
  byValue: ReadonlyMap<string | undefined, OneOrMore> | undefined;
}

/** Of most values there is one recording: a list for each would take more than all else. */
type OneOrMore = Recorded | Recorded[];

const NONE: readonly Recorded[] = [];

export function indexRecordings(all: readonly Recorded[], everySeconds: number): RecordingIndex {
  const byName = new Map<string, Namesakes>();
  for (const recorded of all) add(byName, recorded);
  const secondsOf = ({ group: { intervalMs } }: Recorded) => (intervalMs === undefined ? everySeconds : intervalMs / 1000);
  return {
    all,
    names: [...byName.keys()],
    named: (record) => byName.get(record)?.all ?? NONE,
    find: (record, matchers) => {
      const namesakes = byName.get(record);
      return namesakes ? fitting(namesakes, matchers) : NONE;
    },
    secondsOf: (recorded) => recorded.reduce((least, one) => Math.min(least, secondsOf(one)), everySeconds),
  };
}

/** Its rule, which is made again where it was let go. */
export function ruleOf({ group, place }: Recorded): RecordingRule {
  const rule = group.rules[place];
  if (!rule || isAlertRule(rule)) throw new Error(`${group.name} changed its rules`);
  return rule;
}

function add(byName: Map<string, Namesakes>, recorded: Recorded): void {
  const { record } = recorded;
  const namesakes = byName.get(record) ?? { all: [], labels: new Map<string, Labelled>() };
  byName.set(record, namesakes);
  namesakes.all.push(recorded);
  for (const label of Object.keys(recorded.labels)) {
    const labelled = namesakes.labels.get(label) ?? { count: 0, byValue: undefined };
    namesakes.labels.set(label, labelled);
    labelled.count++;
  }
}

/** Only a label that all of them add tells them apart. */
function fitting({ all, labels }: Namesakes, matchers: readonly Matcher[]): readonly Recorded[] {
  for (const { label, op, value } of matchers) {
    const labelled = labels.get(label);
    if (labelled?.count !== all.length || (op !== '=' && op !== '=~')) continue;
    labelled.byValue ??= byLabel(all, label);
    const { byValue } = labelled;
    const found = op === '=' ? listOf(byValue.get(value)) : wordsIn(value).flatMap((word) => byValue.get(word) ?? []);
    return found.length === 0 ? all : found;
  }
  return all;
}

function byLabel(all: readonly Recorded[], label: string): Map<string | undefined, OneOrMore> {
  const byValue = new Map<string | undefined, OneOrMore>();
  for (const one of all) {
    const value = one.labels[label];
    const there = byValue.get(value);
    if (Array.isArray(there)) there.push(one);
    else byValue.set(value, there ? [there, one] : one);
  }
  return byValue;
}

function listOf(found: OneOrMore | undefined): readonly Recorded[] {
  if (found === undefined) return NONE;
  return Array.isArray(found) ? found : [found];
}

/** The values a pattern asks for by name. */
function wordsIn(pattern: string): readonly string[] {
  return [...(wordsOf(pattern) ?? [])];
}
