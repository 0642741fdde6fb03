import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { comparableDashboard } from '../../../../../src/artifacts/grafana-dashboard/comparable.ts';
import { dashboardWire } from '../../../../../src/artifacts/grafana-dashboard/compile.ts';
import type { DashboardWire } from '../../../../../src/artifacts/grafana-dashboard/wire.ts';
import { v2Spec } from '../../../../../src/artifacts/grafana-dashboard-v2/spec.ts';
import { resolveDashboards } from '../../../../../src/define/dashboard-resolve.ts';
import { derivedWith, lookup } from '../../../panels/phoenix.ts';
import { testContext } from '../../../panels/query-context.ts';
import { alike } from './alike.ts';
import { again } from './boards.ts';

const FOLDER = new URL('../../../../fixtures/grafana/conversions/', import.meta.url);

const compiled = Object.entries(again).map(([name, authored]) => {
  const [board] = resolveDashboards([authored], testContext(), lookup).value;
  return [name, dashboardWire(board!, derivedWith([board!]))] as const;
});

test.each(compiled)('%s comes out as Grafana has it', (name, ours) => {
  const { written, classic, v2beta1 } = JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8'));
  const theirs = { ...classic, refresh: classic.refresh ?? '', panels: written.panels } as DashboardWire;
  const [a, b] = [alike(ours, theirs), alike(theirs, theirs)];
  expect(comparableDashboard(a)).toEqual(comparableDashboard(b));
  expect(v2Spec(a)).toEqual(v2Spec(b));
  expect(v2Spec(theirs)).toEqual(v2beta1);
});
