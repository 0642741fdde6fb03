import { worksOf } from '../../derive/boards/work.ts';
import type { Derived } from '../../model/derived.ts';
import type { Better } from '../statistics/trend.ts';

/** Numbers of a histogram that say how many there were, and not how long they took. */
const HOW_MANY: ReadonlySet<string> = new Set(['sum', 'count', 'rate']);

/**
 * Which way of one number of a metric is better, by what the definitions say it is: less of what counts failures only, and of durations of
 * work; more of `up`. Of anything else nobody says.
 */
export function betterOf(metric: string, number: string, derived: Derived | undefined): Better {
  if (metric === 'up') return number === 'count' ? undefined : 'more';
  const { services, slos } = derived?.estate ?? { services: [], slos: [] };
  const isBad = services.some((service) =>
    worksOf(service, slos).some(
      ({ bad, histogram, metric: { name } }) =>
        (bad.of.name === metric && name !== metric) || (histogram?.name === metric && !HOW_MANY.has(number)),
    ),
  );
  return isBad ? 'less' : undefined;
}
