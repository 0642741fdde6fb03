import type { Address } from '../kernel/address.ts';

/** "We know, and here is why": one code, at one address and everything below it, until a day. */
export interface Suppression {
  readonly code: string;
  readonly at: Address;
  readonly reason: string;
  /** `2027-01-31`; undefined never expires. */
  readonly until: string | undefined;
  readonly origin: object;
}
