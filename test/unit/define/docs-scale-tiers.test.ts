import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as tiers from '../../../docs/examples/scale-tiers.ts';
import * as shop from '../../../docs/examples/shop.ts';
import { resolveAll } from '../../support/estate.ts';

const page = readFileSync(new URL('../../../docs/scale-tiers.md', import.meta.url), 'utf8');
const example = readFileSync(new URL('../../../docs/examples/scale-tiers.ts', import.meta.url), 'utf8');
const definitions = Object.entries({ ...shop, ...tiers }).filter(([, one]) => typeof one === 'object' && 'kind' in one);

it('the example of docs/scale-tiers.md is without errors, stands on the page, and writes the files the page names', () => {
  const { diagnostics, artifacts } = resolveAll(Object.fromEntries(definitions));
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  const paths = new Set(artifacts.map(({ environment, path }) => `${environment}/${path}`));
  for (const path of ['eu/collector/agent.yaml', 'eu/collector/gateway.yaml', 'eu/loki/runtime.yaml', 'eu/tempo/overrides.yaml'])
    expect(paths).toContain(path);
  expect(paths).toContain('us/prometheus/prometheus-shard-1-replica-0.yml');
  const blocks = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, block = '']) => block.trim().split('\n'));
  expect(blocks).toHaveLength(1);
  for (const line of blocks.flat()) expect(example).toContain(line.trim());
});
