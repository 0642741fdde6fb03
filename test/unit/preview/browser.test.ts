import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Dashboard } from '../../../src/model/dashboard.ts';
import { build, previewPage } from '../../../src/program.ts';

const run = promisify(execFile);
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const browser = BROWSERS.find((path) => existsSync(path));
const ROOT = join(import.meta.dirname, '../../..');
const FLAGS = ['--headless=new', '--no-sandbox', '--disable-gpu', '--window-size=1500,1200', '--virtual-time-budget=4000'];

/** Said by the page once it has drawn: what overlaps, and what is empty. */
const LOOK = `<script>setTimeout(() => {
  const cards = [...document.querySelectorAll('#board .panel')].map((e) => [e.querySelector('h4').textContent, e.getBoundingClientRect(), e]);
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const overlaps = cards.flatMap(([n, a], i) => cards.slice(i + 1).filter(([, b]) => meet(a, b)).map(([m]) => n + ' / ' + m));
  const empty = cards.filter(([, , e]) => e.children.length < 2 || (e.children[1].textContent === '' && e.children[1].children.length === 0)).map(([n]) => n);
  document.body.setAttribute('data-seen', JSON.stringify({ cards: cards.length, charts: document.querySelectorAll('#board canvas').length, overlaps, empty }));
}, 800)</script></body>`;

interface Seen {
  readonly cards: number;
  readonly charts: number;
  readonly overlaps: readonly string[];
  readonly empty: readonly string[];
}

describe.skipIf(!browser)('the preview in a browser (skipped where there is no Chromium)', () => {
  let folder = '';
  let boards: readonly Dashboard[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'signalbox-preview-'));
    const { derived, diagnostics } = await build(ROOT, '2026-11-21');
    const dist = join(dirname(createRequire(import.meta.url).resolve('uplot/package.json')), 'dist');
    const [script, style] = await Promise.all(
      ['uPlot.iife.min.js', 'uPlot.min.css'].map((name) => readFile(join(dist, name), 'utf8')),
    );
    const page = previewPage({ derived, diagnostics, chart: { script: script ?? '', style: style ?? '' } });
    await writeFile(
      join(folder, 'page.html'),
      page.replace('</body>', () => LOOK),
    );
    boards = derived.dashboards;
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function opened(hash: string): Promise<{ seen: Seen; console: readonly string[] }> {
    const address = `file://${join(folder, 'page.html')}#${hash}`;
    const { stdout, stderr } = await run(browser ?? '', [...FLAGS, '--enable-logging=stderr', '--dump-dom', address], {
      maxBuffer: 64 * 1024 * 1024,
      timeout: 60_000,
    });
    const seen = /data-seen="([^"]*)"/.exec(stdout)?.[1]?.replaceAll('&quot;', '"').replaceAll('&amp;', '&') ?? '{}';
    return { seen: JSON.parse(seen) as Seen, console: stderr.split('\n').filter((line) => line.includes('CONSOLE')) };
  }

  test('draws every board: all panels, none empty, none over another, nothing in the console', { timeout: 300_000 }, async () => {
    for (const { uid, sections } of boards) {
      const types = sections.flatMap(({ panels }) => panels.map(({ type }) => type));
      const { seen, console } = await opened(`board/${uid}`);
      expect({ uid, ...seen, charts: seen.charts > 0, console }).toEqual({
        uid,
        cards: types.length,
        charts: types.includes('timeseries'),
        overlaps: [],
        empty: [],
        console: [],
      });
    }
  });
});
