import { compare, printPercent } from '../../../kernel/decimal.ts';
import { type Slo, sloKey } from '../../../model/slo.ts';
import type { Allowed } from '../../../sli/kind.ts';
import { sliKinds } from '../../../sli/kinds.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const aboveMembers: Rule = {
  code: 'slo/above-members',
  severity: 'warning',
  about: 'slo',
  why: 'Every member may keep its objective, and the whole still misses its own: nobody has to mend anything, and nobody can.',
  bad: [
    "const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });",
    "const answered = slo({ service: checkout, name: 'answered', objective: '99.9%', window: '30d', sli });",
    "const quick = slo({ service: checkout, name: 'quick', objective: '99.5%', window: '30d', sli: signalbox.latency({ of: latency, under: '300ms' }) });",
    "slo({ service: checkout, name: 'buy', objective: '99.5%', window: '30d', sli: allOf([answered, quick]) });",
  ].join('\n'),
  good: [
    "const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });",
    "const answered = slo({ service: checkout, name: 'answered', objective: '99.9%', window: '30d', sli });",
    "const quick = slo({ service: checkout, name: 'quick', objective: '99.5%', window: '30d', sli: signalbox.latency({ of: latency, under: '300ms' }) });",
    "slo({ service: checkout, name: 'buy', objective: '99%', window: '30d', sli: allOf([answered, quick]) });",
  ].join('\n'),
  *run({ derived }) {
    const byKey = new Map(derived.estate.slos.map((slo) => [sloKey(slo), slo]));
    for (const slo of derived.estate.slos) {
      const allowed = allowedTo(slo, byKey);
      if (!allowed || compare(slo.objective, allowed.objective) <= 0) continue;
      const message = `${slo.objectiveText} is wanted, but ${allowed.reckoned} of its members allow ${printPercent(allowed.objective)}.`;
      yield finding(aboveMembers, slo, message, { fix: 'lower the objective of the whole, or raise those of its members' });
    }
  },
};

/** undefined where it is made of no others, or of one that is not there. */
function allowedTo({ sli }: Slo, byKey: ReadonlyMap<string, Slo>): Allowed | undefined {
  const kind = sliKinds.get(sli.type);
  if (!kind || !('members' in kind)) return undefined;
  const members = kind.members(sli.settings);
  const objectives = members.flatMap((member) => byKey.get(sloKey(member))?.objective ?? []);
  return objectives.length === members.length ? kind.allowed(sli.settings, objectives) : undefined;
}
