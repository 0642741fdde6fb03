import { type AuthoredSection, section } from '../../define/dashboard.ts';
import type { Service } from '../../model/service.ts';
import type { AuthoredPanel } from '../../panels/kind.ts';
import { panel } from '../../panels/kinds.ts';
import type { Board } from './board.ts';
import type { BoardInput } from './kind.ts';
import { FULL, instancePanels } from './reading-panels.ts';
import { type Reading, readingsOf, saysHowFull } from './readings.ts';
import { scopeBoard } from './scopes.ts';

/** Lines of the first panel: more are read by nobody. */
const MOST = 24;

/** What services need: how full it is, what waits for it, what was refused. */
export function resourcesBoards({ scopes }: BoardInput): readonly Board[] {
  return scopes.flatMap((scope) => {
    const services = scope.services.filter(saysHowFull);
    if (services.length === 0) return [];
    return scopeBoard('resources', 'Resources', scope, {
      description: 'What services need: how full it is, what waits for it, what was refused.',
      sections: () => sectionsOf(services.map((service) => ({ service, readings: readingsOf(service) }))),
    });
  });
}

interface Read {
  readonly service: Service;
  readonly readings: readonly Reading[];
}

function sectionsOf(all: readonly Read[]): AuthoredSection[] {
  return [
    section({ title: 'Now', panels: fullest(all) }),
    ...all.map(({ service, readings }) => section({ title: service.title, collapsed: true, panels: instancePanels(readings) })),
  ];
}

function fullest(all: readonly Read[]): AuthoredPanel[] {
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
