import type { Address } from '../kernel/address.ts';
import { addressOf, ESTATE } from '../kernel/address.ts';
import type { Named } from './named.ts';
import type { Receiver, TimeInterval } from './routing.ts';

/** The channel of the owner that is told. */
export type Channel = 'page' | 'ticket' | 'info';

/** Where a level goes for services of one tier. */
export interface TierDelivery {
  readonly tier: 1 | 2 | 3;
  readonly to: Channel;
  /** It goes there inside this interval only, and to `otherwise` outside. */
  readonly during: TimeInterval | undefined;
  readonly otherwise: Channel;
}

export interface SeverityLevel extends Named {
  /** What it asks of whoever is told. */
  readonly means: string;
  readonly to: Channel;
  /** Other words for it. */
  readonly also: readonly string[];
  /** What is left undefined is the owner's own. undefined: it does not escalate. */
  readonly escalate: { readonly afterMs: number | undefined; readonly to: Receiver | undefined } | undefined;
  readonly tiers: readonly TierDelivery[];
}

/** Every level there is, the gravest first. */
export interface SeverityScale {
  readonly levels: readonly SeverityLevel[];
  /** undefined: nobody wrote one. */
  readonly origin: object | undefined;
}

/** What derived alerts ask of a scale they do not know. */
export type Urgency = 'critical' | 'warning' | 'info';

const CHANNELS: Readonly<Record<Urgency, Channel>> = { critical: 'page', warning: 'ticket', info: 'info' };
/** What the well-known words mean where no level is called so. */
const MEANINGS: Readonly<Record<string, Urgency>> = { error: 'critical', high: 'critical', medium: 'warning', low: 'info' };

const STANDARD = { also: [], tiers: [], origin: {}, escalate: undefined } as const;
const at = (name: string): { address: Address; name: string } => ({ address: addressOf(ESTATE, 'severity', name), name });

/** The scale of an estate that declares none. */
export const DEFAULT_SCALE: SeverityScale = {
  origin: undefined,
  levels: [
    {
      ...STANDARD,
      ...at('critical'),
      means: 'Users are hurt, or soon will be: somebody is woken.',
      to: 'page',
      escalate: { afterMs: undefined, to: undefined },
    },
    { ...STANDARD, ...at('warning'), means: 'It needs work within days, and nobody is woken.', to: 'ticket' },
    { ...STANDARD, ...at('info'), means: 'Worth knowing; nothing has to be done.', to: 'info' },
  ],
};

/** The level a word means: by its name, as another word for it, or by what everybody takes it for. */
export function levelNamed({ levels }: SeverityScale, word: string): SeverityLevel | undefined {
  const called = (name: string) => levels.find((level) => level.name === name) ?? levels.find(({ also }) => also.includes(name));
  return called(word) ?? (Object.hasOwn(MEANINGS, word) ? called(MEANINGS[word] ?? '') : undefined);
}

/** The level that derived alerts of an urgency have: of that name, else the least grave that goes to its channel, else the nearest end of the scale. */
export function levelFor(scale: SeverityScale, urgency: Urgency): SeverityLevel {
  const { levels } = scale;
  const found = levelNamed(scale, urgency) ?? levels.findLast(({ to }) => to === CHANNELS[urgency]);
  const end = urgency === 'critical' ? levels[0] : levels.at(-1);
  return found ?? end ?? levelFor(DEFAULT_SCALE, urgency);
}

/** Whether somebody is woken by it. */
export function isPage(scale: SeverityScale, name: string): boolean {
  return levelNamed(scale, name)?.to === 'page';
}

/** The channels of the owner that take a level for services of a tier: two, where it depends on the time. */
export function deliveryOf(level: SeverityLevel, tier: number): Pick<TierDelivery, 'to' | 'during' | 'otherwise'> {
  return level.tiers.find((one) => one.tier === tier) ?? { to: level.to, during: undefined, otherwise: level.to };
}
