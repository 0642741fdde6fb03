/** Prometheus durations: whole units, largest first, no sign, no fraction. https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations */
const UNITS = [
  ['y', 365 * 24 * 3_600_000],
  ['w', 7 * 24 * 3_600_000],
  ['d', 24 * 3_600_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
  ['ms', 1],
] as const;
const FORM = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+)s)?(?:(\d+)ms)?$/;

/** Milliseconds of `'1h30m'`, or undefined where the text is no Prometheus duration. */
export function parseDuration(text: string): number | undefined {
  const match = text === '' ? null : FORM.exec(text);
  if (!match) return undefined;
  const milliseconds = UNITS.reduce((sum, [, size], index) => sum + Number(match[index + 1] ?? 0) * size, 0);
  return Number.isSafeInteger(milliseconds) ? milliseconds : undefined;
}

/** The shortest text in days and below: `'30d'`, `'1h30m'`; days, because windows are named by them. */
export function printDuration(milliseconds: number): string {
  if (milliseconds === 0) return '0s';
  let rest = milliseconds;
  let text = '';
  for (const [unit, size] of UNITS.slice(2)) {
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return text;
}

/** Milliseconds of a duration that has been checked before; anything else is our bug. */
export function duration(text: string): number {
  const milliseconds = parseDuration(text);
  if (milliseconds === undefined) throw new Error(`not a duration: ${JSON.stringify(text)}`);
  return milliseconds;
}
