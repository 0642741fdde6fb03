import type { Derived } from '../model/derived.ts';
import type { Route } from '../model/routing.ts';
import { deriveRoute } from './routes.ts';

/** The route tree without the machines: one that acts on an alert is nobody who knows of it. */
export function peopleRoute({ route, estate }: Pick<Derived, 'route' | 'estate'>): Route | undefined {
  return estate.remediations.length === 0 ? route : deriveRoute({ ...estate, remediations: [] });
}
