import { grouped } from '../../kernel/grouped.ts';
import { isAlertRule, type RuleGroup } from '../../model/alert.ts';
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
  const recorded = parts.flatMap((of) => of.rules.flatMap((rule) => (isAlertRule(rule) ? [] : [{ rule, of }])));
  const records = grouped(recorded, ({ rule }) => rule.record);
  return parts.flatMap((part) =>
    part.rules.flatMap((rule) =>
      readsOf(rule).flatMap((read) => {
        const met = (records.get(read.name) ?? []).filter((one) => canMeet(one.rule, read));
        const reader = isAlertRule(rule) ? rule.name : rule.record;
        return met.flatMap(({ of, rule: { record } }) => (of === part ? [] : [{ reader, record, of, past: read.past }]));
      }),
    ),
  );
}
