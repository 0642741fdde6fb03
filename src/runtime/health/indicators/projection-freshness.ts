import { level, limits } from '../level.ts';
import type { IndicatorKind, Limits } from './kind.ts';

export interface ProjectionFreshnessOptions extends Partial<Limits> {
  /** When the newest event in the projection happened; the limits are of its age in seconds. */
  readonly newest: () => Promise<Date> | Date;
  /** When the newest event in the store happened: a projection that has it is fresh, however old that is. @default now */
  readonly head?: () => Promise<Date> | Date;
}

/** How far a projection is behind, in seconds. */
export const projectionFreshness: IndicatorKind<ProjectionFreshnessOptions> = {
  kind: 'projection-freshness',
  check: ({ newest, head = () => new Date(), ...given }) => {
    const of = limits('projection-freshness', given, { warning: 5, critical: 60 });
    return async () => {
      const [projected, written] = await Promise.all([newest(), head()]);
      return level('seconds behind', Math.max(0, (written.getTime() - projected.getTime()) / 1000), of);
    };
  },
};
