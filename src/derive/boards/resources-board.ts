import { section } from '../../define/dashboard.ts';
import { panel } from '../../panels/kinds.ts';
import type { Board } from './board.ts';
import type { BoardInput } from './kind.ts';
import { FULL, instancePanels } from './reading-panels.ts';
import { readingsOf } from './readings.ts';
import { scopeBoard } from './scopes.ts';

/** Lines of the first panel: more are read by nobody. */
const MOST = 24;

/** What services need: how full it is, what waits for it, what was refused. */
export function resourcesBoards(input: BoardInput): readonly Board[] {
  return input.scopes.flatMap((scope) => {
    const all = scope.services
      .map((service) => ({ service, readings: readingsOf(service) }))
      .filter(({ readings }) => readings.some(({ aspect }) => aspect === 'utilisation' || aspect === 'cores'));
    const shares = all.flatMap(({ service, readings }) =>
      readings
        .filter(({ aspect }) => aspect === 'utilisation')
        .map(({ whole, title }) => ({ show: whole, legend: `${service.title}: ${title}`, instant: true })),
    );
    const fullest = panel.barGauge({
      title: 'How full',
      description: 'Share of each resource that is used, on the instance that uses most.',
      show: shares.slice(0, MOST),
      min: 0,
      max: 1,
      thresholds: FULL,
      width: 24,
      height: Math.max(5, Math.min(shares.length, MOST)),
    });
    return scopeBoard('resources', 'Resources', scope, {
      description: 'What services need: how full it is, what waits for it, what was refused.',
      sections: [
        section({ title: 'Now', panels: shares.length > 0 ? [fullest] : [] }),
        ...all.map(({ service, readings }) =>
          section({ title: service.title, collapsed: true, panels: instancePanels(readings) }),
        ),
      ],
    });
  });
}
