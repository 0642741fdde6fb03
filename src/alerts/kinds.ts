import { alertKind } from './alert.ts';
import type { AlertKind } from './kind.ts';
import { thresholdKind } from './threshold.ts';

/** Every kind of condition. */
export const alertKinds: ReadonlyMap<string, AlertKind> = new Map(
  ([alertKind, thresholdKind] as unknown as AlertKind[]).map((kind) => [kind.form, kind]), // each is called only with its own options
);
