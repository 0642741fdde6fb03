import { collectAll } from '../exposition.ts';
import { reasonOf, warnOnce } from '../failure.ts';
import { printRefused } from '../print.ts';
import { familyOf } from '../registered.ts';
import { defaultRegistry, type Registry } from '../registry.ts';
import { positive } from '../sampling/kind.ts';

export interface MetricChange {
  readonly labels: Readonly<Record<string, string>>;
  /** The number of a counter, gauge, info; the count of a histogram or summary; 1 for the state something is in. */
  readonly value: number;
  /** Undefined for a series that is new. */
  readonly before: number | undefined;
}
export interface SubscribeOptions {
  /** @default the registry of this process */
  readonly registry?: Registry;
  /** @default 1 */
  readonly everySeconds?: number;
}

/**
 * Tells what has changed in a metric since last time; what it returns ends that. It looks at intervals, so measuring costs the same
 * with and without subscribers. Where asking what is measured takes longer than an interval, the next look waits for it.
 * A subscriber that throws or rejects is warned of once, and is told the next changes all the same.
 */
export function subscribe(
  metric: { readonly name: string },
  changed: (changes: readonly MetricChange[]) => unknown,
  { registry = defaultRegistry(), everySeconds = 1 }: SubscribeOptions = {},
): () => void {
  const everyMs = positive('subscribe: everySeconds', everySeconds) * 1000;
  if (!metric?.name) throw new TypeError(`subscribe: ${printRefused(metric)} is no metric`);
  let before = read(registry, metric.name);
  const warn = warnOnce();
  const failed = (failure: unknown) => warn(`a subscriber of metric ${metric.name} failed: ${reasonOf(failure)}`);
  let state: 'idle' | 'looking' | 'ended' = 'idle';
  const look = async () => {
    await collectAll(registry);
    if (state === 'ended') return;
    const now = read(registry, metric.name);
    const changes = [...now].flatMap(([key, { labels, value }]): MetricChange[] => {
      const was = before.get(key)?.value;
      return was === value ? [] : [{ labels, value, before: was }];
    });
    before = now;
    if (changes.length > 0) void (async () => changed(changes))().catch(failed); // one that hangs holds nothing up
  };
  const tick = async () => {
    if (state !== 'idle') return;
    state = 'looking';
    try {
      await look();
    } finally {
      if (state === 'looking') state = 'idle';
    }
  };
  const timer = setInterval(() => void tick().catch(failed), everyMs).unref();
  return () => {
    state = 'ended';
    clearInterval(timer);
  };
}

function read(registry: Registry, name: string): Map<string, { labels: Readonly<Record<string, string>>; value: number }> {
  const found = new Map<string, { labels: Readonly<Record<string, string>>; value: number }>();
  const family = familyOf(registry.getSingleMetric(name));
  for (const { values, cell } of family?.cells.series() ?? []) {
    const numbers = family?.kind.read(cell) ?? [];
    const own = Object.fromEntries((family?.labelNames ?? []).map((label, index) => [label, values[index] ?? '']));
    const isStates = family?.definition.kind === 'stateset';
    for (const [index, { labels, suffix }] of (family?.lines ?? []).entries()) {
      const value = numbers[index];
      if (value === undefined || (!isStates && suffix !== '_count' && index !== (family?.lines.length ?? 0) - 1)) continue;
      const all = isStates ? { ...own, ...labels } : own;
      found.set(JSON.stringify(all), { labels: all, value });
    }
  }
  return found;
}
