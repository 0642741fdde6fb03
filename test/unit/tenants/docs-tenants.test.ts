import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as shop from '../../../docs/examples/shop.ts';
import * as tenants from '../../../docs/examples/tenants.ts';
import { compileModule } from '../../../src/program.ts';

const read = (path: string) => readFileSync(new URL(`../../../docs/${path}`, import.meta.url), 'utf8');
const own = Object.entries({ ...shop, ...tenants }).filter(([, one]) => typeof one === 'object' && 'kind' in one);

it('the example of docs/tenants.md is without errors, stands on the page, and writes the files the page names', () => {
  const definitions = Object.fromEntries(
    own.filter(([, one]) => (one as { kind: string }).kind !== 'environment' || one === tenants.production),
  );
  const { artifacts, diagnostics } = compileModule(definitions, '2026-11-22');
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  const paths = artifacts.map(({ environment, path }) => `${environment}/${path}`);
  for (const path of ['mimir/runtime.yaml', 'loki/runtime.yaml', 'tempo/overrides.yaml', 'collector/config.yaml'])
    expect(paths).toContain(`production/${path}`);
  for (const path of ['alertmanager/alertmanager.yml', 'grafana/datasources/loki.json', 'inventory.md'])
    expect(paths).toContain(`production-bank/${path}`);
  const blocks = [...read('tenants.md').matchAll(/```ts\n([\s\S]*?)```/g)].map(([, block = '']) => block.trim().split('\n'));
  expect(blocks).toHaveLength(2);
  for (const line of blocks.flat()) expect(read('examples/tenants.ts')).toContain(line.trim());
});
