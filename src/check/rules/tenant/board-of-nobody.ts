import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const boardOfNobody: Rule = {
  code: 'tenant/board-of-nobody',
  severity: 'warning',
  about: 'dashboard',
  why: 'Where tenants share an environment, each has the boards of its own services and systems: a board of neither is in no Grafana there.',
  bad: [
    "const bank = tenant({ name: 'bank', services: [checkout], limits: { metrics: { series: 500_000 } } });",
    "const shown = grafana({ version: '12.4', url: 'https://grafana.example.org' });",
    "const live = environment({ name: 'live', mimir: mimirServer({ version: '3.0' }), grafana: shown, tenants: [bank] });",
    "const notes = section({ title: 'Notes', panels: [panel.text({ title: 'N', markdown: 'n' })] });",
    "const board = dashboard({ name: 'notes', title: 'Notes', sections: [notes] });",
  ].join('\n'),
  good: [
    "const bank = tenant({ name: 'bank', services: [checkout], limits: { metrics: { series: 500_000 } } });",
    "const live = environment({ name: 'live', mimir: mimirServer({ version: '3.0' }), tenants: [bank] });",
  ].join('\n'),
  *run({ derived: { estate } }) {
    const [shared] = estate.environments.filter(({ servers, shared: tenants }) => tenants && servers.grafana);
    if (!shared) return;
    for (const board of estate.dashboards.filter(({ scope }) => scope.of === 'estate')) {
      const message = `${board.title} is of no service and no system, so no tenant of ${shared.name} has it.`;
      yield finding(boardOfNobody, board, message, { fix: 'write `service` or `system`' });
    }
  },
};
