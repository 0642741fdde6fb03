import type { Address } from '../../kernel/address.ts';
import type { Folder } from '../../model/dashboard.ts';

/** Something that lies in a folder: a dashboard, or a shared panel named by a board it stands in. */
export interface Lying {
  readonly folder: Folder;
  readonly address: Address;
  readonly origin: object;
}

/** What lies in one folder. */
export type Group = [Lying, ...Lying[]];
