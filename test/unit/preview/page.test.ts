import { dashboard, events, nobody, panel, promql, routing, section, service, slo, team } from 'signalbox';
import { counter, oneOf } from 'signalbox/metrics';
import { describe, expect, test } from 'vitest';
import { compileModule, previewPage } from '../../../src/program.ts';

const requests = counter({ name: 'requests_total', help: 'Requests.', labels: { code: oneOf('2xx', '5xx') } });
const byCode = promql`sum by (code) (rate(${requests}[5m]))`;
const web = team({ name: 'web' });
const shop = service({ name: 'shop', owner: web, metrics: [requests], scrape: { port: 9000 } });
const HOSTILE = '</script><img src=x onerror=alert(1)>';
const definitions = {
  shop,
  availability: slo({
    service: shop,
    name: 'availability',
    objective: '99.9%',
    window: '30d',
    title: HOSTILE,
    sli: events({ total: requests, bad: requests.where({ code: '5xx' }) }),
  }),
  board: dashboard({
    name: 'overview',
    title: HOSTILE,
    service: shop,
    sections: [
      section({
        title: 'Traffic',
        panels: [
          panel.timeseries({ title: 'Requests', show: byCode }),
          panel.timeseries({
            title: 'Before',
            show: byCode,
            timeFrom: '2h',
            timeShift: '1d',
            overrides: [{ of: '5xx', color: 'purple' }],
          }),
          panel.stat({ title: 'Hidden', show: byCode, timeShift: '1w', hideTimeOverride: true }),
        ],
      }),
    ],
  }),
};
const { derived, diagnostics } = compileModule(definitions, '2026-11-21');
const page = previewPage({ derived, diagnostics, chart: { script: 'var uPlot;', style: '' } });

interface Series {
  readonly name: string;
}
interface Drawn {
  readonly title: string;
  readonly series: Series[];
  readonly colours: readonly { readonly name?: string; readonly pattern?: string; readonly color: string }[];
  readonly range?: object;
}
function boards(): { title: string; sections: { panels: Drawn[] }[] }[] {
  const texts = [...page.matchAll(/<script type="application\/json" class="data"[^>]*>(.*?)<\/script>/g)];
  return texts.map(([, text = '']) => JSON.parse(text)) as ReturnType<typeof boards>; // what the page itself reads
}

describe('the preview', () => {
  test('loads nothing: no address in it is one to fetch', () => {
    expect(page).not.toMatch(/<(?:script|link|img|iframe)[^>]*(?:src|href)=/i);
    expect(page).not.toMatch(/@import|url\(|fetch\(/);
  });

  test('shows titles as text, whatever they hold', () => {
    expect(page).not.toContain(HOSTILE);
    expect(boards().map(({ title }) => title)).toContain(HOSTILE);
    expect(page).toContain('&lt;/script&gt;');
  });

  test('draws a line for each declared value of a label', () => {
    const drawn = boards().flatMap(({ sections }) => sections.flatMap(({ panels }) => panels));
    const traffic = drawn.find(({ title }) => title === 'Requests');
    expect(traffic?.series.map(({ name }) => name)).toEqual(['2xx', '5xx']);
  });

  test('gives a status its colour, and what an author says otherwise goes before', () => {
    const drawn = boards().flatMap(({ sections }) => sections.flatMap(({ panels }) => panels));
    const colourOf = (panel: string, name: string) =>
      drawn
        .find(({ title }) => title === panel)
        ?.colours.find((one) => one.name === name || (one.pattern !== undefined && new RegExp(one.pattern).test(name)))?.color;
    expect(['2xx', '404', '5xx'].map((name) => colourOf('Requests', name))).toEqual(['green', 'orange', 'red']);
    expect(colourOf('Before', '5xx')).toBe('purple');
    expect(colourOf('Hidden', '5xx')).toBeUndefined();
  });

  test('knows of a panel that looks at another time range', () => {
    const drawn = boards().flatMap(({ sections }) => sections.flatMap(({ panels }) => panels));
    const rangeOf = (panel: string) => drawn.find(({ title }) => title === panel)?.range;
    expect(rangeOf('Requests')).toBeUndefined();
    expect(rangeOf('Before')).toEqual({ note: 'Last 2 hours Timeshift -1d', seconds: 7200, backSeconds: 86_400 });
    expect(rangeOf('Hidden')).toEqual({ note: '', backSeconds: 604_800 });
  });

  test('has every board, every objective and every finding', () => {
    expect(boards()).toHaveLength(derived.dashboards.length);
    for (const { address } of derived.estate.slos) expect(page).toContain(`id="${address}"`);
    for (const { code } of diagnostics) expect(page).toContain(`<code>${code}</code>`);
  });

  test('is the same each time', () => {
    expect(previewPage({ derived, diagnostics, chart: { script: 'var uPlot;', style: '' } })).toBe(page);
  });

  test('says who is told of what', () => {
    expect(page).toContain('nobody is told of any alert');
    const routed = compileModule({ ...definitions, routes: routing({ fallback: nobody }) }, '2026-11-21');
    const told = previewPage({ derived: routed.derived, diagnostics: [], chart: { script: '', style: '' } });
    expect(told).toContain('alerts may end here');
  });
});
