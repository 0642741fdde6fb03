import { compare, printPercent } from '../../../kernel/decimal.ts';
import { sloKey } from '../../../model/slo.ts';
import { product } from '../../../sli/composite.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const aboveDependencies: Rule = {
  code: 'slo/above-dependencies',
  severity: 'warning',
  about: 'slo',
  why: 'A service is no better than what it cannot do without. Where all of them just keep their objectives, this one is missed, and its team is paged for what others were allowed to do.',
  bad: [
    "const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });",
    "const fast = signalbox.latency({ of: latency, under: '300ms' });",
    "const database = slo({ service: checkout, name: 'database', objective: '99.9%', window: '30d', sli: fast });",
    "slo({ service: checkout, name: 'availability', objective: '99.95%', window: '30d', sli, dependsOn: [database] });",
  ].join('\n'),
  good: [
    "const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });",
    "const fast = signalbox.latency({ of: latency, under: '300ms' });",
    "const database = slo({ service: checkout, name: 'database', objective: '99.9%', window: '30d', sli: fast });",
    "slo({ service: checkout, name: 'availability', objective: '99.5%', window: '30d', sli, dependsOn: [database] });",
  ].join('\n'),
  *run({ derived }) {
    const byKey = new Map(derived.estate.slos.map((slo) => [sloKey(slo), slo]));
    for (const slo of derived.estate.slos) {
      const needed = slo.dependsOn.flatMap((key) => byKey.get(key)?.objective ?? []);
      const allowed = product(needed);
      if (needed.length === 0 || compare(slo.objective, allowed) <= 0) continue;
      const message = `${slo.objectiveText} is wanted, but ${needed.map(printPercent).join(' × ')} of its dependencies allow ${printPercent(allowed)}.`;
      yield finding(aboveDependencies, slo, message, {
        fix: 'lower this objective, raise theirs, or work without one of them when it fails (a cache, a queue) and take it out',
      });
    }
  },
};
