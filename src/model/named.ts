import type { Address } from '../kernel/address.ts';

/** What every resolved thing has: an identity, a name, and the authored object it came from. */
export interface Named {
  readonly address: Address;
  readonly name: string;
  readonly origin: object;
}
