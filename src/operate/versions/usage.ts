import { grouped } from '../../kernel/grouped.ts';
import type { Series } from '../servers/answer.ts';

/** One version and where it runs. */
export interface VersionUsage {
  readonly version: string;
  /** Instances at the last step. */
  readonly instances: readonly string[];
  readonly most: number;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
}

/** An instance that ran one version and then another. */
export interface Transition {
  readonly at: Date;
  readonly instance: string;
  readonly from: string;
  readonly to: string;
  /** It had run that version before. */
  readonly back: boolean;
}

/** Who runs what, step by step, from an info metric by instance and version. Of two versions at one step the one that came later counts. */
export interface Run {
  readonly instance: string;
  /** Seconds and version, in order. */
  readonly steps: readonly (readonly [number, string])[];
}

export function runsOf(series: readonly Series[], label: string): Run[] {
  return [...grouped(series, ({ labels }) => labels['instance'] ?? '')]
    .map(([instance, all]) => {
      const began = all.toSorted((a, b) => (a.points[0]?.[0] ?? 0) - (b.points[0]?.[0] ?? 0));
      const steps = new Map(began.flatMap(({ labels, points }) => points.map(([at]) => [at, labels[label] ?? ''] as const)));
      return { instance, steps: [...steps].sort(([a], [b]) => a - b) };
    })
    .sort((a, b) => (a.instance < b.instance ? -1 : 1));
}

/** What is in use, the most used first. */
export function usageOf(runs: readonly Run[], last: number): VersionUsage[] {
  const versions = new Set(runs.flatMap(({ steps }) => steps.map(([, version]) => version)));
  const usage = [...versions].map((version) => {
    const times = runs.flatMap(({ steps }) => steps.filter(([, one]) => one === version).map(([at]) => at));
    const perStep = new Map<number, number>();
    for (const at of times) perStep.set(at, (perStep.get(at) ?? 0) + 1);
    const now = runs.filter(({ steps }) => steps.some(([at, one]) => at === last && one === version));
    return {
      version,
      instances: now.map(({ instance }) => instance),
      most: Math.max(...perStep.values()),
      firstSeen: new Date(times.reduce((least, at) => Math.min(least, at), Number.POSITIVE_INFINITY) * 1000),
      lastSeen: new Date(times.reduce((most, at) => Math.max(most, at), 0) * 1000),
    };
  });
  return usage.sort(
    (a, b) =>
      b.instances.length - a.instances.length || b.lastSeen.getTime() - a.lastSeen.getTime() || (a.version < b.version ? -1 : 1),
  );
}

export function transitionsOf(runs: readonly Run[]): Transition[] {
  const found = runs.flatMap(({ instance, steps }) => {
    const seen = new Set<string>();
    return steps.flatMap(([at, to], index) => {
      const from = steps[index - 1]?.[1];
      const back = seen.has(to);
      seen.add(to);
      return from === undefined || from === to ? [] : [{ at: new Date(at * 1000), instance, from, to, back }];
    });
  });
  return found.sort((a, b) => a.at.getTime() - b.at.getTime() || (a.instance < b.instance ? -1 : 1));
}
