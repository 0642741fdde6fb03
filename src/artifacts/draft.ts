import type { Address } from '../kernel/address.ts';
import { flat } from '../kernel/flat.ts';
import type { Draft } from './kind.ts';

/** A file whose content is made whenever it is asked for: of a large estate it is more than memory should hold. */
export class MadeDraft<C> implements Draft<C> {
  readonly path: string;
  readonly from: readonly Address[];
  readonly #make: () => C;

  constructor(path: string, from: readonly Address[], make: () => C) {
    this.path = flat(path);
    this.from = from;
    this.#make = make;
  }

  get content(): C {
    return this.#make();
  }
}
