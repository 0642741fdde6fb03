import { expect, test } from 'vitest';
import { parsePromql } from '../../../../src/query/promql/parse.ts';
import { SoundShapes, shapeOf } from '../../../../src/query/promql/sound-shapes.ts';
import { howMany } from '../../../support/how-many.ts';
import { Random, seedOf } from '../../../support/random.ts';
import { CORPUS } from './corpus.ts';
import { hostile } from './hostile.ts';

const VALUES = ['a', 'shop/availability', '5xx', '2.0', '', '__name__', 'b\\', '[', '$x', "it's", '#'];
const OPTIONS = [{}, { grafana: true }, { version: '2.45' }];
const random = new Random(seedOf(20261122));

/** The text with another value in some of its double quotes. */
function varied(text: string): string {
  return text.replace(/"[^"]*"/g, (quoted) => (random.chance(0.7) ? `"${random.pick(VALUES)}"` : quoted));
}

test('texts of one shape are right or wrong alike', () => {
  const made = Array.from({ length: howMany(3_000, 30_000) }, () => hostile(random, CORPUS));
  let alike = 0;
  for (const text of [...CORPUS, ...made].flatMap((one) => [one, `rate(x{slo="a", job="b"}[5m]) + ${one}`])) {
    const other = varied(text);
    if (other === text || shapeOf(other) !== shapeOf(text)) continue;
    alike += 1;
    for (const options of OPTIONS) {
      const [one, two] = [text, other].map((each) => parsePromql(each, options).problems.map(({ code }) => code));
      expect(two, `${text}\n${other}`).toEqual(one);
    }
  }
  expect(alike).toBeGreaterThan(100);
});

test('only values that a label must equal make no difference', () => {
  expect(shapeOf('x{slo="a/b", job!="c"}')).toBe(shapeOf('x{slo="d", job!="e-f"}'));
  expect(shapeOf('x{slo=~"a"}')).not.toBe(shapeOf('x{slo=~"["}'));
  expect(shapeOf('{slo="a"}')).not.toBe(shapeOf('{slo=""}'));
  expect(shapeOf('{__name__="a"}')).not.toBe(shapeOf('{__name__="a.b"}'));
  expect(shapeOf('label_replace(x, "a", "b", "c", "d")')).not.toBe(shapeOf('label_replace(x, "a", "b", "c", "(")'));
});

test('shapes are let go when there are too many', () => {
  const shapes = new SoundShapes();
  shapes.add('first');
  for (let index = 0; index < 1000; index += 1) shapes.add(`${index}`);
  expect([shapes.has('first'), shapes.has('999')]).toEqual([false, true]);
});
