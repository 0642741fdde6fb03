import { byText } from '../kernel/canonical.ts';
import type { Estate } from '../model/estate.ts';
import type { LabelMatch, Receiver, Route, TimeInterval } from '../model/routing.ts';
import type { Team } from '../model/service.ts';
import { type Channel, deliveryOf, type SeverityLevel } from '../model/severity.ts';
import { oneOf } from './one-of.ts';
import { PLAIN } from './plain-route.ts';

/** Every severity of a team's alerts, to the channel it goes to; where the scale says so, by the tier of the service first. */
export function teamRoute(team: Team, estate: Estate, fallback: Receiver): Route {
  return {
    ...PLAIN,
    receiver: fallback,
    matchers: [oneOf('owner', [team.name])],
    routes: estate.severities.levels.flatMap((level) => [...tierRoutes(team, level, estate), ...levelRoute(team, level)]),
    because: `alerts that ${team.name} owns`,
  };
}

function levelRoute(team: Team, level: SeverityLevel): Route[] {
  return to(team, level.to, { matchers: [severityOf(level)], because: `${level.name} of ${team.name}` });
}

function tierRoutes(team: Team, level: SeverityLevel, { services }: Estate): Route[] {
  return level.tiers.flatMap(({ tier }) => {
    const names = services.filter((service) => service.owner === team && service.tier === tier).map(({ name }) => name);
    if (names.length === 0) return [];
    const { to: channel, during, otherwise } = deliveryOf(level, tier);
    const matchers = [severityOf(level), oneOf('service', names.toSorted(byText))];
    const because = `${level.name} of ${team.name}, tier ${tier},`;
    if (!during) return to(team, channel, { matchers, because });
    return [
      ...to(team, channel, { matchers, because: `${because} during ${during.name}`, active: [during], continue: true }),
      ...to(team, otherwise, { matchers, because: `${because} outside ${during.name}`, mute: [during] }),
    ];
  });
}

interface Taken {
  readonly matchers: readonly LabelMatch[];
  readonly because: string;
  readonly active?: readonly TimeInterval[];
  readonly mute?: readonly TimeInterval[];
  readonly continue?: boolean;
}

/** No route where the team has no such channel: `alert/severity-without-channel` tells. */
function to(team: Team, channel: Channel, taken: Taken): Route[] {
  const receiver = channel === 'info' ? (team.info ?? team.ticket) : team[channel];
  return receiver ? [{ ...PLAIN, ...taken, receiver, because: `${taken.because} goes to ${receiver.name}` }] : [];
}

function severityOf({ name }: SeverityLevel): LabelMatch {
  return oneOf('severity', [name]);
}
