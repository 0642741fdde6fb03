import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, test } from 'vitest';
import { type Browsed, type Key, narrowed, OPENED, pressed, screenOf } from '../../../src/cli/ask/browser.ts';
import { terminalOf } from '../../../src/cli/terminal.ts';

const view: Browsed = {
  head: 'metric',
  rows: Array.from({ length: 30 }, (_, index) => `\u001b[31mmetric_${index}\u001b[39m ${index % 2 ? 'Odd' : 'even'}`),
  summary: '30 metrics.\nmore',
};
const size = { rows: 13, columns: 80 };
const seenAfter = (...keys: Key[]) => keys.reduce((browser, key) => pressed(browser, key, view, size), OPENED);
const typed = (text: string): Key[] => [...text].map((sequence) => ({ sequence, name: sequence }));

describe('narrowing a table', () => {
  test('keeps rows that hold every word, in any case, whatever their colours', () => {
    expect(narrowed(view.rows, 'odd _1')).toEqual([1, 11, 13, 15, 17, 19].map((at) => view.rows[at]));
    expect(narrowed(view.rows, '31m')).toEqual([]);
    expect(narrowed(view.rows, ' ')).toHaveLength(30);
  });

  test('types, deletes and clears', () => {
    expect(seenAfter(...typed('odd q')).filter).toBe('odd q');
    expect(seenAfter(...typed('odd'), { name: 'backspace' }).filter).toBe('od');
    expect(seenAfter(...typed('odd'), { name: 'u', ctrl: true, sequence: '\u0015' }).filter).toBe('');
    expect(seenAfter(...typed('odd'), { name: 'escape', sequence: '\u001b' })).toEqual(OPENED);
    expect(seenAfter({ name: 'tab', sequence: '\t' }, { name: 'f1', sequence: '\u001bOP' })).toEqual(OPENED);
  });

  test('moves no further than there are rows', () => {
    expect(seenAfter({ name: 'down' }, { name: 'down' }, { name: 'up' }).top).toBe(1);
    expect(seenAfter({ name: 'up' }).top).toBe(0);
    expect(seenAfter({ name: 'end' }).top).toBe(20);
    expect(seenAfter({ name: 'pagedown' }, { name: 'pagedown' }, { name: 'pagedown' }).top).toBe(20);
    expect(seenAfter({ name: 'end' }, ...typed('odd')).top).toBe(0);
  });

  test.each([
    ['q', [{ name: 'q', sequence: 'q' }], 'left'],
    ['Esc', [{ name: 'escape' }], 'left'],
    ['Enter', [...typed('odd'), { name: 'return', sequence: '\r' }], 'printed'],
    ['Ctrl+C', [{ name: 'c', ctrl: true, sequence: '\u0003' }], 'interrupted'],
  ])('%s ends it', (_, keys, state) => {
    expect(seenAfter(...keys).state).toBe(state);
  });

  test('shows what fits, and where in it one is', () => {
    const lines = screenOf(seenAfter(...typed('odd'), { name: 'down' }), view, size);
    expect(lines).toHaveLength(size.rows);
    expect(lines[1]).toBe(view.rows[3]);
    expect(lines.at(-2)).toBe('30 metrics.');
    expect(lines.at(-1)).toContain('> odd▏  15 of 30, from 2');
  });
});

describe('a terminal', () => {
  const made = (env: Record<string, string> = {}) => {
    const input = Object.assign(new PassThrough(), {
      raw: [] as boolean[],
      setRawMode(raw: boolean) {
        this.raw.push(raw);
        return this;
      },
    });
    const written: string[] = [];
    const output = { rows: 10, columns: 80, write: (text: string) => written.push(text) > 0 };
    return { input, written, terminal: terminalOf({ input: input as never, output, env }) }; // what is used of a terminal
  };
  const ended: (() => void)[] = [];
  afterEach(() => {
    for (const end of ended.splice(0)) end();
  });

  test('gives the rows that are left, and the terminal back as it was', async () => {
    const { input, terminal, written } = made();
    const left = terminal.browse(view);
    input.write('odd _29\r');
    expect(await left).toEqual([view.rows[29]]);
    expect(input.raw).toEqual([true, false]);
    expect([written[0]?.startsWith('\u001b[?1049h'), written.at(-1)?.endsWith('\u001b[?1049l')]).toEqual([true, true]);
    expect(input.listenerCount('keypress')).toBe(0);
  });

  test('can be left, and interrupted', async () => {
    for (const [keys, how] of [
      ['q', 'left'],
      ['\u0003', 'interrupted'],
    ] as const) {
      const { input, terminal } = made();
      const left = terminal.browse(view);
      input.write(keys);
      expect(await left).toBe(how);
    }
  });

  test('pages by what PAGER says, where it can be started', async () => {
    expect(await made({ PAGER: 'true', PATH: process.env['PATH'] ?? '' }).terminal.page('text')).toBe(true);
    expect(await made({ PAGER: 'no-such-pager-here' }).terminal.page('text')).toBe(false);
    expect(await made({ PAGER: '' }).terminal.page('text')).toBe(false);
    expect(await made({ PAGER: 'cat' }).terminal.page('text')).toBe(false);
  });
});
