import type { Artifact } from '../../src/artifacts/kind.ts';

/** The newer files as one of several wants them: each says whose wish it is. */
export function wishOf(newer: readonly Artifact[], who: string): Artifact[] {
  return newer.map((one) => ({ ...one, text: one.text.replaceAll('V2', `Of_${who}`) }));
}
