import { compact } from '../../kernel/canonical.ts';
import type { GridPos, PlacedWire, RowWire } from '../grafana-dashboard/wire.ts';
import { elementKey } from './panel.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A row, and the panels that stand in it; those above the first row have none. */
interface Band {
  readonly row: RowWire | undefined;
  readonly panels: PlacedWire[];
}

/** A grid where no row is, else rows with a grid each, whose panels count from the top of their row. */
export function layoutOf(panels: readonly (PlacedWire | RowWire)[]): Fields {
  const bands = bandsOf(panels);
  if (bands.every(({ row }) => row === undefined)) return grid(panels.filter(isPlaced), 0);
  return { kind: 'RowsLayout', spec: { rows: bands.map(rowOf) } };
}

export function isPlaced(one: PlacedWire | RowWire): one is PlacedWire {
  return !('type' in one) || one.type !== 'row';
}

function bandsOf(panels: readonly (PlacedWire | RowWire)[]): readonly Band[] {
  const bands: Band[] = [];
  for (const one of panels) {
    if (!isPlaced(one)) bands.push({ row: one, panels: [...one.panels] });
    else if (bands.length === 0) bands.push({ row: undefined, panels: [one] });
    else bands.at(-1)?.panels.push(one);
  }
  return bands;
}

/** Panels above the first row stand in one whose heading is hidden. */
function rowOf({ row, panels }: Band): Fields {
  if (!row) return { kind: 'RowsLayoutRow', spec: { title: '', collapse: false, hideHeader: true, layout: grid(panels, 0) } };
  const { title, collapsed, repeat, gridPos } = row;
  return {
    kind: 'RowsLayoutRow',
    spec: compact({
      title,
      collapse: collapsed,
      repeat: repeat === undefined ? undefined : { mode: 'variable', value: repeat },
      layout: grid(panels, gridPos.y + gridPos.h),
    }),
  };
}

function grid(panels: readonly PlacedWire[], top: number): Fields {
  return { kind: 'GridLayout', spec: { items: panels.map((panel) => gridItem(panel, panel.gridPos, top)) } };
}

function gridItem(panel: PlacedWire, { x, y, w, h }: GridPos, top: number): Fields {
  const element = { kind: 'ElementReference', name: elementKey(panel) };
  const spec = { x, y: y - top, width: w, height: h, element, repeat: repeatOf(panel) };
  return { kind: 'GridLayoutItem', spec: compact(spec) };
}

function repeatOf(panel: PlacedWire): Fields | undefined {
  if (!('repeat' in panel) || panel.repeat === undefined) return undefined;
  const { repeat, repeatDirection, maxPerRow } = panel;
  return compact({ mode: 'variable', value: repeat, direction: repeatDirection, maxPerRow });
}
