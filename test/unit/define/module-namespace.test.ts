import { service } from 'signalbox';
import { expect, test } from 'vitest';

/** Imported by Node.js itself, where nothing bundles: such a module can be neither changed nor frozen. */
const MODULE = 'data:text/javascript,export const one = Object.freeze({ kind: "counter", name: "one_total" })';

test('a module of metrics that Node.js runs as it is can be the metrics of a service', async () => {
  const metrics = (await import(/* @vite-ignore */ MODULE)) as Record<string, never>;
  expect(() => Object.freeze(metrics)).toThrow(TypeError);
  expect(service({ name: 'checkout', metrics })).toMatchObject({ kind: 'service', name: 'checkout' });
});
