import type { Diagnostic } from '../kernel/diagnostic.ts';
import type { Derived, DerivedAlone } from '../model/derived.ts';
import { check } from './check.ts';

const CODE = 'tenant/not-alone';
/** Written for all: that nothing of one tenant meets them is as it should be. */
const FOR_ALL = /^(?:route\/(?:dead-|no-condition)|inhibition\/)/;

/**
 * What is right in the estate and wrong in what one tenant has of it: a rule that reads the metric of another tenant finds nothing on a
 * server that keeps them apart. `told` is what was found in the estate.
 */
export function notAlone({ tenants = [] }: Derived, told: readonly Diagnostic[], today: string): Diagnostic[] {
  const known = new Set(told.map(keyOf));
  return tenants.flatMap((one) =>
    check(one.derived, [], { found: one.diagnostics, today }).flatMap((each) => missed(each, one, known)),
  );
}

function missed(one: Diagnostic, { tenant }: DerivedAlone, known: ReadonlySet<string>): Diagnostic[] {
  if (one.severity !== 'error' || known.has(keyOf(one)) || FOR_ALL.test(one.code)) return [];
  const message = `Without the other tenants, in ${tenant.name} alone: ${one.message}`;
  return [{ ...one, code: CODE, message, fix: `let what it needs be of ${tenant.name} too, or both be of one tenant` }];
}

function keyOf({ at, code }: Diagnostic): string {
  return `${code} ${at}`;
}
