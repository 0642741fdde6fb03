import { grouped } from '../kernel/grouped.ts';
import { wordsOf } from '../kernel/whole-match.ts';
import { isAlertRule, type RecordingRule, type RuleGroup } from '../model/alert.ts';
import type { Matcher } from '../query/promql/tree.ts';

/** Recordings by name, and within a name by the labels their rules add: thousands of SLOs record under one name. */
export interface RecordingIndex {
  readonly rules: readonly RecordingRule[];
  readonly names: readonly string[];
  /** Those of a name whose labels can meet the matchers; the same list for the same value of a label. */
  find(record: string, matchers: readonly Matcher[]): readonly RecordingRule[];
  /** How often the most frequent of them is evaluated. */
  secondsOf(rules: readonly RecordingRule[]): number;
}

/** The recordings of one name, and the labels their rules add. */
interface Recorded {
  readonly rules: RecordingRule[];
  readonly labels: Map<string, Labelled>;
}

/** The rules that add one label: how many, and, once somebody looks for a value, which. */
interface Labelled {
  count: number;
  byValue: ReadonlyMap<string | undefined, readonly RecordingRule[]> | undefined;
}

const NONE: readonly RecordingRule[] = [];

export function indexRecordings(groups: readonly RuleGroup[], everySeconds: number): RecordingIndex {
  const byName = new Map<string, Recorded>();
  const seconds = new Map<RecordingRule, number>();
  for (const { rules, intervalMs } of groups) {
    for (const rule of rules) {
      if (isAlertRule(rule)) continue;
      seconds.set(rule, intervalMs === undefined ? everySeconds : intervalMs / 1000);
      add(byName, rule);
    }
  }
  return {
    rules: [...seconds.keys()],
    names: [...byName.keys()],
    find: (record, matchers) => {
      const recorded = byName.get(record);
      return recorded ? fitting(recorded, matchers) : NONE;
    },
    secondsOf: (rules) => rules.reduce((least, rule) => Math.min(least, seconds.get(rule) ?? everySeconds), everySeconds),
  };
}

function add(byName: Map<string, Recorded>, rule: RecordingRule): void {
  const recorded = byName.get(rule.record) ?? { rules: [], labels: new Map<string, Labelled>() };
  byName.set(rule.record, recorded);
  recorded.rules.push(rule);
  for (const label of Object.keys(rule.labels)) {
    const labelled = recorded.labels.get(label) ?? { count: 0, byValue: undefined };
    recorded.labels.set(label, labelled);
    labelled.count++;
  }
}

/** Only a label that all of them add tells them apart. */
function fitting({ rules, labels }: Recorded, matchers: readonly Matcher[]): readonly RecordingRule[] {
  for (const { label, op, value } of matchers) {
    const labelled = labels.get(label);
    if (labelled?.count !== rules.length || (op !== '=' && op !== '=~')) continue;
    labelled.byValue ??= grouped(rules, (rule) => rule.labels[label]);
    const { byValue } = labelled;
    const found = op === '=' ? byValue.get(value) : wordsIn(value).flatMap((word) => byValue.get(word) ?? []);
    return found === undefined || found.length === 0 ? rules : found;
  }
  return rules;
}

/** The values a pattern asks for by name. */
function wordsIn(pattern: string): readonly string[] {
  return [...(wordsOf(pattern) ?? [])];
}
