// What every library counts: three labels, 64 label tuples met in a fixed order that no cache foresees.
export const LABELS = ['a', 'b', 'c'];
export const BUCKETS = Array.from({ length: 11 }, (_, index) => 0.001 * 2 ** index);
export const SECONDS = 0.02;
const TUPLES = 64;

export const tuples = Array.from({ length: 1024 }, (_, index) => {
  const at = (index * 7919) % TUPLES;
  return { a: `a${at & 3}`, b: `b${(at >> 2) & 3}`, c: `c${at >> 4}` };
});
/** A new object for each call, as an application writes it. */
export const fresh = (index) => {
  const { a, b, c } = tuples[index & 1023];
  return { a, b, c };
};
/** Labels of the series that are scraped. */
export const row = (index) => ({ a: `route-${index}`, b: 'GET', c: '2xx' });
