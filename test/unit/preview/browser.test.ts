import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { dashboard, panel, promql, section, service, team } from 'signalbox';
import { counter, oneOf } from 'signalbox/metrics';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Dashboard } from '../../../src/model/dashboard.ts';
import { boardPictures, build, derive, previewPage, resolve } from '../../../src/program.ts';
import type { BrowserPage } from '../../../src/tools/chromium.ts';
import { browserAt, chartFiles, chromium, press } from '../../support/browser.ts';

const ROOT = join(import.meta.dirname, '../../..');
const TODAY = '2026-11-21';

/** What stands on the page once all of the board is drawn: what overlaps, what is empty, what sticks out. */
const LOOK = `(async () => {
  drawAll();
  await new Promise((done) => setTimeout(done)); // charts paint in a task of their own
  const probe = Object.assign(document.createElement('canvas'), { width: 60, height: 30 }).getContext('2d', { willReadFrequently: true });
  const cards = [...document.querySelectorAll('#board .panel')].map((e) => [e.querySelector('.title').textContent, e.getBoundingClientRect(), e]);
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const overlaps = cards.flatMap(([n, a], i) => cards.slice(i + 1).filter(([, b]) => meet(a, b)).map(([m]) => n + ' / ' + m));
  const blank = (c) => { probe.clearRect(0, 0, 60, 30); probe.drawImage(c, 0, 0, 60, 30); return !probe.getImageData(0, 0, 60, 30).data.some((v) => v !== 0); };
  const empty = cards.filter(([, , e]) => e.children.length < 2 || (e.children[1].textContent === '' && e.children[1].children.length === 0) || [...e.querySelectorAll('canvas')].some(blank)).map(([n]) => n);
  const charts = document.querySelectorAll('#board canvas').length;
  return { cards: cards.length, charts: charts > 0, overlaps, empty, wider: document.documentElement.scrollWidth > innerWidth };
})()`;
const at = (hash: string) =>
  `new Promise((done) => { if (location.hash === ${JSON.stringify(`#${hash}`)}) done(); addEventListener('hashchange', () => setTimeout(done), { once: true }); location.hash = ${JSON.stringify(hash)}; })`;

describe.skipIf(!chromium)('the preview in a browser (skipped where there is no Chromium)', () => {
  let folder = '';
  let page: BrowserPage;
  let boards: readonly Dashboard[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'signalbox-preview-'));
    const { derived, diagnostics } = await build(ROOT, TODAY);
    await writeFile(
      join(folder, 'page.html'),
      previewPage({ derived, diagnostics, chart: await chartFiles(), compared: { reason: 'a test' } }),
    );
    boards = derived.dashboards;
    page = await browserAt(join(folder, 'page.html'), 'slos');
  }, 60_000);
  afterAll(async () => {
    await page?.close();
    await rm(folder, { recursive: true, force: true });
  });
  const shown = () => page.evaluate('document.querySelector("main > section:not([hidden]) h2").textContent.trim()');

  test.each(['light', 'dark'])(
    'draws every board, %s: all panels, none empty, none over another',
    { timeout: 60_000 },
    async (theme) => {
      await page.evaluate(`root.dataset.theme = '${theme}'`);
      for (const { uid, sections } of boards) {
        const types = sections.flatMap(({ panels }) => panels.map(({ type }) => type));
        await page.evaluate(at(`board/${uid}`));
        const seen = await page.evaluate(LOOK);
        const charts = types.includes('timeseries'); // tables, traces and lists have no canvas
        expect({ uid, seen }).toEqual({ uid, seen: { cards: types.length, charts, overlaps: [], empty: [], wider: false } });
      }
      expect(page.said()).toEqual([]);
    },
  );

  test('fits a narrow window', { timeout: 20_000 }, async () => {
    await page.send('Emulation.setDeviceMetricsOverride', { width: 420, height: 900, deviceScaleFactor: 1, mobile: false });
    await page.evaluate(at('board/phoenix_overview'));
    expect(await page.evaluate(LOOK)).toMatchObject({ overlaps: [], empty: [], wider: false });
    await page.send('Emulation.setDeviceMetricsOverride', { width: 1500, height: 1200, deviceScaleFactor: 1, mobile: false });
  });

  test('shows the other views, and a simulation once its objective is opened', { timeout: 20_000 }, async () => {
    for (const view of ['slos', 'routes', 'findings', 'changes']) {
      await page.evaluate(at(view));
      expect(await page.evaluate(`document.getElementById('${view}').offsetHeight > 40`)).toBe(true);
    }
    await page.evaluate(at('slos'));
    await page.evaluate(
      'new Promise((done) => { const d = document.querySelector("details.slo"); d.addEventListener("toggle", () => setTimeout(done)); d.open = true; })',
    );
    expect(await page.evaluate('document.querySelector("details.slo svg").getBoundingClientRect().height > 100')).toBe(true);
    expect(page.said()).toEqual([]);
  });

  test('is used by keyboard alone', { timeout: 20_000 }, async () => {
    await page.evaluate(at('routes'));
    await press(page, 'j');
    await page.evaluate('new Promise((done) => setTimeout(done, 30))');
    expect(await shown()).toBe('Cost');
    await press(page, 'k');
    await page.evaluate('new Promise((done) => setTimeout(done, 30))');
    expect(await shown()).toBe('Routes');
    await press(page, '/', 'r', 'e', 'd', 'i', 's');
    expect(await page.evaluate('document.activeElement.id + " " + document.getElementById("found").textContent')).toMatch(
      /^filter \d boards?$/,
    );
    await press(page, 'ArrowDown', 'ArrowDown', 'ArrowUp');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('A');
    await press(page, '/');
    await press(page, 'Escape', '?');
    expect(await page.evaluate('document.querySelector("dialog[open]").id')).toBe('help');
    await press(page, 'Escape');
    await page.evaluate(at('board/phoenix_overview'));
    await press(page, 'n', 'n', 'n', 'p');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Fast requests');
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    await press(page, 'Enter');
    expect(await page.evaluate('document.querySelector("#about[open] pre").textContent')).toContain(
      'slo:sli_error:ratio_rate30d',
    );
    await press(page, 'Escape');
    const theme = await page.evaluate('root.dataset.theme');
    await press(page, 't');
    expect(await page.evaluate('root.dataset.theme')).not.toBe(theme);
    await page.evaluate('document.querySelector(".skip").focus()');
    await press(page, 'Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    expect(page.said()).toEqual([]);
  });

  test('takes a picture of a whole board, also of what is out of sight', { timeout: 20_000 }, async () => {
    const address = pathToFileURL(join(folder, 'page.html')).href;
    const sandbox = process.getuid?.() !== 0;
    const pictures = await boardPictures(chromium ?? '', address, ['phoenix_overview', 'phoenix_business'], { sandbox });
    expect(pictures.map(({ board }) => board)).toEqual(['phoenix_overview', 'phoenix_business']);
    for (const { png } of pictures) {
      const [width, height] = [16, 20].map((at) => Buffer.from(png).readUInt32BE(at)); // of the header: https://www.w3.org/TR/png/#11IHDR
      expect(width).toBe(1400);
      expect(height).toBeGreaterThan(1500);
      expect(png.length).toBeGreaterThan(100_000); // one without its graphs is a quarter of that
    }
  });

  test('with a hundred boards draws what is looked at and nothing else', { timeout: 30_000 }, async () => {
    const file = join(folder, 'hundred.html');
    const { estate, context } = resolve(hundredBoards()).value;
    const derived = derive(estate, context).value; // without the checks, which are not what is measured
    expect(derived.dashboards.length).toBeGreaterThanOrEqual(100);
    await writeFile(file, previewPage({ derived, diagnostics: [], chart: await chartFiles() }));
    const many = await browserAt(file, 'board/shop_board-7');
    try {
      await many.evaluate('new Promise((done) => setTimeout(done, 100))');
      const drawn = await many.evaluate('document.querySelectorAll("#board canvas").length');
      expect(await many.evaluate('document.querySelectorAll("#board .panel").length')).toBe(24);
      expect(drawn).toBeGreaterThan(0);
      expect(drawn).toBeLessThan(20);
      expect(await many.evaluate('document.querySelectorAll(".boards a").length')).toBeGreaterThanOrEqual(100);
      const first = 'document.querySelector("#board .panel")';
      const dots = await many.evaluate(`[...${first}.querySelectorAll('.legend i')].map((dot) => dot.style.background)`);
      expect(dots).toEqual(['rgb(43, 138, 62)', 'rgb(196, 22, 42)']); // what succeeds is green, what fails is red
      expect(await many.evaluate(`${first}.querySelector('.range').textContent`)).toBe('Timeshift -1d');
      const took = await many.evaluate(
        '(() => { const start = performance.now(); location.hash = "board/shop_board-8"; show(); return performance.now() - start; })()',
      );
      expect(took).toBeLessThan(2_000); // some ten milliseconds on a machine with nothing else to do
      expect(many.said()).toEqual([]);
    } finally {
      await many.close();
    }
  });
});

function hundredBoards(): object {
  const requests = counter({ name: 'requests_total', help: 'Requests.', labels: { code: oneOf('2xx', '5xx') } });
  const shop = service({ name: 'shop', owner: team({ name: 'web' }), metrics: [requests], scrape: { port: 9000 } });
  const panels = Array.from({ length: 24 }, (_, index) =>
    panel.timeseries({ title: `Requests ${index}`, show: promql`sum by (code) (rate(${requests}[5m]))`, timeShift: '1d' }),
  );
  const boards = Array.from({ length: 100 }, (_, index) =>
    dashboard({ name: `board-${index}`, title: `Board ${index}`, service: shop, sections: [section({ title: 'All', panels })] }),
  );
  return { shop, ...Object.fromEntries(boards.map((board, index) => [`board${index}`, board])) };
}
