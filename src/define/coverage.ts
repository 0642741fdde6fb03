import type { System } from '../authored/references.ts';
import { define } from '../kernel/place.ts';
import type { AuthoredDashboard } from './dashboard.ts';

/** What is named by words: what follows from definitions, what is part of one, and what is none. */
export type WrittenPointer =
  /** A panel, by its title. */
  | { readonly panel: string; readonly on: AuthoredDashboard }
  /** What follows from definitions: `'phoenix-master/alert/SloNoData/availability'`, `'phoenix/board/slos'`. */
  | { readonly address: string }
  /** What is typed after `signalbox`: `'logs --level'`, `'alerts list'`. */
  | { readonly command: string }
  /** An export of `signalbox/runtime`. */
  | { readonly runtime: string }
  /** A file of tests that show it, from the project's folder; or one of them, by the text of its name, which must be in that file. */
  | { readonly test: string; readonly named?: string }
  /** A page that says it, from the project's folder: `'docs/slo.md'`, or one heading of it, `'docs/slo.md#grades'`. */
  | { readonly doc: string };

/** What delivers a capability: a definition (a metric, an alert, a panel, a receiver …), or one of the others. */
export type Pointer = { readonly kind: string } | WrittenPointer;

export interface AuthoredCapability {
  readonly kind: 'capability';
  readonly says: string;
  readonly by: readonly Pointer[];
  /** Why it is not delivered. */
  readonly reason?: string;
}

export interface CoverageOptions {
  readonly name: string;
  readonly system: System;
  /** The title of the document. */
  readonly document: string;
  /** Its sections in their order, each with everything it names. */
  readonly sections: Readonly<Record<string, readonly AuthoredCapability[]>>;
}
export interface AuthoredCoverage extends CoverageOptions {
  readonly kind: 'coverage';
}

/**
 * What a document asks of a system, line by line, and what delivers it. Compiles to nothing: `signalbox inventory --coverage` prints it,
 * and `signalbox check` fails where something it points at does not exist.
 */
export function coverage(options: CoverageOptions): AuthoredCoverage {
  return define({ ...options, kind: 'coverage' }, coverage, options);
}

/** A capability, in the document's words, and all that delivers it. */
export function delivered(says: string, ...by: readonly [Pointer, ...Pointer[]]): AuthoredCapability {
  return define({ kind: 'capability', says, by }, delivered);
}

/** A capability that the document names and this system does without, and why. */
export function notDelivered(says: string, reason: string): AuthoredCapability {
  return define({ kind: 'capability', says, by: [], reason }, notDelivered);
}
