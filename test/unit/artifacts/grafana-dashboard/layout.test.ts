import fc from 'fast-check';
import { expect, test } from 'vitest';
import { COLUMNS, layout } from '../../../../src/artifacts/grafana-dashboard/layout.ts';
import type { GridPos } from '../../../../src/artifacts/grafana-dashboard/wire.ts';

const sized = fc.record({ width: fc.integer({ min: 0, max: 40 }), height: fc.integer({ min: 0, max: 20 }) });
const sections = fc.array(fc.record({ collapsed: fc.boolean(), panels: fc.array(sized, { maxLength: 12 }) }), { maxLength: 6 });

function overlap(a: GridPos, b: GridPos): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

test('no panel leaves the grid, none covers another, and order is reading order', () => {
  fc.assert(
    fc.property(sections, (given) => {
      const placed = layout(given);
      const shown = placed.flatMap(({ section, row, panels }) => [row, ...(section.collapsed ? [] : panels.map(({ at }) => at))]);
      for (const at of placed.flatMap(({ row, panels }) => [row, ...panels.map((one) => one.at)])) {
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
  const ten = { width: 10, height: 8 };
  const [section] = layout([{ collapsed: false, panels: [ten, ten, ten] }]);
  expect(section?.panels.map(({ at }) => at)).toEqual([
    { h: 8, w: 10, x: 0, y: 1 },
    { h: 8, w: 10, x: 10, y: 1 },
    { h: 8, w: 10, x: 0, y: 9 },
  ]);
});

test('a line is as high as its highest panel', () => {
  const [section] = layout([
    {
      collapsed: false,
      panels: [
        { width: 12, height: 4 },
        { width: 12, height: 9 },
        { width: 24, height: 3 },
      ],
    },
  ]);
  expect(section?.panels.map(({ at }) => at.y)).toEqual([1, 1, 10]);
});

test('what follows a closed row stands right below it', () => {
  const panels = [{ width: 24, height: 8 }];
  const placed = layout([
    { collapsed: true, panels },
    { collapsed: false, panels },
  ]);
  expect(placed.map(({ row }) => row.y)).toEqual([0, 1]);
  expect(placed.map((one) => one.panels[0]?.at.y)).toEqual([1, 2]);
});
