import type { Found } from '../check/each.ts';
import type { Diagnostic } from '../kernel/diagnostic.ts';
import { once } from '../kernel/once.ts';
import type { Cell } from './cell.ts';

/** What was found as plain data: a definition is its place among the objects of the cell, which follows from the cell's digest. */
export type PlainFound = Readonly<Record<keyof Found, readonly PlainDiagnostic[]>>;

type PlainDiagnostic = Swapped<number>;
type Swapped<O> = Omit<Diagnostic, 'origin' | 'related'> & {
  readonly origin?: O;
  readonly related?: readonly (Omit<Related, 'origin'> & { readonly origin?: O })[];
};
type Related = NonNullable<Diagnostic['related']>[number];

/** undefined where something is about what is no part of the cell. */
export function plainFound(found: Found, { definitions }: Cell): PlainFound | undefined {
  const objects = once(() => new Map(objectsIn(definitions).map((one, place) => [one, place])));
  let lost = false;
  const placeOf = (origin: object): number => {
    const place = objects().get(origin);
    lost ||= place === undefined;
    return place ?? -1;
  };
  const plain = inBoth(found, (one) => withOrigins(one, placeOf));
  return lost ? undefined : plain;
}

export function foundAgain(plain: PlainFound, { definitions }: Cell): Found {
  const objects = once(() => objectsIn(definitions));
  return inBoth(plain, (one) => withOrigins(one, (place) => objects()[place] ?? {}));
}

function inBoth<A, B>({ told, ofDerived }: Readonly<Record<keyof Found, readonly A[]>>, change: (one: A) => B) {
  return { told: told.map(change), ofDerived: ofDerived.map(change) };
}

function withOrigins<A, B>({ origin, related, ...rest }: Swapped<A>, swap: (origin: A) => B): Swapped<B> {
  return {
    ...rest,
    ...(origin === undefined ? {} : { origin: swap(origin) }),
    ...(related === undefined ? {} : { related: related.map((one) => withOrigins(one as Swapped<A>, swap)) }),
  } as Swapped<B>;
}

/** Every object a cell is made of, once each, in an order that follows from its fields. */
function objectsIn(definitions: object): readonly object[] {
  const seen = new Set<object>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    Object.values(value).forEach(visit);
  };
  visit(definitions);
  return [...seen];
}
