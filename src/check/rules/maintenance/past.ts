import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

const YEAR_MS = 365 * 86_400_000;

export const maintenancePast: Rule = {
  code: 'maintenance/past',
  severity: 'info',
  about: 'slo',
  why: 'No window looks back that far any more, but every rule of its SLOs still asks whether it is over.',
  bad: [
    "maintenance({ name: 'disks', services: [checkout], reason: 'New disks.', reviewedBy: 'payments lead',",
    "  from: '2025-06-01T22:00:00Z', to: '2025-06-02T02:00:00Z' });",
  ].join('\n'),
  good: [
    "maintenance({ name: 'disks', services: [checkout], reason: 'New disks.', reviewedBy: 'payments lead',",
    "  from: '2026-12-01T22:00:00Z', to: '2026-12-02T02:00:00Z' });",
  ].join('\n'),
  *run({ derived, today }) {
    for (const one of derived.estate.maintenances) {
      if (Date.parse(today) - one.toMs <= YEAR_MS) continue;
      const ended = new Date(one.toMs).toISOString().slice(0, 10);
      yield finding(maintenancePast, one, `${one.name} ended on ${ended}, more than a year ago.`, { fix: 'delete it' });
    }
  },
};
