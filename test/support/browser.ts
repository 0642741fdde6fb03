/** A real browser for tests of the preview, where there is one. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type BrowserPage, findChromium, openPage } from '../../src/tools/chromium.ts';

export const chromium = await findChromium({ env: process.env });

export function browserAt(file: string, hash: string, size = { width: 1500, height: 1200 }): Promise<BrowserPage> {
  if (chromium === undefined) throw new Error('there is no Chromium: the suite should have been skipped');
  return openPage(chromium, `file://${file}#${hash}`, { ...size, sandbox: process.getuid?.() !== 0 });
}

/** Keys as a person presses them. */
export async function press(page: BrowserPage, ...keys: readonly string[]): Promise<void> {
  const codes: Readonly<Record<string, number>> = { Enter: 13, Escape: 27, Tab: 9, ArrowUp: 38, ArrowDown: 40 };
  for (const key of keys) {
    const text = key === 'Enter' ? '\r' : key.length === 1 ? key : undefined;
    const windowsVirtualKeyCode = codes[key] ?? key.toUpperCase().charCodeAt(0);
    await page.send('Input.dispatchKeyEvent', {
      type: text === undefined ? 'rawKeyDown' : 'keyDown',
      key,
      code: key,
      text,
      windowsVirtualKeyCode,
    });
    await page.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code: key, windowsVirtualKeyCode });
  }
}

export async function chartFiles(): Promise<{ script: string; style: string }> {
  const dist = join(dirname(createRequire(import.meta.url).resolve('uplot/package.json')), 'dist');
  const [script, style] = await Promise.all(
    ['uPlot.iife.min.js', 'uPlot.min.css'].map((name) => readFile(join(dist, name), 'utf8')),
  );
  return { script: script ?? '', style: style ?? '' };
}
