import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import * as definitions from '../../definitions/index.ts';
import type { Artifact } from '../../src/artifacts/kind.ts';
import { type Built, build, compareGenerated, compileModule } from '../../src/program.ts';
import { howMany } from '../support/how-many.ts';
import { ROOT } from './repository.ts';

const TODAY = '2026-11-21';
const BARE = howMany(1, 0) > 0;
let built: Built;

beforeAll(async () => {
  built = await build(ROOT, TODAY);
});

test('the committed definitions have no mistakes', () => {
  expect(built.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('generated/ is what the definitions say', async () => {
  const files = await compareGenerated(ROOT, built.artifacts);
  expect(files.length).toBeGreaterThan(10);
  expect(files.filter(({ state }) => state !== 'same')).toEqual([]);
});

/** On a bare machine the next test is the second run. */
test.skipIf(BARE)('two runs give the same bytes', async () => {
  expect(bytes((await build(ROOT, TODAY)).artifacts)).toEqual(bytes(built.artifacts));
});

test('the order of exports does not matter: shuffled definitions give the same bytes', () => {
  const wanted = bytes(built.artifacts);
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
      expect(bytes(compileModule(shuffled(definitions, numbers) as object, TODAY).artifacts)).toEqual(wanted);
    }),
    { numRuns: howMany(1, 10) },
  );
});

function bytes(artifacts: readonly Artifact[]): Record<string, string> {
  return Object.fromEntries(artifacts.map(({ environment, path, text }) => [`${environment}/${path}`, text]));
}

/** The same namespaces with their keys in another order; definitions themselves, which have a `kind`, stay what they are. */
function shuffled(value: unknown, numbers: Iterator<number>): unknown {
  if (typeof value !== 'object' || value === null || 'kind' in value || Array.isArray(value)) return value;
  const keyed = Object.entries(value).map((entry) => ({ entry, rank: numbers.next().value as number })); // the stream never ends
  const sorted = keyed.sort((a, b) => a.rank - b.rank).map(({ entry: [key, inner] }) => [key, shuffled(inner, numbers)]);
  return Object.fromEntries(sorted);
}
