import { isKind } from '../../authored/authored-values.ts';
import { type Address, addressOf, ESTATE } from '../../kernel/address.ts';
import { sortedBy } from '../../kernel/canonical.ts';
import type { Receiver } from '../../model/routing.ts';
import type { System, Team } from '../../model/service.ts';
import type { AuthoredSystem } from '../system.ts';
import type { AuthoredReceiver, AuthoredTeam } from '../team.ts';
import { resolveChannels } from './channels.ts';
import { addressIn, durationIn, missing, type Report } from './report.ts';
import { shown } from './shown.ts';

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
    const to = one.escalate && escalatesTo(one.escalate.to, address, one, report);
    const escalate = to && {
      afterMs: durationIn(one.escalate?.after, 0, 'escalate.after', address, one, report),
      to: resolveReceiver(to, receivers, report),
    };
    teams.set(one, { address, name: one.name, origin: one, page: at('page'), ticket: at('ticket'), info: at('info'), escalate });
  }
  return teams;
}

/** A team stays one of the estate without it: what else is wrong is still told. */
function escalatesTo(to: unknown, at: Address, origin: object, report: Report): AuthoredReceiver | undefined {
  if (isKind(to, ['receiver'])) return to as unknown as AuthoredReceiver; // `team` and `nobody` are the only makers of receivers
  if (to === undefined || to === null) missing('escalate.to', at, origin, report);
  else {
    const fix = 'write a receiver of a team: platform.page';
    report.error('definition/wrong-value', at, `\`escalate.to\` is ${shown(to)}.`, { origin, fix });
  }
  return undefined;
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
