import fc from 'fast-check';
import { counter, text } from 'signalbox/metrics';
import { instruments, metricsText, registry } from 'signalbox/runtime';
import { expect, test } from 'vitest';

/** Reads a line back without knowing how it was written. */
function parse(line: string): { labels: Record<string, string>; value: number } {
  const labels: Record<string, string> = {};
  const end = line.lastIndexOf('}');
  for (const [, name = '', raw = ''] of line.slice(line.indexOf('{'), end).matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)) {
    labels[name] = raw.replaceAll(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
  }
  return { labels, value: Number(line.slice(end + 2)) };
}

const value = fc.oneof(
  fc.constantFrom('', ',', '"', '\\', '\\n', '\n', '{', '}', 'a="b"', '__proto__'),
  fc.string({ maxLength: 6 }),
);

test('whatever the values, each tuple is one series that reads back as it was given, with everything counted', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.array(value, { minLength: 5, maxLength: 5 }), { maxLength: 30 }),
      async (arity, tuples) => {
        const names = ['a', 'b', 'c', 'd', 'e'].slice(0, arity);
        const own = registry();
        const labels = Object.fromEntries(names.map((name) => [name, text()]));
        const { events } = instruments({ events: counter({ name: 'events_total', help: 'Events.', labels }) }, { registry: own });
        const expected = new Map<string, number>();
        for (const tuple of tuples) {
          events.inc(Object.fromEntries(names.map((name, index) => [name, tuple[index] ?? ''])));
          const key = JSON.stringify(tuple.slice(0, arity));
          expected.set(key, (expected.get(key) ?? 0) + 1);
        }
        const lines = (await metricsText({ registry: own })).split('\n').filter((line) => line.startsWith('events_total{'));
        const seen = lines.map(parse).map((one) => [JSON.stringify(names.map((name) => one.labels[name])), one.value] as const);
        expect(seen).toHaveLength(expected.size);
        expect(new Map(seen)).toEqual(expected);
      },
    ),
    { numRuns: 200 },
  );
});
