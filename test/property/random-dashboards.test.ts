import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dashboardWire } from '../../src/artifacts/grafana-dashboard/compile.ts';
import type { DashboardWire, GridPos } from '../../src/artifacts/grafana-dashboard/wire.ts';
import { isPlaced } from '../../src/artifacts/grafana-dashboard-v2/layout.ts';
import { v2Spec } from '../../src/artifacts/grafana-dashboard-v2/spec.ts';
import { promql } from '../../src/authored/query.ts';
import { type AuthoredSection, dashboard, section } from '../../src/define/dashboard.ts';
import { resolveDashboards } from '../../src/define/dashboard-resolve.ts';
import { type AuthoredVariable, choices, intervals, labelValues, textbox } from '../../src/define/dashboard-variables.ts';
import { canonicalJson } from '../../src/kernel/canonical.ts';
import { rowKey } from '../../src/panels/identity.ts';
import type { AuthoredPanel } from '../../src/panels/kind.ts';
import { panel } from '../../src/panels/kinds.ts';
import { parsePromql } from '../../src/query/promql/parse.ts';
import { hasV2Schema, v2Validator } from '../support/grafana-v2-schema.ts';
import { howMany } from '../support/how-many.ts';
import { panelExamples } from '../unit/panels/examples.ts';
import { derivedWith, lookup, requests } from '../unit/panels/phoenix.ts';
import { testContext } from '../unit/panels/query-context.ts';

const COUNT = Number(process.env['SIGNALBOX_COUNT'] ?? howMany(150, 2000));
const SEED = Number(process.env['SIGNALBOX_SEED'] ?? 7);

/** A board before it is compiled; `open` stands above the first heading. */
interface Plan {
  readonly variables: readonly AuthoredVariable[];
  readonly open: readonly AuthoredPanel[];
  readonly sections: readonly AuthoredSection[];
}

const variables: readonly AuthoredVariable[] = [
  labelValues({ of: requests, label: 'route', multi: true }),
  choices({ name: 'pool', values: ['a', 'b'], all: true }),
  intervals({ name: 'window', values: ['5m', '1h'] }),
  textbox({ name: 'find' }),
];
const uses = (variable: AuthoredVariable) =>
  panel.timeseries({ title: `By ${variable.name}`, show: promql`sum(rate(${requests.where({ route: variable })}[5m]))` });

const title = fc.stringMatching(/^[A-Za-zäß][A-Za-z0-9äß %().:-]{0,20}$/);
const size = fc.record({ width: fc.integer({ min: 1, max: 30 }), height: fc.integer({ min: 1, max: 20 }) });
const anyPanel = fc
  .tuple(fc.constantFrom(...Object.values(panelExamples).flat()), title, size)
  .map(([of, name, box]): AuthoredPanel => ({ ...of, options: { ...of.options, ...box, title: name } }));
const panels = fc.uniqueArray(anyPanel, { maxLength: 8, selector: ({ options }) => rowKey(options.title) });
const anySection = fc
  .record({ title, panels, collapsed: fc.boolean(), repeat: fc.constantFrom(undefined, ...variables.slice(0, 2)) })
  .map(({ repeat, ...rest }) => section(repeat ? { ...rest, repeat } : rest));
const plans: fc.Arbitrary<Plan> = fc.record({
  variables: fc.constant(variables),
  open: panels.map((some) => [...some, ...variables.map(uses)]),
  sections: fc.uniqueArray(anySection, { maxLength: 5, selector: (one) => rowKey(one.title) }),
});

function compile({ open, ...plan }: Plan): DashboardWire {
  const authored = dashboard({ name: 'random', title: 'Random', panels: open, ...plan });
  const { value, diagnostics } = resolveDashboards([authored], testContext(), lookup);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const [board] = value;
  return dashboardWire(board!, derivedWith([board!]));
}

function everything({ panels: all }: DashboardWire) {
  return all.flatMap((one) => (isPlaced(one) ? [one] : [one, ...one.panels]));
}

/** By title and section: where an id stood before and after. */
function idsOf({ panels: all }: DashboardWire): ReadonlyMap<string, number> {
  let heading = '';
  const ids = new Map<string, number>();
  for (const one of all) {
    if (!isPlaced(one)) heading = one.title;
    ids.set(isPlaced(one) ? `${heading}/${one.title}` : heading, one.id);
    for (const inner of isPlaced(one) ? [] : one.panels) ids.set(`${heading}/${inner.title}`, inner.id);
  }
  return ids;
}

function covers(a: GridPos, b: GridPos): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

function overlapsIn({ panels: all }: DashboardWire): readonly GridPos[] {
  const bands = [all, ...all.flatMap((one) => (isPlaced(one) ? [] : [one.panels]))].map((band) =>
    band.map(({ gridPos }) => gridPos),
  );
  const outside = bands.flat().filter(({ x, w }) => x < 0 || w < 1 || x + w > 24);
  return [...outside, ...bands.flatMap((band) => band.filter((a, index) => band.slice(index + 1).some((b) => covers(a, b))))];
}

function unreadable(board: DashboardWire): readonly string[] {
  const targets = everything(board).flatMap((one) => ('targets' in one ? (one.targets ?? []) : []));
  const asked = targets.filter(({ datasource }) => datasource.type === 'prometheus').map(({ expr }) => String(expr));
  return asked.filter((expr) => parsePromql(expr, { grafana: true }).problems.length > 0);
}

/** Ids that changed although only something else was put in or moved. */
function movedIds(before: ReadonlyMap<string, number>, after: DashboardWire): readonly string[] {
  const ids = idsOf(after);
  return [...before].flatMap(([key, id]) => (ids.get(key) === id ? [] : [key]));
}

function unplaced(spec: { readonly elements?: object }): readonly string[] {
  const placed = [...JSON.stringify(spec).matchAll(/"kind":"ElementReference","name":"([^"]+)"/g)].map(([, name = '']) => name);
  const names = Object.keys(spec.elements ?? {});
  return [...placed.filter((name, index) => placed.indexOf(name) !== index), ...names.filter((name) => !placed.includes(name))];
}

const validate = hasV2Schema ? v2Validator() : () => [];

test('random boards: tidy, with lasting ids, readable queries, known variables, the same bytes, and right in both schemas', () => {
  const property = fc.property(plans, anyPanel, (plan, extra) => {
    const board = compile(plan);
    const ids = everything(board).map(({ id }) => id);
    const put = { ...extra, options: { ...extra.options, title: 'Put in between' } };
    const sections = plan.sections.toReversed().map((one) => ({ ...one, panels: one.panels.toReversed() }));
    const moved = compile({ ...plan, open: [put, ...plan.open].toReversed(), sections });
    const spec = v2Spec(board);
    expect({
      overlaps: overlapsIn(board),
      shared: ids.filter((id, index) => ids.indexOf(id) !== index),
      moved: movedIds(idsOf(board), moved),
      unreadable: unreadable(board),
      unplaced: unplaced(spec),
      refused: validate(spec),
    }).toEqual({ overlaps: [], shared: [], moved: [], unreadable: [], unplaced: [], refused: [] });
    expect(canonicalJson(compile(plan)) === canonicalJson(board)).toBe(true);
  });
  fc.assert(property, { numRuns: COUNT, seed: SEED });
});
