import { section } from '../../define/dashboard.ts';
import type { Service } from '../../model/service.ts';
import type { AuthoredPanel } from '../../panels/kind.ts';
import { panel } from '../../panels/kinds.ts';
import type { Board } from './board.ts';
import type { BoardInput } from './kind.ts';
import { FULL, instancePanels } from './reading-panels.ts';
import { type Reading, readingsOf } from './readings.ts';
import { scopeBoard } from './scopes.ts';

/** Lines of the first panel: more are read by nobody. */
const MOST = 24;

/** What services need: how full it is, what waits for it, what was refused. */
export function resourcesBoards({ scopes }: BoardInput): readonly Board[] {
  return scopes.flatMap((scope) =>
    scopeBoard('resources', 'Resources', scope, () => {
      const all = scope.services
        .map((service) => ({ service, readings: readingsOf(service) }))
        .filter(({ readings }) => readings.some(({ aspect }) => aspect === 'utilisation' || aspect === 'cores'));
      return {
        description: 'What services need: how full it is, what waits for it, what was refused.',
        sections: [
          section({ title: 'Now', panels: fullest(all) }),
          ...all.map(({ service, readings }) =>
            section({ title: service.title, collapsed: true, panels: instancePanels(readings) }),
          ),
        ],
      };
    }),
  );
}

function fullest(all: readonly { readonly service: Service; readonly readings: readonly Reading[] }[]): AuthoredPanel[] {
  const shares = all.flatMap(({ service, readings }) =>
    readings
      .filter(({ aspect }) => aspect === 'utilisation')
      .map(({ whole, title }) => ({ show: whole, legend: `${service.title}: ${title}`, instant: true })),
  );
  if (shares.length === 0) return [];
  return [
    panel.barGauge({
      title: 'How full',
      description: 'Share of each resource that is used, on the instance that uses most.',
      show: shares.slice(0, MOST),
      min: 0,
      max: 1,
      thresholds: FULL,
      width: 24,
      height: Math.max(5, Math.min(shares.length, MOST)),
    }),
  ];
}
