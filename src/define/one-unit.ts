import { parseDuration } from '../kernel/duration.ts';

const SIZES = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
] as const;

/** `1h30m` as Grafana reads it, which takes one unit only: `90m`. What is no duration stays as it is. */
export function oneUnit(text: string): string {
  const milliseconds = parseDuration(text);
  if (milliseconds === undefined || /^\d+[a-z]$/.test(text)) return text;
  const [unit, size] = SIZES.find(([, each]) => milliseconds % each === 0) ?? ['s', 1_000];
  return `${Math.max(1, Math.round(milliseconds / size))}${unit}`;
}
