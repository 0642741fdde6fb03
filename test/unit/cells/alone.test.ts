import { service } from 'signalbox';
import { describe, expect, it } from 'vitest';
import * as own from '../../../definitions/index.ts';
import * as shop from '../../../docs/examples/shop.ts';
import { explanations } from '../../../src/check/explain/explanations.ts';
import { choosing } from '../../support/cells/choose.ts';
import { differences, lookedAt, memoryStore } from '../../support/cells/looked.ts';
import { nasty } from '../../support/cells/nasty.ts';
import { exampleModule } from '../../support/examples/run-example.ts';
import { howMany } from '../../support/how-many.ts';

describe('files and findings of cells, made alone and kept, are those of the whole estate:', () => {
  it.each(Object.entries({ own, nasty: nasty(choosing(new Set())) }))(
    '%s',
    (_, module) => {
      const kept = new Map<string, string>();
      const whole = lookedAt(module);
      expect(differences(lookedAt(module, memoryStore(kept)), whole)).toEqual([]);
      const before = kept.size;
      expect(before).toBeGreaterThan(4);
      expect(differences(lookedAt(module, memoryStore(kept)), whole)).toEqual([]);
      expect(kept.size).toBe(before);
    },
    60_000,
  );
});

/** So that there are two cells. */
const elsewhere = service({ name: 'elsewhere', owner: shop.payments, metrics: [shop.requests], scrape: { port: 9464 } });
const examples = [...explanations.values()]
  .filter(({ bad, example, good }) => example !== 'session' && !/^import /m.test(`${bad}\n${good}`))
  .filter((_, index) => index % howMany(18, 1) === 0);

describe('findings of an example, with cells and without:', () => {
  it.each(examples)('$code', ({ bad, good }) => {
    for (const text of [bad, good]) {
      const module = { ...exampleModule(text), elsewhere };
      expect(differences(lookedAt(module, memoryStore()), lookedAt(module))).toEqual([]);
    }
  });
});
