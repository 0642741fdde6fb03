import type { AnyTeam, Channel, Receiver } from '../authored/references.ts';
import type { Duration } from '../kernel/literals.ts';
import { define } from '../kernel/place.ts';

export type TeamChannel = 'page' | 'ticket' | 'info';
/** A team and the ways to reach it. */
export type Team<C extends TeamChannel = never> = AnyTeam & { readonly [K in C]: Receiver };

export interface TeamOptions<P, T, I> {
  readonly name: string;
  /** Takes `critical`. */
  readonly page?: P;
  /** Takes `warning`. */
  readonly ticket?: T;
  /** Takes `info`; left out, `ticket` does. */
  readonly info?: I;
  /** Whom else to tell when a page has been firing for this long. */
  readonly escalate?: { readonly after: Duration; readonly to: Receiver };
}
type Given<N extends TeamChannel, X> = [X] extends [never] ? never : N;

/** A receiver as authored: the channel it stands for. */
export interface AuthoredReceiver extends Receiver {
  readonly channel: Channel | undefined;
}
export interface AuthoredTeam extends AnyTeam {
  readonly page?: AuthoredReceiver;
  readonly ticket?: AuthoredReceiver;
  readonly info?: AuthoredReceiver;
  readonly escalate?: { readonly after: string; readonly to: Receiver };
}

/** A team owns services and is told of their alerts. Compiles to receivers `<team>/page`, `<team>/ticket`, `<team>/info` and their routes. */
export function team<P extends Channel = never, T extends Channel = never, I extends Channel = never>(
  options: TeamOptions<P, T, I>,
): Team<Given<'page', P> | Given<'ticket', T> | Given<'info', I>> {
  const at = (slot: TeamChannel) =>
    options[slot] === undefined ? {} : { [slot]: receiver(`${options.name}/${slot}`, options[slot]) };
  return define({ ...options, kind: 'team', ...at('page'), ...at('ticket'), ...at('info') }, team) as never; // the channels given are the receivers there
}

function receiver(name: string, channel: Channel): AuthoredReceiver {
  return define({ kind: 'receiver', name, channel }, receiver);
}

/** Delivers to nobody, and says so. */
export const nobody: Receiver = Object.freeze({ kind: 'receiver', name: 'nobody', channel: undefined });
