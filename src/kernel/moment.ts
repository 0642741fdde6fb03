const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** `Saturday at 00:00 UTC`: a moment of the week, for people. */
export function printMoment(at: Date): string {
  return `${DAYS[at.getUTCDay()]} at ${at.toISOString().slice(11, 16)} UTC`;
}
