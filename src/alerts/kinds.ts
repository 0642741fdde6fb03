import { absentKind } from './absent.ts';
import { alertKind } from './alert.ts';
import { anomalyKind } from './anomaly.ts';
import { correlationKind } from './correlation.ts';
import { healthKind } from './health.ts';
import type { AlertKind } from './kind.ts';
import { patternKind } from './pattern.ts';
import { percentileKind } from './percentile.ts';
import { thresholdKind } from './threshold.ts';
import { trendKind } from './trend.ts';
import { versionKind } from './version.ts';

const kinds: readonly unknown[] = [
  absentKind,
  alertKind,
  anomalyKind,
  correlationKind,
  healthKind,
  patternKind,
  percentileKind,
  thresholdKind,
  trendKind,
  versionKind,
];

/** Every kind of condition. */
export const alertKinds: ReadonlyMap<string, AlertKind> = new Map(
  (kinds as readonly AlertKind[]).map((kind) => [kind.form, kind]), // each is called only with its own options
);
