import { groupsFor } from '../../derive/shards/groups.ts';
import { homesOf, type RulesOf } from '../../derive/shards/limits.ts';
import { compact, sortedBy, sortedEntries } from '../../kernel/canonical.ts';
import { printDuration } from '../../kernel/duration.ts';
import { type Outcome, outcome } from '../../kernel/outcome.ts';
import { type AlertRule, causesOf, isAlertRule, type RecordingRule, type RuleGroup } from '../../model/alert.ts';
import type { Query } from '../../model/query.ts';
import { canonicalText } from '../../query/promql/own-query.ts';
import { MadeDraft } from '../draft.ts';
import { headerLines } from '../header.ts';
import type { CompileInput, Draft } from '../kind.ts';
import { annotationsOf } from '../links.ts';
import type { RuleFile, WireGroup, WireRule } from './wire.ts';

/** One file for each scope, its groups in the order of their names. */
export function compileRules(input: CompileInput): Outcome<readonly Draft<RuleFile>[]> {
  if (!homesOf(input.environment).includes('prometheus')) return outcome([]);
  return outcome(ruleFiles(input, 'prometheus', 'prometheus/rules'));
}

/** Rule files of one home, for its folder; a Mimir has those that a Prometheus would. */
export function ruleFiles(input: CompileInput, home: RulesOf | 'loki', folder: string): Draft<RuleFile>[] {
  const engine = home === 'loki' ? 'loki' : 'prometheus';
  const split = home === 'loki' ? undefined : groupsFor(home, input.derived, input.environment);
  const scopes = new Map<string, RuleGroup[]>();
  for (const group of input.derived.groups) {
    if (group.engine !== engine) continue;
    const there = scopes.get(group.scope);
    if (there) there.push(group);
    else scopes.set(group.scope, [group]);
  }
  return [...scopes].map(([scope, groups]) => {
    const ordered = sortedBy(groups, (group) => group.name);
    const from = [...new Set(ordered.flatMap(causesOf))].sort();
    return new MadeDraft(`${folder}/${scope}.yaml`, from, () => ruleFile(split ? ordered.flatMap(split) : ordered, input));
  });
}

function ruleFile(groups: readonly RuleGroup[], input: CompileInput): RuleFile {
  return {
    header: headerLines(input.environment),
    groups: groups.map((group) => wireGroup(group, input)),
    causes: groups.map((group) => group.rules.map((rule) => rule.cause)),
  };
}

function wireGroup(group: RuleGroup, input: CompileInput): WireGroup {
  const interval = group.intervalMs === undefined ? undefined : printDuration(group.intervalMs);
  const rules = group.rules.map((rule) => (isAlertRule(rule) ? alertingRule(rule, input) : recordingRule(rule)));
  return compact({ name: group.name, interval, rules }) as WireGroup; // without the interval where there is none
}

function recordingRule(rule: RecordingRule): WireRule {
  const labels = Object.keys(rule.labels).length === 0 ? undefined : ordered(rule.labels);
  return compact({ record: rule.record, expr: exprOf(rule.query), labels }) as WireRule; // without labels where there are none
}

function alertingRule(rule: AlertRule, input: CompileInput): WireRule {
  return compact({
    alert: rule.name,
    expr: exprOf(rule.query),
    for: rule.forMs > 0 ? printDuration(rule.forMs) : undefined,
    keep_firing_for: rule.keepFiringForMs > 0 ? printDuration(rule.keepFiringForMs) : undefined,
    labels: ordered(rule.labels),
    annotations: annotationsOf(rule, input),
  }) as WireRule; // without the fields that are not set
}

function exprOf(query: Query): string {
  return query.engine === 'prometheus' ? canonicalText(query) : query.text;
}

function ordered(labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(sortedEntries(labels));
}
