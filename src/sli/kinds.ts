import { allOfKind } from './all-of.ts';
import { anyOfKind } from './any-of.ts';
import { eventsKind } from './events.ts';
import type { SliKind } from './kind.ts';
import { latencyKind } from './latency.ts';
import { rawRatioKind } from './raw-ratio.ts';
import { weightedKind } from './weighted.ts';

/** Every way to tell good from bad. */
export const sliKinds: ReadonlyMap<string, SliKind> = new Map(
  ([eventsKind, latencyKind, rawRatioKind, allOfKind, anyOfKind, weightedKind] as unknown as SliKind[]).map((kind) => [
    kind.type,
    kind,
  ]), // each is called only with its own settings
);
