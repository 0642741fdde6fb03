import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { explanations } from '../../../src/check/explain/explanations.ts';
import { checksPage } from '../../support/examples/checks-page.ts';
import { runExample } from '../../support/examples/run-example.ts';
import { howMany } from '../../support/how-many.ts';

/** Examples that are commands and not definitions, and the test that shows the code instead. */
const SESSIONS: Readonly<Record<string, string>> = {
  'load/no-definitions': 'load-codes.test.ts',
  'promql/too-deep': 'too-deep.test.ts',
  'tool/broken': 'tools.test.ts',
  'tool/missing': 'tools.test.ts',
  'tool/rejected': 'tools.test.ts',
};

const all = [...explanations.values()];
const definitions = all.filter(({ example }) => example !== 'session');

test('the shop by itself has no findings', async () => {
  expect(await runExample('')).toEqual([]);
});

describe('the bad example of a check raises it, and the good one is right:', () => {
  it.each(definitions)('$code', async ({ code, severity, bad }) => {
    const found = (await runExample(bad)).filter((one) => one.code === code);
    expect(found.map((one) => one.severity)).toContain(severity);
  });

  const rightOnes = definitions.filter((_, index) => index % howMany(6, 1) === 0);
  it.each(rightOnes)('not $code', async ({ code, good }) => {
    const left = (await runExample(good)).filter((one) => one.code === code || one.severity === 'error');
    expect(left.map(({ code: seen, message }) => `${seen}: ${message}`)).toEqual([]);
  });
});

test('an example that is a session is shown by another test', () => {
  const sessions = all.filter(({ example }) => example === 'session').map(({ code }) => code);
  expect(sessions.sort()).toEqual(Object.keys(SESSIONS).sort());
  for (const [code, file] of Object.entries(SESSIONS))
    expect(readFileSync(join(import.meta.dirname, file), 'utf8')).toContain(`'${code}'`);
});

test('docs/checks.md is what the checks say and print: `npm run docs` writes it', async () => {
  await expect(await checksPage(all)).toMatchFileSnapshot('../../../docs/checks.md');
});
