import fc from 'fast-check';
import { expect, test } from 'vitest';
import { COLUMNS, layout } from '../../../../src/artifacts/grafana-dashboard/layout.ts';
import type { GridPos } from '../../../../src/artifacts/grafana-dashboard/wire.ts';

const box = (width: number, height: number, at?: { x: number; y: number }) => ({ width, height, frame: { at } });
const sized = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 20 }))
  .map(([width, height]) => box(width, height));
const titled = fc.record({ title: fc.constant('Title'), collapsed: fc.boolean(), panels: fc.array(sized, { maxLength: 12 }) });
const untitled = titled.map((section) => ({ ...section, title: '', collapsed: false }));
const sections = fc
  .tuple(fc.option(untitled, { nil: undefined }), fc.array(titled, { maxLength: 6 }))
  .map(([first, rest]) => (first ? [first, ...rest] : rest));

function overlap(a: GridPos, b: GridPos): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

test('no panel leaves the grid, none covers another, and order is reading order', () => {
  fc.assert(
    fc.property(sections, (given) => {
      const placed = layout(given);
      const shown = placed.flatMap(({ section, row, panels }) => [
        ...(row ? [row] : []),
        ...(section.collapsed ? [] : panels.map(({ at }) => at)),
      ]);
      for (const at of placed.flatMap(({ row, panels }) => [...(row ? [row] : []), ...panels.map((one) => one.at)])) {
        expect(at.x).toBeGreaterThanOrEqual(0);
        expect(at.x + at.w).toBeLessThanOrEqual(COLUMNS);
        expect(Math.min(at.w, at.h)).toBeGreaterThanOrEqual(1);
      }
      for (const [index, a] of shown.entries()) {
        for (const b of shown.slice(index + 1)) {
          expect(overlap(a, b)).toBe(false);
          expect(a.y < b.y || (a.y === b.y && a.x < b.x)).toBe(true);
        }
      }
    }),
  );
});

test('three panels of ten columns take two lines', () => {
  const ten = box(10, 8);
  const [section] = layout([{ title: 'Title', collapsed: false, panels: [ten, ten, ten] }]);
  expect(section?.panels.map(({ at }) => at)).toEqual([
    { h: 8, w: 10, x: 0, y: 1 },
    { h: 8, w: 10, x: 10, y: 1 },
    { h: 8, w: 10, x: 0, y: 9 },
  ]);
});

test('a line is as high as its highest panel', () => {
  const [section] = layout([
    {
      title: 'Title',
      collapsed: false,
      panels: [box(12, 4), box(12, 9), box(24, 3)],
    },
  ]);
  expect(section?.panels.map(({ at }) => at.y)).toEqual([1, 1, 10]);
});

test('what follows a closed row stands right below it', () => {
  const panels = [box(24, 8)];
  const placed = layout([
    { title: 'A', collapsed: true, panels },
    { title: 'B', collapsed: false, panels },
  ]);
  expect(placed.map(({ row }) => row?.y)).toEqual([0, 1]);
  expect(placed.map((one) => one.panels[0]?.at.y)).toEqual([1, 2]);
});

test('a panel stands where its author put it, and the flow goes on below', () => {
  const [section] = layout([{ title: '', collapsed: false, panels: [box(12, 8, { x: 12, y: 0 }), box(6, 4), box(6, 4)] }]);
  expect(section?.panels.map(({ at }) => [at.x, at.y])).toEqual([
    [12, 0],
    [0, 8],
    [6, 8],
  ]);
});
