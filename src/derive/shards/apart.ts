import { isAlertRule, type RecordingRule, type RuleGroup } from '../../model/alert.ts';
import { canMeet, readsOf } from './reads.ts';

/** A rule that reads what another group records. */
export interface ApartRead {
  /** The name of the recording or of the alert. */
  readonly reader: string;
  readonly record: string;
  readonly of: RuleGroup;
  readonly past: boolean;
}

/** What the parts of a group read of each other. */
export function readsApart(parts: readonly RuleGroup[]): readonly ApartRead[] {
  const records = new Map<string, [RecordingRule, RuleGroup][]>();
  for (const of of parts) {
    for (const rule of of.rules) {
      if (isAlertRule(rule)) continue;
      records.set(rule.record, [...(records.get(rule.record) ?? []), [rule, of]]);
    }
  }
  return parts.flatMap((part) =>
    part.rules.flatMap((rule) =>
      readsOf(rule).flatMap((read) => {
        const met = (records.get(read.name) ?? []).filter(([one]) => canMeet(one, read));
        const reader = isAlertRule(rule) ? rule.name : rule.record;
        return met.flatMap(([{ record }, of]) => (of === part ? [] : [{ reader, record, of, past: read.past }]));
      }),
    ),
  );
}
