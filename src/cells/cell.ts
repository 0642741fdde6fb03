import type { Definitions } from '../define/collect.ts';
import { type Address, splitAddress } from '../kernel/address.ts';

/**
 * A system with its services, or a service that is in none, and whatever its definitions lead to: enough to compile its files and to check
 * them without looking at the rest of the estate.
 */
export interface Cell {
  readonly name: string;
  /** The scopes of its addresses: the system and its services. */
  readonly scopes: ReadonlySet<string>;
  /** Its own, those they refer to, and what is of everybody: teams, environments, severities. */
  readonly definitions: Definitions;
}

export function isOf({ scopes }: Pick<Cell, 'scopes'>, address: Address): boolean {
  return scopes.has(splitAddress(address).scope);
}
