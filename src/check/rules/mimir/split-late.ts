import { type ApartRead, readsApart } from '../../../derive/shards/apart.ts';
import { printDuration } from '../../../kernel/duration.ts';
import type { RuleGroup } from '../../../model/alert.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { type Ruler, rulersOf, tenantOf } from './rulers.ts';

export const splitLate: Rule = {
  code: 'mimir/split-late',
  severity: 'warning',
  about: 'environment',
  why: 'Mimir refuses a group with more rules than a tenant may have, so it is split. Groups run at different moments: what reads a recording of another part gets the value of the evaluation before, and an alert fires that much later.',
  bad: [
    "const slow = environment({ name: 'slow', prometheus: prometheus({ version: '3.15', retention: '30d' }) });",
    "target({ name: 'slow', environment: slow, prometheus: mimir({ url: 'https://mimir.example.org', tenant: 'shop' }) });",
    "const orders = events({ total: requests, bad: requests.where({ code: '5xx' }) });",
    "slo({ service: checkout, name: 'orders', objective: '99.9%', window: '30d', sli: orders });",
  ].join('\n'),
  good: [
    "const slow = environment({ name: 'slow', prometheus: prometheus({ version: '3.15', retention: '30d' }) });",
    "const ruler = mimir({ url: 'https://mimir.example.org', tenant: 'shop', rulesPerGroup: 60 });   // as the Mimir is set",
    "target({ name: 'slow', environment: slow, prometheus: ruler });",
    "const orders = events({ total: requests, bad: requests.where({ code: '5xx' }) });",
    "slo({ service: checkout, name: 'orders', objective: '99.9%', window: '30d', sli: orders });",
  ].join('\n'),
  *run({ derived }) {
    for (const ruler of rulersOf(derived)) {
      const { environment, groups, limits, split } = ruler;
      const late = groups.flatMap((group) => {
        if (group.rules.length <= limits.rulesPerGroup) return [];
        const reads = readsApart(split(group)).filter(({ past }) => !past);
        return reads.length === 0 ? [] : [{ group, reads }];
      });
      const [first] = late;
      const most = Math.max(...late.map(({ group }) => group.rules.length));
      const fix = `give ${tenantOf(limits)} rulesPerGroup: ${most}`;
      if (first) yield finding(splitLate, environment, messageOf(first, late.length - 1, ruler), { fix });
    }
  },
};

interface Late {
  readonly group: RuleGroup;
  readonly reads: readonly ApartRead[];
}

function messageOf({ group, reads }: Late, others: number, { environment, limits }: Ruler): string {
  const everyMs = group.intervalMs ?? environment.servers.prometheus?.evaluationIntervalMs;
  const readers = [...new Set(reads.map(({ reader }) => reader))];
  const more = readers.length > 2 ? ` and ${readers.length - 2} more` : '';
  const before = everyMs === undefined ? 'one evaluation' : printDuration(everyMs);
  const who = `${readers.slice(0, 2).join(', ')}${more} ${readers.length > 1 ? 'read' : 'reads'}`;
  const alike = others === 0 ? '' : ` So it is with ${others} more.`;
  return `${group.name} has ${group.rules.length} rules, and ${tenantOf(limits)} may have ${limits.rulesPerGroup} in a group: split, ${who} values of up to ${before} before.${alike}`;
}
