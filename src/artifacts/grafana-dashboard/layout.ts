import type { GridPos } from './wire.ts';

export const COLUMNS = 24;
const ROW_HEIGHT = 1;

interface Sized {
  readonly width: number;
  readonly height: number;
}
interface SizedSection<P extends Sized> {
  readonly collapsed: boolean;
  readonly panels: readonly P[];
}
export interface PlacedSection<P> {
  readonly row: GridPos;
  readonly panels: readonly { readonly panel: P; readonly at: GridPos }[];
}

/** Panels from left to right below the row of their section; a panel that does not fit begins a new line. */
export function layout<P extends Sized, S extends SizedSection<P>>(
  sections: readonly S[],
): readonly (PlacedSection<P> & { section: S })[] {
  let y = 0;
  return sections.map((section) => {
    const row = { h: ROW_HEIGHT, w: COLUMNS, x: 0, y };
    const { panels, end } = flow(section.panels, y + ROW_HEIGHT);
    y = section.collapsed ? y + ROW_HEIGHT : end; // a closed row takes no room for what it hides
    return { section, row, panels };
  });
}

function flow<P extends Sized>(panels: readonly P[], top: number) {
  let [x, y, end] = [0, top, top];
  const placed = panels.map((panel) => {
    const w = Math.min(Math.max(panel.width, 1), COLUMNS);
    if (x + w > COLUMNS) [x, y] = [0, end];
    const at = { h: Math.max(panel.height, 1), w, x, y };
    x += w;
    end = Math.max(end, y + at.h);
    return { panel, at };
  });
  return { panels: placed, end };
}
