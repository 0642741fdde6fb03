import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { DashboardWire } from '../../../../src/artifacts/grafana-dashboard/wire.ts';
import { v2Spec } from '../../../../src/artifacts/grafana-dashboard-v2/spec.ts';

const FOLDER = new URL('../../../fixtures/grafana/conversions/', import.meta.url);

// What Grafana 12.4 answered as v2beta1 for boards that were stored as classic: our second form must say the same of the same board.
test.each(readdirSync(FOLDER))('%s', (file) => {
  const { written, classic, v2beta1 } = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as {
    written: DashboardWire;
    classic: DashboardWire;
    v2beta1: Record<string, unknown>;
  };
  // as the server had it: read back as classic, nulls and empty texts are left out
  expect(v2Spec({ ...classic, refresh: classic.refresh ?? '', panels: written.panels })).toEqual(v2beta1);
});
