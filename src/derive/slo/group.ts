import { printDuration } from '../../kernel/duration.ts';
import type { RuleGroup } from '../../model/alert.ts';
import { sloKey } from '../../model/slo.ts';
import { sloAlerts } from './alerts.ts';
import { leaderOf, type SloFamily } from './family.ts';
import { fileOf, STATE } from './names.ts';
import { isStretched, recordingsOf, stretchRules } from './recordings.ts';
import { recordedOf, stateOf } from './series-over.ts';
import { groupIntervalMs, stretchMs } from './timing.ts';

/**
 * Everything the SLOs of one indicator imply, in a file of their own: one group, so that alerts read what the same evaluation recorded,
 * and beside it the groups that run at another pace.
 */
export function sloGroups(family: SloFamily): RuleGroup[] {
  return [mainGroup(family), ...logsGroup(family), ...slicesGroup(family), ...stretchGroups(family)];
}

function mainGroup(family: SloFamily): RuleGroup {
  const rules = family.flatMap((scope) => [...recordingsOf(scope), ...sloAlerts(scope)]);
  return groupOf(family, '', groupIntervalMs(leaderOf(family).slo), rules);
}

/** Slices are asked once each, in a group that runs once a slice. */
function slicesGroup(family: SloFamily): RuleGroup[] {
  const leader = leaderOf(family);
  const state = stateOf(leader);
  return state?.everyMs === undefined ? [] : [groupOf(family, '-slices', state.everyMs, [leader.rule(STATE, state.bad)])];
}

/** Loki's part, in its own engine: the SLO leads under the same name. */
function logsGroup(family: SloFamily): RuleGroup[] {
  const { slo } = leaderOf(family);
  const recorded = recordedOf(leaderOf(family));
  if (!recorded) return [];
  const about = { labels: { slo: sloKey(slo) }, cause: slo.address, origin: slo.origin };
  const rules = recorded.rules.map((rule) => ({ ...rule, ...about }));
  return [{ ...groupOf(family, '-lines', recorded.everyMs, rules), engine: 'loki' }];
}

function stretchGroups(family: SloFamily): RuleGroup[] {
  const stretched = family.filter(({ slo }) => isStretched(slo));
  const lengths = [...new Set(stretched.map(({ slo }) => stretchMs(slo)))].sort((a, b) => a - b);
  return lengths.map((length) => {
    const rules = stretched.filter(({ slo }) => stretchMs(slo) === length).flatMap(stretchRules);
    return groupOf(family, `-every-${printDuration(length)}`, length, rules);
  });
}

function groupOf(family: SloFamily, suffix: string, intervalMs: number, rules: RuleGroup['rules']): RuleGroup {
  const { slo } = leaderOf(family);
  return { name: `slo-${slo.service.name}-${slo.name}${suffix}`, engine: 'prometheus', scope: fileOf(slo), intervalMs, rules };
}
