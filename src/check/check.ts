import type { Artifact } from '../artifacts/kind.ts';
import type { Address } from '../kernel/address.ts';
import { compareDiagnostics, type Diagnostic } from '../kernel/diagnostic.ts';
import type { Derived } from '../model/derived.ts';
import { type Found, foundInEach, isOfEach, type Some, wholeOf } from './each.ts';
import { rules } from './kinds.ts';
import { namingPanel } from './naming-panel.ts';
import { applySuppressions } from './suppress.ts';

export interface CheckOptions {
  /** What the stages before have found. */
  readonly found: readonly Diagnostic[];
  /** The day it is, `2026-11-21`: suppressions expire. */
  readonly today: string;
  /** What was looked at one by one before. @default nothing */
  readonly before?: CheckedBefore;
}

export interface CheckedBefore extends Some {
  readonly found: readonly Found[];
}

const NOTHING: CheckedBefore = { has: () => false, makes: () => false, found: [] };
const ofAll = rules.filter((rule) => !isOfEach(rule));

/** Runs every rule over what was derived and compiled, and takes out what is suppressed with a reason. */
export function check(derived: Derived, artifacts: readonly Artifact[], options: CheckOptions): readonly Diagnostic[] {
  const { before = NOTHING, found, today } = options;
  const whole = wholeOf(derived, artifacts, today);
  const rest = { has: (at: Address) => !before.has(at), makes: (one: Artifact) => !before.makes(one) };
  const each = [...before.found, foundInEach(whole, rest)];
  const told = [...ofAll.flatMap((rule) => [...rule.run(whole)]), ...each.flatMap((one) => one.told)];
  const ofDerived = notYetTold(
    each.flatMap((one) => one.ofDerived),
    told,
  );
  const all = distinct([...found, ...told, ...ofDerived].map(namingPanel));
  return applySuppressions(all, derived.estate.suppressions, today).sort(compareDiagnostics);
}

/** What is wrong with what derived boards ask: they ask what definitions say, so a mistake was mostly told where it stands. Else the first board by its address tells it. */
function notYetTold(ofDerived: readonly Diagnostic[], told: readonly Diagnostic[]): Diagnostic[] {
  const gists = new Set(told.map(gistOf));
  const inOrder = ofDerived.toSorted(compareDiagnostics);
  return inOrder.filter((one) => {
    const isNew = !gists.has(gistOf(one));
    gists.add(gistOf(one));
    return isNew;
  });
}

/** What follows a colon names the labels there are, and panels have more. */
function gistOf({ code, message }: Diagnostic): string {
  return `${code} ${message.split(':')[0]}`;
}

/** A query that several things share is wrong once. */
function distinct(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Map<string, Diagnostic>();
  for (const one of diagnostics) {
    const key = [one.code, one.at, one.message, one.excerpt?.text, one.excerpt?.from].join('\u0000');
    if (!seen.has(key)) seen.set(key, one);
  }
  return [...seen.values()];
}
