import { type AlertRule, isAlertRule, type RecordingRule, type RuleGroup } from '../model/alert.ts';
import { OwnQuery } from '../query/promql/own-query.ts';
import { Recorded } from './recording-index.ts';
import { ruleShapes } from './rule-shapes.ts';

type Rule = RecordingRule | AlertRule;

/** Rules of a group that ask Prometheus something an author has a part in. */
export interface Asking {
  readonly group: RuleGroup;
  readonly rules: readonly Rule[];
}

/** Where recordings stand; the rules of an SLO are made each time they are read. */
export function standingRecordings(groups: readonly RuleGroup[]): readonly Recorded[] {
  const same = sameText();
  const shapeOf = ruleShapes();
  return groups.flatMap((group) =>
    group.rules.flatMap((rule, place) =>
      isAlertRule(rule) ? [] : [new Recorded(same(rule.record), rule.labels, { group, place, ...shapeOf(rule) })],
    ),
  );
}

/** The alerts, and the recordings but for those of an SLO that only add up what others of ours have recorded. */
export function askingIn(groups: readonly RuleGroup[]): readonly Asking[] {
  return groups.flatMap((group) => {
    const rules = group.rules.filter(asks);
    return rules.length === 0 ? [] : [{ group, rules }];
  });
}

function asks(rule: Rule): boolean {
  return isAlertRule(rule) || !(rule.query instanceof OwnQuery);
}

/** Equal texts as one: thousands of SLOs record under one name. */
function sameText(): (text: string) => string {
  const texts = new Map<string, string>();
  return (text) => {
    const known = texts.get(text) ?? text;
    texts.set(known, known);
    return known;
  };
}
