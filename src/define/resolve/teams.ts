import { addressOf, ESTATE } from '../../kernel/address.ts';
import { byText, sortedBy } from '../../kernel/canonical.ts';
import type { Receiver, TimeInterval } from '../../model/routing.ts';
import type { System, Team } from '../../model/service.ts';
import type { AuthoredSystem } from '../system.ts';
import type { AuthoredReceiver, AuthoredTeam, AuthoredTimeInterval } from '../team.ts';
import { resolveChannels } from './channels.ts';
import { addressIn, durationIn, missing, type Report } from './report.ts';

/** Receivers by their authored object: each is resolved once, whoever refers to it. */
export type Receivers = Map<object, Receiver>;

export function resolveReceiver(authored: AuthoredReceiver, receivers: Receivers, report: Report): Receiver {
  const known = receivers.get(authored);
  if (known) return known;
  const address = addressOf(ESTATE, 'receiver', authored.name);
  const integrations = authored.channels === undefined ? [] : resolveChannels(authored, report);
  const receiver: Receiver = { address, name: authored.name, origin: authored, integrations };
  receivers.set(authored, receiver);
  return receiver;
}

export function resolveTeams(authored: readonly AuthoredTeam[], receivers: Receivers, report: Report): Map<object, Team> {
  const teams = new Map<object, Team>();
  for (const one of sortedBy(authored, (team) => String(team.name))) {
    const address = addressIn(ESTATE, 'team', one, report);
    const at = (slot: 'page' | 'ticket' | 'info') => one[slot] && resolveReceiver(one[slot], receivers, report);
    const to = one.escalate?.to as AuthoredReceiver | undefined; // `team` and `nobody` are the only makers of receivers
    if (one.escalate && !to) missing('escalate.to', address, one, report);
    const escalate = to && {
      afterMs: durationIn(one.escalate?.after, 0, 'escalate.after', address, one, report),
      to: resolveReceiver(to, receivers, report),
    };
    teams.set(one, { address, name: one.name, origin: one, page: at('page'), ticket: at('ticket'), info: at('info'), escalate });
  }
  return teams;
}

export function resolveSystems(
  authored: readonly AuthoredSystem[],
  teams: ReadonlyMap<object, Team>,
  report: Report,
): Map<object, System> {
  const systems = new Map<object, System>();
  for (const one of sortedBy(authored, (system) => String(system.name))) {
    const address = addressIn(one.name, 'system', one, report);
    const owner = teams.get(one.owner);
    if (!owner) missing('owner', address, one, report);
    else systems.set(one, { address, name: one.name, origin: one, title: one.title ?? one.name, owner });
  }
  return systems;
}

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

export function resolveTimeIntervals(authored: readonly AuthoredTimeInterval[], report: Report): Map<object, TimeInterval> {
  const intervals = new Map<object, TimeInterval>();
  for (const one of [...authored].sort((a, b) => byText(String(a.name), String(b.name)))) {
    const address = addressIn(ESTATE, 'time-interval', one, report);
    const [start, end] = one.times?.split('-') ?? [];
    const times =
      start === undefined || end === undefined
        ? []
        : start < end
          ? [{ start, end }]
          : [
              { start, end: '24:00' },
              { start: '00:00', end },
            ];
    intervals.set(one, {
      address,
      name: one.name,
      origin: one,
      weekdays: weekdaysOf(one.weekdays),
      times,
      location: one.location,
    });
  }
  return intervals;
}

/** Alertmanager's week begins on Sunday and its ranges may not wrap: `friday:monday` becomes single days. */
function weekdaysOf(weekdays: string | undefined): string[] {
  if (weekdays === undefined) return [];
  const [first = '', last = first] = weekdays.split(':');
  const from = DAYS.indexOf(first);
  const to = DAYS.indexOf(last);
  if (from <= to) return [weekdays];
  return DAYS.filter((_, day) => day >= from || day <= to);
}
