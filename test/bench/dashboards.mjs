// 1,000 dashboards of 20 panels: ours from definitions to text, with every query parsed and typed, against builders of
// @grafana/grafana-foundation-sdk that set the same titles, queries, units and places and check nothing. Each in a process of its own;
// "first" is with a cold engine, "again" the same once more. Prints ratios; asserts nothing about time.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const BOARDS = 1000;
const PANELS = 20;
const [, , who] = process.argv;

const builders = { signalbox: signalboxBoards, 'foundation-sdk': foundationBoards };
if (who === undefined) compare();
else await measure(builders[who]);

function compare() {
  const rows = Object.keys(builders).map((name) => ({ name, ...run(name) }));
  console.log(`${BOARDS} dashboards of ${PANELS} panels   import ms  first cpu ms  again cpu ms  peak MB  text MB`);
  for (const { name, importing, first, again, peak, bytes } of rows) {
    const cells = [importing, first, again, peak, bytes / 1e6].map((one) => one.toFixed(one < 10 ? 1 : 0).padStart(11));
    console.log(`${name.padEnd(33)}${cells.join('  ')}`);
  }
  const [ours, theirs] = rows;
  const times = (of) => (ours[of] / theirs[of]).toFixed(of === 'peak' ? 1 : 0);
  console.log(
    `Reading, typing and checking every query takes ${times('first')} times the processor of not doing it (${times('again')} when warm), and ${times('peak')} times the memory.`,
  );
}

function run(name) {
  const child = spawnSync(process.execPath, ['--expose-gc', fileURLToPath(import.meta.url), name], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout);
}

async function measure(load) {
  const { value: build, cpu: importing } = await timed(load);
  const { value: bytes, cpu: first } = await timed(build);
  const { cpu: again } = await timed(build);
  console.log(JSON.stringify({ importing, first, again, bytes, peak: process.resourceUsage().maxRSS / 1000 }));
}

async function timed(work) {
  const before = process.cpuUsage();
  const value = await work();
  const { user, system } = process.cpuUsage(before);
  return { value, cpu: (user + system) / 1000 };
}

async function signalboxBoards() {
  const {
    $__rate_interval,
    counter,
    dashboard,
    environment,
    gauge,
    grafana,
    histogram,
    oneOf,
    panel,
    prometheus,
    promql,
    quantile,
    section,
    service,
    team,
    text,
    webhook,
    alertmanager,
  } = await import('signalbox');
  const { compileModule } = await import('signalbox/program');
  const requests = counter({
    name: 'http_requests_total',
    help: 'Requests.',
    labels: { code: oneOf('2xx', '5xx'), route: text({ series: 20 }) },
  });
  const duration = histogram({
    name: 'http_request_duration_seconds',
    help: 'Time.',
    unit: 'seconds',
    labels: {},
    buckets: [0.1, 0.5, 1],
  });
  const memory = gauge({ name: 'process_resident_memory_bytes', help: 'Memory.', unit: 'bytes' });
  const owner = team({
    name: 'shop',
    page: webhook({ url: 'https://example.org/page' }),
    ticket: webhook({ url: 'https://example.org/ticket' }),
  });
  const shop = service({ name: 'shop', owner, tier: 1, metrics: { requests, duration, memory }, scrape: { port: 80 } });
  const main = environment({
    name: 'main',
    prometheus: prometheus({ version: '3.15', scrapeInterval: '15s', retention: '15d' }),
    alertmanager: alertmanager({ version: '0.34' }),
    grafana: grafana({ version: '12.4', url: 'https://grafana.example.org' }),
  });
  const shown = (index) => [
    panel.timeseries({ title: `Requests ${index}`, show: promql`sum by (code) (rate(${requests}[$__rate_interval]))` }),
    panel.timeseries({
      title: `Latency ${index}`,
      show: quantile(0.95, duration, $__rate_interval),
    }),
    panel.stat({ title: `Memory ${index}`, show: promql`max(${memory})` }),
    panel.table({ title: `Routes ${index}`, show: promql`topk(10, sum by (route) (rate(${requests}[$__rate_interval])))` }),
  ];
  return () => {
    const boards = Array.from({ length: BOARDS }, (_, number) =>
      dashboard({
        name: `board-${number}`,
        title: `Board ${number}`,
        service: shop,
        sections: [
          section({ title: 'All', panels: Array.from({ length: PANELS / 4 }, (_unused, index) => shown(index)).flat() }),
        ],
      }),
    );
    const { artifacts, diagnostics, failed } = compileModule({ owner, shop, main, boards }, '2026-11-21');
    if (failed) throw new Error(diagnostics.find(({ severity }) => severity === 'error').message);
    const texts = artifacts.filter(({ kind }) => kind === 'grafana-dashboard').map(({ text }) => text);
    if (texts.length < BOARDS) throw new Error(`${texts.length} boards`);
    return texts.reduce((sum, one) => sum + one.length, 0);
  };
}

async function foundationBoards() {
  const sdk = '@grafana/grafana-foundation-sdk';
  const [
    { DashboardBuilder, RowBuilder },
    timeseries,
    stat,
    table,
    { DataqueryBuilder },
    { VizLegendOptionsBuilder, LegendDisplayMode },
  ] = await Promise.all(
    ['dashboard', 'timeseries', 'stat', 'table', 'prometheus', 'common'].map((part) => import(`${sdk}/${part}`)),
  );
  const source = { type: 'prometheus', uid: 'prometheus' };
  const panels = (index) => [
    [
      timeseries,
      `Requests ${index}`,
      'sum by (code) (rate(http_requests_total{job="shop"}[$__rate_interval]))',
      'reqps',
      12,
      '{{code}}',
    ],
    [
      timeseries,
      `Latency ${index}`,
      'histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{job="shop"}[$__rate_interval])))',
      's',
      12,
      '__auto',
    ],
    [stat, `Memory ${index}`, 'max(process_resident_memory_bytes{job="shop"})', 'bytes', 6, '__auto'],
    [
      table,
      `Routes ${index}`,
      'topk(10, sum by (route) (rate(http_requests_total{job="shop"}[$__rate_interval])))',
      'reqps',
      12,
      '{{route}}',
    ],
  ];
  const panelOf = ([{ PanelBuilder }, title, expr, unit, span, legend]) => {
    const made = new PanelBuilder().title(title).description(title).unit(unit).min(0).span(span).height(8).datasource(source);
    const query = new DataqueryBuilder().expr(expr).legendFormat(legend).refId('A').datasource(source);
    const shown = made.withTarget(query);
    return 'legend' in shown
      ? shown.legend(new VizLegendOptionsBuilder().displayMode(LegendDisplayMode.Table).showLegend(true))
      : shown;
  };
  return () => {
    let bytes = 0;
    for (let number = 0; number < BOARDS; number++) {
      const board = new DashboardBuilder(`Board ${number}`)
        .uid(`board-${number}`)
        .tags(['shop'])
        .refresh('1m')
        .time({ from: 'now-6h', to: 'now' });
      board.withRow(new RowBuilder('All'));
      for (let index = 0; index < PANELS / 4; index++) for (const one of panels(index)) board.withPanel(panelOf(one));
      bytes += JSON.stringify(board.build(), undefined, 2).length;
    }
    return bytes;
  };
}
