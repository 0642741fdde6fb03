import { wordsOf } from '../kernel/whole-match.ts';
import { isAlertRule, type RecordingRule, type RuleGroup } from '../model/alert.ts';
import type { Matcher } from '../query/promql/tree.ts';

/** Recordings by name, and within a name by the labels their rules add: thousands of SLOs record under one name. */
export interface RecordingIndex {
  readonly rules: readonly RecordingRule[];
  readonly names: readonly string[];
  /** Those of a name whose labels can meet the matchers; `key` is the same for the same ones. */
  find(record: string, matchers: readonly Matcher[]): { readonly key: string; readonly rules: readonly RecordingRule[] };
  /** How often the most frequent of them is evaluated. */
  secondsOf(rules: readonly RecordingRule[]): number;
}

export function indexRecordings(groups: readonly RuleGroup[], everySeconds: number): RecordingIndex {
  const byName = new Map<string, RecordingRule[]>();
  const byLabel = new Map<string, RecordingRule[]>();
  const labelled = new Map<string, number>();
  const seconds = new Map<RecordingRule, number>();
  for (const { rules, intervalMs } of groups) {
    for (const rule of rules) {
      if (isAlertRule(rule)) continue;
      seconds.set(rule, intervalMs === undefined ? everySeconds : intervalMs / 1000);
      push(byName, rule.record, rule);
      for (const [label, value] of Object.entries(rule.labels)) {
        push(byLabel, keyOf(rule.record, label, value), rule);
        labelled.set(keyOf(rule.record, label), (labelled.get(keyOf(rule.record, label)) ?? 0) + 1);
      }
    }
  }
  const isOnAll = (record: string, label: string) => labelled.get(keyOf(record, label)) === byName.get(record)?.length;
  return {
    rules: [...seconds.keys()],
    names: [...byName.keys()],
    find: (record, matchers) => {
      const narrow = matchers.find(({ label, op }) => (op === '=' || op === '=~') && isOnAll(record, label));
      const all = { key: record, rules: byName.get(record) ?? [] };
      if (!narrow) return all;
      const values = valuesOf(narrow);
      const some = values.flatMap((value) => byLabel.get(keyOf(record, narrow.label, value)) ?? []);
      return some.length > 0 ? { key: keyOf(record, narrow.label, ...values), rules: some } : all;
    },
    secondsOf: (rules) => rules.reduce((least, rule) => Math.min(least, seconds.get(rule) ?? everySeconds), everySeconds),
  };
}

/** The values a matcher asks for by name. */
function valuesOf({ op, value }: Matcher): readonly string[] {
  return op === '=' ? [value] : [...(wordsOf(value) ?? [])];
}

function push(map: Map<string, RecordingRule[]>, key: string, rule: RecordingRule): void {
  const there = map.get(key);
  if (there) there.push(rule);
  else map.set(key, [rule]);
}

function keyOf(...parts: readonly string[]): string {
  return parts.join('\u0000');
}
