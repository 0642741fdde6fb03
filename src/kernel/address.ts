import { flat } from './flat.ts';

/**
 * The only identity of a thing: `scope/kind/name`. The scope is the service, or the system for what belongs to no
 * service, or `estate`. The same text stands in diagnostics, plans, labels and suppressions.
 */
export type Address = string & { readonly __brand: 'address' };

/** The scope of what belongs to no service and no system: teams, environments, targets. */
export const ESTATE = 'estate';

export function addressOf(scope: string, kind: string, name: string): Address {
  return flat(`${scope}/${kind}/${name}`) as Address;
}

export interface AddressParts {
  readonly scope: string;
  readonly kind: string;
  readonly name: string;
}

/** The parts of an address; a name may itself hold slashes. */
export function splitAddress(address: Address): AddressParts {
  const [scope = '', kind = '', ...name] = address.split('/');
  return { scope, kind, name: name.join('/') };
}
