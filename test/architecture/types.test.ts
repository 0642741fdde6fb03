import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { explanations } from '../../src/check/explain/explanations.ts';
import { rightExamples } from '../support/examples/right-examples.ts';
import { nodeTool } from './node-tool.ts';
import { ROOT, textOf } from './repository.ts';

/** Below the checkout, where `signalbox` is found; kept, so that a second run compares with the first. */
const FOLDER = '.signalbox/types';
const EXAMPLES = `${FOLDER}/right.ts`;

/** What the compiler says of the whole checkout and of the examples, read once: a complaint with the lines that belong to it. */
let complaints: readonly string[];

beforeAll(async () => {
  mkdirSync(join(ROOT, FOLDER), { recursive: true });
  writeFileSync(join(ROOT, EXAMPLES), rightExamples(explanations.values(), '../../docs/examples/shop.ts'));
  writeFileSync(join(ROOT, FOLDER, 'tsconfig.json'), JSON.stringify(project()));
  complaints = (await nodeTool('typescript/bin/tsc', '-p', FOLDER, '--pretty', 'false')).split(/\n(?!\s)/).filter(Boolean);
});

test('types hold, also in test/types, where every `@ts-expect-error` is a promise', () => {
  expect(complaints.filter((one) => !one.startsWith(EXAMPLES))).toEqual([]);
});

test('every right example compiles, as an author would write it', () => {
  expect(complaints.filter((one) => one.startsWith(EXAMPLES))).toEqual([]);
});

/** The project of the checkout, and the examples. */
function project(): object {
  const { include, exclude } = JSON.parse(textOf('tsconfig.json')) as Record<'include' | 'exclude', readonly string[]>; // ours
  const fromHere = (paths: readonly string[]) => paths.map((path) => `../../${path}`);
  return {
    extends: '../../tsconfig.json',
    compilerOptions: { tsBuildInfoFile: './tsbuildinfo.json' },
    include: ['right.ts', ...fromHere(include)],
    exclude: fromHere(exclude),
  };
}
