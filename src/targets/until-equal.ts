import type { Observed, Wanted } from '../plan/observation.ts';
import type { TargetIo } from './io.ts';

/** Servers may list what was just written a moment later. */
const TRIES = 5;
const PAUSE_MS = 500;

/** Reads back until the server holds exactly what is wanted; what still differs after a while, one sentence each. */
export async function untilEqual(
  wanted: readonly Wanted[],
  read: () => Promise<readonly Observed[]>,
  io: TargetIo,
): Promise<readonly string[]> {
  for (let left = TRIES - 1; ; left -= 1) {
    const problems = differences(wanted, await read());
    if (problems.length === 0 || left === 0) return problems;
    await io.wait(PAUSE_MS);
  }
}

function differences(wanted: readonly Wanted[], found: readonly Observed[]): string[] {
  const there = new Map(found.map((one) => [one.id, one]));
  const ids = new Set(wanted.map((one) => one.id));
  const strays = found.filter((one) => one.owner === 'ours' && !one.shared && !ids.has(one.id));
  return [
    ...wanted.flatMap((one) => difference(one, there.get(one.id))),
    ...strays.map((one) => `${one.id} is there and not wanted`),
  ];
}

function difference(wanted: Wanted, found: Observed | undefined): string[] {
  if (!found) return [`${wanted.id} is not there`];
  if (found.owner === 'foreign') return [`${wanted.id} is somebody else's`];
  if (found.state !== wanted.state) return [`${wanted.id} is another`];
  return found.place === wanted.place ? [] : [`${wanted.id} is in ${found.place || 'the root'}`];
}
