import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dashboard, head, logql, logs, panel, promql, section, service, team, traces } from 'signalbox';
import { counter, oneOf, text } from 'signalbox/metrics';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectionTo } from '../../../../src/model/connection.ts';
import { boardCsv, compileModule, httpClient, previewPage, snapshotReport, takeSnapshot } from '../../../../src/program.ts';
import { ioAt } from '../../targets/samples.ts';

const requests = counter({ name: 'requests_total', help: 'Requests.', labels: { code: oneOf('2xx', '5xx') } });
const shop = service({ name: 'shop', owner: team({ name: 'web' }), metrics: [requests], scrape: { port: 9000 } });
const app = logs({ service: shop, name: 'app', fields: { message: text() } });
const spans = traces({ service: shop, propagation: ['tracecontext'], attributes: {}, sampling: head({ ratio: '10%' }) });
const rate = promql`sum by (code) (rate(${requests}[$__rate_interval]))`;
const panels = [
  panel.timeseries({ title: 'Rate', show: rate }),
  panel.timeseries({ title: 'Same', show: rate }),
  panel.timeseries({ title: 'Nothing', show: promql`sum(${requests.where({ code: '5xx' })})` }),
  panel.timeseries({ title: 'NaN', show: promql`sum(${requests}) / 0` }),
  panel.timeseries({ title: 'Partly', show: [{ show: rate }, { show: promql`sum(${requests.where({ code: '5xx' })})` }] }),
  panel.timeseries({ title: 'A day ago', show: promql`max(${requests})`, timeFrom: '30m', timeShift: '1d' }),
  panel.stat({ title: 'Wrong', show: promql`sum(${requests}) + 1` }),
  panel.logs({ title: 'Lines', show: logql`${app}` }),
  panel.traces({ title: 'Traces', show: spans }),
  panel.text({ title: 'Words', markdown: 'Read this.' }),
];
const { derived } = compileModule(
  {
    shop,
    app,
    spans,
    board: dashboard({ name: 'board', title: 'Board', service: shop, sections: [section({ title: 'All', panels })] }),
  },
  '2026-11-21',
);
const dashboards = derived.dashboards.filter(({ uid }) => uid === 'shop_board');
const NOW = new Date('2026-11-21T12:00:00Z');
const at = NOW.getTime() / 1000;

const matrix = (...values: readonly (readonly [Record<string, string>, string])[]) => ({
  data: {
    resultType: 'matrix',
    result: values.map(([metric, value]) => ({
      metric,
      values: [
        [at - 600, value],
        [at, value],
      ],
    })),
  },
});

/** What a server answers to the first of these that a query contains. */
const ANSWERS: readonly (readonly [string, number, object])[] = [
  ['sum by (code)', 200, matrix([{ code: '2xx' }, '1.23456789'], [{ code: '5xx' }, '+Inf'])],
  ['/ 0', 200, matrix([{}, 'NaN'])],
  ['max(', 200, { data: { resultType: 'matrix', result: [{ metric: {}, values: [[at - 86_400, '7']] }] } }],
  ['+ 1', 400, { status: 'error', errorType: 'bad_data', error: 'parse "error" at 1' }],
  ['5xx', 200, matrix()],
  [
    '{service_name',
    200,
    {
      data: {
        resultType: 'streams',
        result: [
          {
            stream: {},
            values: [
              ['1763726399000000000', 'old', {}],
              ['1763726400000000000', 'new'],
            ],
          },
        ],
      },
    },
  ],
];

describe('a snapshot', () => {
  let server: Server;
  const asked: string[] = [];
  const progress: string[] = [];

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const query = new URLSearchParams(Buffer.concat(chunks).toString()).get('query') ?? '';
      asked.push(query);
      const [, status, body] = ANSWERS.find(([part]) => query.includes(part)) ?? ['', 404, {}];
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  });
  afterAll(() => new Promise((done) => server.close(done)));

  const taken = () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
    const client = httpClient(connectionTo(url), ioAt('/'));
    const gone = httpClient(connectionTo('http://127.0.0.1:1'), ioAt('/'));
    return takeSnapshot({
      target: 'live',
      dashboards,
      clients: { prometheus: client, loki: client, tempo: gone },
      now: NOW,
      sinceMs: 3_600_000,
      scrapeSeconds: 15,
      progress: (done, all) => progress.push(`${done}/${all}`),
    });
  };

  test('says of each panel whether it has data, is empty or fails, and asks a question once', async () => {
    const report = snapshotReport(await taken(), dashboards);
    expect(Object.fromEntries(report.panels.map(({ panel: title, state, message }) => [title, [state, message]]))).toEqual({
      Rate: ['data', ''],
      Same: ['data', ''],
      Nothing: ['empty', 'the query finds nothing'],
      NaN: ['empty', 'no value is a number'],
      Partly: ['data', 'no data for B'],
      'A day ago': ['data', ''],
      Wrong: ['failed', 'parse "error" at 1'],
      Lines: ['data', ''],
      Traces: ['failed', expect.stringContaining('cannot be reached')],
    });
    expect(report.counts).toEqual({ data: 5, empty: 2, failed: 2 });
    expect(asked.filter((query) => query.includes('sum by (code)'))).toEqual([
      'sum by (code) (rate(requests_total{job="shop"}[60s]))',
    ]);
    expect(progress.at(-1)).toMatch(/^(\d+)\/\1$/);
  });

  test('keeps values on the grid of the board, short, and only numbers; lines newest first', async () => {
    const seen = (await taken()).boards.get('shop_board');
    const find = (title: string) => {
      const found = dashboards[0]?.sections[0]?.panels.find((one) => one.title === title);
      return seen?.panels.get(found?.key ?? '');
    };
    expect(find('Rate')?.series.map(({ name }) => name)).toEqual(['2xx', '5xx']);
    const { grid, series } = find('A day ago') ?? {};
    expect([grid?.from, grid && grid.from + (grid.points - 1) * grid.stepSeconds]).toEqual([at - 86_400 - 1_800, at - 86_400]);
    expect(series?.[0]?.values.at(-1)).toBe(7);
    const [good, bad] = find('Rate')?.series ?? [];
    expect(good?.values).toHaveLength(seen?.grid.points ?? 0);
    expect([good?.values.at(-1), good?.values.filter((value) => value !== null)]).toEqual([1.23457, [1.23457, 1.23457]]);
    expect(bad?.values.every((value) => value === null)).toBe(true);
    expect(find('Lines')?.lines).toEqual(['12:00:00 new', '11:59:59 old']);
  });

  test('is written as a table, without anything a spreadsheet would run', async () => {
    const [dashboard] = dashboards;
    const [section] = dashboard?.sections ?? [];
    const seen = (await taken()).boards.get('shop_board');
    if (!dashboard || !section || !seen) throw new Error('there is no board');
    const rows = boardCsv(dashboard, seen).split('\r\n');
    expect(rows[0]).toBe('section,panel,series,unit,time,value');
    expect(rows).toContain(`All,Rate,2xx,${section.panels[0]?.unit},2026-11-21T12:00:00.000Z,1.23457`);
    expect(rows).toContain('All,Lines,,,,12:00:00 new');
    expect(rows.find((row) => row.startsWith('All,A day ago'))).toContain('2026-11-20T12:00:00.000Z');
    const odd = { ...dashboard, sections: [{ ...section, title: '=1+1,"' }] };
    expect(boardCsv(odd, seen).split('\r\n')[1]).toMatch(/^"'=1\+1,""",Rate/);
  });

  test('is on the page: what it holds, what is missing, and when it was', async () => {
    const page = previewPage({ derived, diagnostics: [], chart: { script: '', style: '' }, snapshot: await taken() });
    expect(page).toContain('Values on boards are what the servers of live answered at 2026-11-21 12:00 UTC');
    expect(page).toContain('Empty or failing (4)');
    expect(page).toContain('2 failed');
    expect(page).toContain('1.23457');
  });
});
