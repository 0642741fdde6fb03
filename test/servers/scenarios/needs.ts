/** What has to be there for what is judged: each rule and each metric over the moments that somebody reads, and no others. */
import type { Period } from '../../../definitions/simulator/timeline.ts';
import { type Read, type Rule, writes } from './rules.ts';

export interface Needs {
  /** In the order they read each other. */
  readonly rules: readonly { readonly rule: Rule; readonly periods: readonly Period[] }[];
  /** Names of the metrics that are read of a moment. */
  readonly wanted: (at: number) => ReadonlySet<string>;
}

/** Holes shorter than this are filled: a metric that comes and goes would look like an incident. */
const BRIDGED_SECONDS = 1_800;
/** A block of it, so that a set is made once for many ticks. */
const BLOCK_SECONDS = 900;

export interface NeedsOptions {
  readonly rules: readonly Rule[];
  /** What is looked at of each rule for its own sake. */
  readonly judged: (rule: Rule) => readonly Period[];
  /** Metrics, by name, and the periods boards look at them. */
  readonly metrics: readonly string[];
  readonly looked: readonly Period[];
}

export function needsOf({ rules, judged, metrics, looked }: NeedsOptions): Needs {
  const ordered = inOrder(rules);
  const periods = new Map(ordered.map((rule) => [rule, [...judged(rule), ...looked]]));
  const raw = new Map(metrics.map((name) => [name, [...looked]]));
  for (const rule of ordered.toReversed()) {
    const own = merged(periods.get(rule) ?? []);
    periods.set(rule, own);
    for (const read of rule.reads) {
      const asked = own.flatMap((period) => before(period, read));
      const writers = ordered.filter((one) => one !== rule && writes(one, read));
      for (const writer of writers) periods.get(writer)?.push(...asked);
      if (writers.length === 0) raw.get(metricOf(read, raw))?.push(...asked);
    }
  }
  return {
    rules: ordered.map((rule) => ({ rule, periods: periods.get(rule) ?? [] })),
    wanted: wantedOf(new Map([...raw].map(([name, asked]) => [name, merged(asked)]))),
  };
}

function before({ from, to }: Period, { backSeconds, offsetSeconds }: Read): Period[] {
  const end = to - offsetSeconds;
  return end <= 0 ? [] : [{ from: Math.max(0, from - offsetSeconds - backSeconds), to: end }];
}

function metricOf({ name }: Read, known: ReadonlyMap<string, unknown>): string {
  return known.has(name) ? name : name.replace(/_(bucket|sum|count)$/, '');
}

/** Each after those it reads. */
function inOrder(rules: readonly Rule[]): Rule[] {
  const done = new Set<Rule>();
  const add = (rule: Rule, above: readonly Rule[]): void => {
    if (done.has(rule) || above.includes(rule)) return;
    for (const read of rule.reads) for (const one of rules) if (writes(one, read)) add(one, [...above, rule]);
    done.add(rule);
  };
  for (const rule of rules) add(rule, []);
  return [...done];
}

export function merged(periods: readonly Period[]): Period[] {
  const joined: { from: number; to: number }[] = [];
  for (const { from, to } of periods.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && from <= last.to + BRIDGED_SECONDS) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined;
}

function wantedOf(periods: ReadonlyMap<string, readonly Period[]>): (at: number) => ReadonlySet<string> {
  const blocks = new Map<number, ReadonlySet<string>>();
  return (at) => {
    const block = Math.floor(at / BLOCK_SECONDS);
    const known = blocks.get(block);
    if (known) return known;
    const [from, to] = [block * BLOCK_SECONDS, (block + 1) * BLOCK_SECONDS];
    const isRead = ([, asked]: readonly [string, readonly Period[]]) => asked.some((one) => one.from < to && one.to >= from);
    const names = new Set([...periods].filter(isRead).map(([name]) => name));
    blocks.set(block, names);
    return names;
  };
}
