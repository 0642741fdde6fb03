/**
 * How much a test with random input or faults tries: `many` where the servers must be there, `few` on a bare machine, which is to be done
 * in a few minutes.
 */
export function howMany(few: number, many: number): number {
  return process.env['SIGNALBOX_REQUIRE_SERVERS'] === undefined ? few : many;
}

/**
 * All rows of a long table; on a bare machine every `few`th, beginning with another one for each `name`, so that tests that share a table
 * try all of it between them.
 */
export function someOf<T>(rows: readonly T[], few: number, name: string): readonly T[] {
  const step = howMany(few, 1);
  return rows.filter((_, index) => (index + name.length) % step === 0);
}
