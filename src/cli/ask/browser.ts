import { stripVTControlCharacters } from 'node:util';

/** Where somebody is in a table that is narrowed by typing. */
export interface Browser {
  /** Words that a row must hold, all of them, in any case. */
  readonly filter: string;
  /** The first row in sight, of those that are left. */
  readonly top: number;
  readonly state: 'open' | 'printed' | 'left' | 'interrupted';
}

export interface Key {
  readonly name?: string | undefined;
  readonly sequence?: string | undefined;
  readonly ctrl?: boolean | undefined;
  readonly meta?: boolean | undefined;
}

export interface Browsed {
  readonly head: string;
  /** As they are printed, with their colours. */
  readonly rows: readonly string[];
  readonly summary: string;
}

export interface Size {
  readonly rows: number;
  readonly columns: number;
}

export const OPENED: Browser = { filter: '', top: 0, state: 'open' };
/** Head, summary and prompt. */
const AROUND = 3;

/** The rows that hold every word that was typed. */
export function narrowed(rows: readonly string[], filter: string): readonly string[] {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return rows.filter((row) => {
    const text = stripVTControlCharacters(row).toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** What one key makes of it. `q` leaves where nothing is typed, and is a letter of the filter else. */
export function pressed(browser: Browser, key: Key, { rows }: Browsed, size: Size): Browser {
  const { filter } = browser;
  if (key.ctrl && key.name === 'c') return { ...browser, state: 'interrupted' };
  if (key.name === 'return' || key.name === 'enter') return { ...browser, state: 'printed' };
  if (key.name === 'escape') return filter === '' ? { ...browser, state: 'left' } : { ...browser, filter: '', top: 0 };
  if (key.name === 'q' && filter === '' && !key.ctrl) return { ...browser, state: 'left' };
  if (key.name === 'backspace') return { ...browser, filter: [...filter].slice(0, -1).join(''), top: 0 };
  if (key.ctrl && key.name === 'u') return { ...browser, filter: '', top: 0 };
  const moved = movedTo(browser.top, key.name, { page: pageOf(size), count: narrowed(rows, filter).length });
  if (moved !== undefined) return { ...browser, top: moved };
  const typed = key.sequence ?? '';
  const isText = !key.ctrl && !key.meta && /^[^\p{Cc}]+$/u.test(typed);
  return isText ? { ...browser, filter: filter + typed, top: 0 } : browser;
}

function movedTo(
  top: number,
  name: string | undefined,
  { count, page }: { readonly page: number; readonly count: number },
): number | undefined {
  const last = Math.max(0, count - page);
  const to = { up: top - 1, down: top + 1, pageup: top - page, pagedown: top + page, home: 0, end: last }[name ?? ''];
  return to === undefined ? undefined : Math.min(last, Math.max(0, to));
}

function pageOf({ rows }: Size): number {
  return Math.max(1, rows - AROUND);
}

/** What is on the screen, line by line. */
export function screenOf({ filter, top }: Browser, { head, rows, summary }: Browsed, size: Size): readonly string[] {
  const left = narrowed(rows, filter);
  const shown = left.slice(top, top + pageOf(size));
  const where = `${left.length} of ${rows.length}${left.length > shown.length ? `, from ${top + 1}` : ''}`;
  const prompt = `> ${filter}▏  ${where} · type to narrow, ↑↓ to move, Enter prints, ${filter === '' ? 'q' : 'Esc'} leaves`;
  return [head, ...shown, (summary.split('\n')[0] ?? '').trimEnd(), prompt];
}
