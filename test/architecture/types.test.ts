import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { explanations } from '../../src/check/explain/explanations.ts';
import { rightExamples } from '../support/examples/right-examples.ts';
import { COMPILERS, complaintsOf } from './node-tool.ts';
import { ROOT, textOf } from './repository.ts';

/** Below the checkout, where `signalbox` is found; kept, so that a second run compares with the first. */
const FOLDER = '.signalbox/types';
const EXAMPLES = `${FOLDER}/right.ts`;

beforeAll(() => {
  mkdirSync(join(ROOT, FOLDER), { recursive: true });
  writeFileSync(join(ROOT, EXAMPLES), rightExamples(explanations.values(), '../../docs/examples/shop.ts'));
});

describe.each(COMPILERS)('to $name', (compiler) => {
  /** Of the whole checkout and of the examples, read once. */
  let complaints: readonly string[];

  beforeAll(async () => {
    const config = join(FOLDER, `${compiler.name}.json`);
    writeFileSync(join(ROOT, config), JSON.stringify(project(compiler.name)));
    complaints = await complaintsOf(compiler, config);
  });

  test('types hold, also in test/types, where every `@ts-expect-error` is a promise', () => {
    expect(complaints.filter((one) => !one.startsWith(EXAMPLES))).toEqual([]);
  });

  test('every right example compiles, as an author would write it', () => {
    expect(complaints.filter((one) => one.startsWith(EXAMPLES))).toEqual([]);
  });
});

/** The project of the checkout, and the examples. */
function project(compiler: string): object {
  const { include, exclude } = JSON.parse(textOf('tsconfig.json')) as Record<'include' | 'exclude', readonly string[]>; // ours
  const fromHere = (paths: readonly string[]) => paths.map((path) => `../../${path}`);
  return {
    extends: '../../tsconfig.json',
    compilerOptions: { tsBuildInfoFile: `./${compiler}.tsbuildinfo` },
    include: ['right.ts', ...fromHere(include)],
    exclude: fromHere(exclude),
  };
}
