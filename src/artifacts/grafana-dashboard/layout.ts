import type { GridPos } from './wire.ts';

export const COLUMNS = 24;
const ROW_HEIGHT = 1;

interface Sized {
  readonly width: number;
  readonly height: number;
  readonly frame: { readonly at: { readonly x: number; readonly y: number } | undefined };
}
interface SizedSection<P extends Sized> {
  readonly title: string;
  readonly collapsed: boolean;
  readonly panels: readonly P[];
}
export interface PlacedSection<P> {
  /** Of the heading; a section without a title has none. */
  readonly row: GridPos | undefined;
  readonly panels: readonly { readonly panel: P; readonly at: GridPos }[];
}

/** Panels from left to right below the row of their section; one that does not fit begins a new line, as does what follows one with a place of its own. */
export function layout<P extends Sized, S extends SizedSection<P>>(
  sections: readonly S[],
): readonly (PlacedSection<P> & { section: S })[] {
  let y = 0;
  return sections.map((section) => {
    const row = section.title === '' ? undefined : { h: ROW_HEIGHT, w: COLUMNS, x: 0, y };
    const { panels, end } = flow(section.panels, y + (row?.h ?? 0));
    y = section.collapsed ? y + ROW_HEIGHT : end; // a closed row takes no room for what it hides
    return { section, row, panels };
  });
}

function flow<P extends Sized>(panels: readonly P[], top: number) {
  let [x, y, end] = [0, top, top];
  const placed = panels.map((panel) => {
    const w = Math.min(Math.max(panel.width, 1), COLUMNS);
    const h = Math.max(panel.height, 1);
    const own = panel.frame.at;
    if (!own && x + w > COLUMNS) [x, y] = [0, end];
    const at = own ? { h, w, x: own.x, y: top + own.y } : { h, w, x, y };
    end = Math.max(end, at.y + h);
    [x, y] = own ? [0, end] : [x + w, y];
    return { panel, at };
  });
  return { panels: placed, end };
}
