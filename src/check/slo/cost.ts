import { readsOnlyOurs } from '../../derive/slo/names.ts';
import { printDuration } from '../../kernel/duration.ts';
import { isAlertRule, type RecordingRule, type RuleGroup } from '../../model/alert.ts';
import type { Derived } from '../../model/derived.ts';
import type { Slo } from '../../model/slo.ts';
import type { Facts } from '../../query/promql/facts.ts';
import { metricCatalogue } from '../metric-catalogue.ts';
import { countText } from './say.ts';

/** What the recordings of an objective cost the server by their analysis, which knows upper bounds. */
export function costOf(slo: Slo, derived: Derived): string {
  const { analyse } = metricCatalogue(derived);
  const factsOf = (rule: RecordingRule) => {
    const expr = rule.query.engine === 'prometheus' ? rule.query.expr : undefined;
    return expr && !readsOnlyOurs(expr) ? analyse(rule, expr).result : NOTHING;
  };
  const groups = derived.groups
    .map((group) => ({ group, rules: recordingsFor(slo, group) }))
    .filter(({ rules }) => rules.length > 0);
  const sum = (rules: readonly RecordingRule[], of: (facts: Pick<Facts, 'samples' | 'series'>) => number) =>
    rules.reduce((all, rule) => all + of(factsOf(rule)), 0);
  const samples = groups.map(({ group, rules }) => {
    const every = group.intervalMs === undefined ? 'at every evaluation' : `every ${printDuration(group.intervalMs)}`;
    return `${known(sum(rules, (facts) => facts.samples))} samples read ${every}`;
  });
  const all = groups.flatMap(({ rules }) => rules);
  return `Cost: at most ${samples.join(', ')}; ${known(sum(all, (facts) => facts.series))} series recorded.`;
}

const NOTHING = { samples: 0, series: 0 };

function recordingsFor(slo: Slo, { rules }: RuleGroup): RecordingRule[] {
  return rules.filter((rule): rule is RecordingRule => !isAlertRule(rule) && rule.cause === slo.address);
}

function known(count: number): string {
  return Number.isFinite(count) ? countText(count) : 'an unknown number of';
}
