import { alertKind } from './alert.ts';
import { anomalyKind } from './anomaly.ts';
import { correlationKind } from './correlation.ts';
import type { AlertKind } from './kind.ts';
import { patternKind } from './pattern.ts';
import { thresholdKind } from './threshold.ts';

/** Every kind of condition. */
export const alertKinds: ReadonlyMap<string, AlertKind> = new Map(
  ([alertKind, anomalyKind, correlationKind, patternKind, thresholdKind] as unknown as AlertKind[]).map((kind) => [
    kind.form,
    kind,
  ]), // each is called only with its own options
);
