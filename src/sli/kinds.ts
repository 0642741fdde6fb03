import { allOfKind } from './all-of.ts';
import { anyOfKind } from './any-of.ts';
import { eventsKind } from './events.ts';
import { freshnessKind } from './freshness.ts';
import { fromLogsKind } from './from-logs.ts';
import { fromSpansKind } from './from-spans.ts';
import type { SliKind } from './kind.ts';
import { latencyKind } from './latency.ts';
import { levelKind } from './level.ts';
import { probeKind } from './probe.ts';
import { rawRatioKind } from './raw-ratio.ts';
import { throughputKind } from './throughput.ts';
import { timeSlicesKind } from './time-slices.ts';
import { weightedKind } from './weighted.ts';

const kinds = [
  eventsKind,
  latencyKind,
  timeSlicesKind,
  freshnessKind,
  levelKind,
  throughputKind,
  probeKind,
  fromLogsKind,
  fromSpansKind,
  rawRatioKind,
  allOfKind,
  anyOfKind,
  weightedKind,
] as unknown as readonly SliKind[]; // each is called only with its own settings

/** Every way to tell good from bad. */
export const sliKinds: ReadonlyMap<string, SliKind> = new Map(kinds.map((kind) => [kind.type, kind]));
