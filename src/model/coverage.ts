import type { Named } from './named.ts';
import type { System } from './service.ts';

export const POINTER_TYPES = ['definition', 'panel', 'address', 'command', 'runtime', 'test', 'doc'] as const;

/** Where a capability is to be found; of a definition its address, or what it is called. */
export interface Pointer {
  readonly type: (typeof POINTER_TYPES)[number];
  readonly name: string;
  /** Of a test: what it is called in its file. */
  readonly named?: string;
}

export interface Capability {
  readonly section: string;
  readonly says: string;
  readonly by: readonly Pointer[];
  /** Why it is not delivered; undefined where it is. */
  readonly notDelivered: string | undefined;
  readonly origin: object;
}

/** What a document asks of a system, and what delivers it. */
export interface Coverage extends Named {
  readonly system: System;
  readonly document: string;
  readonly capabilities: readonly Capability[];
}
