import { expect, test } from 'vitest';
import * as dashboards from '../../../docs/examples/dashboards.ts';
import * as shop from '../../../docs/examples/shop.ts';
import { compileModule } from '../../../src/program.ts';

test('the boards of the documentation compile, and no check has anything to say', () => {
  const { artifacts, diagnostics } = compileModule({ ...shop, dashboards }, '2026-11-21');
  expect(diagnostics.map(({ code, at, message }) => `${code} ${at} ${message}`)).toEqual([]);
  const boards = artifacts.filter(({ kind }) => kind === 'grafana-dashboard').map(({ path }) => path);
  expect(boards).toEqual(
    expect.arrayContaining(['traffic', 'evidence'].map((name) => `grafana/dashboards/shop/checkout_${name}.json`)),
  );
});
