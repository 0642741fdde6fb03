import type { AnyTeam, Channel, Receiver } from '../authored/references.ts';
import type { Duration } from '../kernel/literals.ts';
import { define, readable } from '../kernel/place.ts';

export type TeamChannel = 'page' | 'ticket' | 'info';
/** A team and the ways to reach it. */
export type Team<C extends TeamChannel = never> = AnyTeam & { readonly [K in C]: Receiver };

export interface TeamOptions<P, T, I> {
  readonly name: string;
  /** Where it is written to; Grafana keeps it with its team (`grafana({ teams })`). @default whatever Grafana has */
  readonly email?: `${string}@${string}`;
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

/** One way to reach somebody, or several at once: `[pagerduty({ … }), slack({ … })]`. */
export type Channels = Channel | readonly [Channel, ...Channel[]];

/** A receiver as authored: the channels it stands for; none delivers to nobody. */
export interface AuthoredReceiver extends Receiver {
  readonly channels: Channels | undefined;
}
export interface AuthoredTeam extends AnyTeam {
  readonly email?: string;
  readonly page?: AuthoredReceiver;
  readonly ticket?: AuthoredReceiver;
  readonly info?: AuthoredReceiver;
  readonly escalate?: { readonly after: string; readonly to: Receiver };
}

/** A team owns services and is told of their alerts, each by one channel or by several at once. Compiles to receivers `<team>/page`, `<team>/ticket`, `<team>/info` and their routes. */
export function team<P extends Channels = never, T extends Channels = never, I extends Channels = never>(
  options: TeamOptions<P, T, I>,
): Team<Given<'page', P> | Given<'ticket', T> | Given<'info', I>> {
  const given = readable(options);
  const at = (slot: TeamChannel) => (given[slot] === undefined ? {} : { [slot]: receiver(`${given.name}/${slot}`, given[slot]) });
  return define({ ...options, kind: 'team', ...at('page'), ...at('ticket'), ...at('info') }, team, options) as never; // the channels given are the receivers there
}

function receiver(name: string, channels: Channels): AuthoredReceiver {
  return define({ kind: 'receiver', name, channels }, receiver);
}

/** Delivers to nobody, and says so. */
export const nobody: Receiver = Object.freeze({ kind: 'receiver', name: 'nobody', channels: undefined });
