import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as kubernetes from '../../../docs/examples/kubernetes.ts';
import * as shop from '../../../docs/examples/shop.ts';
import { resolveAll } from '../../support/estate.ts';

const page = readFileSync(new URL('../../../docs/kubernetes.md', import.meta.url), 'utf8');
const example = readFileSync(new URL('../../../docs/examples/kubernetes.ts', import.meta.url), 'utf8');
const definitions = Object.entries({ ...shop, ...kubernetes }).filter(([, one]) => typeof one === 'object' && 'kind' in one);

it('the example of docs/kubernetes.md is without errors, and stands on the page', () => {
  const { diagnostics, artifacts } = resolveAll(Object.fromEntries(definitions));
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  expect(artifacts.filter(({ server }) => server === 'kubernetes').length).toBeGreaterThan(10);
  const blocks = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, block = '']) => block.trim().split('\n'));
  expect(blocks).toHaveLength(3);
  for (const line of blocks.flat()) expect(example).toContain(line);
});
