import { iqrMethod } from './iqr.ts';
import { levelShiftMethod } from './level-shift.ts';
import type { MethodKind } from './method.ts';
import { rateOfChangeMethod } from './rate-of-change.ts';
import { seasonalMethod } from './seasonal.ts';
import { zScoreMethod } from './z-score.ts';

/** Every way to tell what is normal. */
export const anomalyMethods: ReadonlyMap<string, MethodKind> = new Map(
  ([iqrMethod, levelShiftMethod, rateOfChangeMethod, seasonalMethod, zScoreMethod] as unknown as MethodKind[]).map((kind) => [
    kind.form,
    kind,
  ]), // each is called only with its own options
);
