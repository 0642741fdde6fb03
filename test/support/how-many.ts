/**
 * How much a test with random input or faults tries: `many` where the servers must be there, `few` on a bare machine, which is to be done
 * in a few minutes.
 */
export function howMany(few: number, many: number): number {
  return process.env['SIGNALBOX_REQUIRE_SERVERS'] === undefined ? few : many;
}
