import { type AlertRule, isAlertRule, type RecordingRule, type RuleGroup } from '../model/alert.ts';
import { OwnQuery } from '../query/promql/own-query.ts';
import { ownShapes } from './own-shapes.ts';
import { Recorded } from './recording-index.ts';

type Rule = RecordingRule | AlertRule;

/** What stands in the groups, gone through once: the rules of an SLO are made each time they are read. */
export interface StandingRules {
  readonly recordings: readonly Recorded[];
  /** Of each group the alerts, and the recordings but for those of an SLO that only add up what others of ours have recorded. */
  readonly asking: readonly Asking[];
}

interface Asking {
  readonly group: RuleGroup;
  readonly rules: readonly Rule[];
}

export function standingRules(groups: readonly RuleGroup[]): StandingRules {
  const recordings: Recorded[] = [];
  const asking: Asking[] = [];
  const same = sameText();
  const shapeOf = ownShapes();
  for (const group of groups) {
    const { rules } = group;
    for (const [place, rule] of rules.entries())
      if (!isAlertRule(rule))
        recordings.push(new Recorded(same(rule.record), rule.labels, { group, place, shape: shapeOf(rule) }));
    const own = rules.filter(asks);
    if (own.length > 0) asking.push({ group, rules: own });
  }
  return { recordings, asking };
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
