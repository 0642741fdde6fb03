/** What the page does once it is open. Plain JavaScript: a browser reads it as it stands. */
export const CLIENT = String.raw`
const COLOURS = ['#3274d9', '#e08400', '#2b8a3e', '#8f3bb8', '#c4162a', '#0f8f8f'];
const POINTS = 120, STEP = 180, NOW = 1767225600;
const times = Array.from({ length: POINTS }, (_, i) => NOW - (POINTS - 1 - i) * STEP);

function seedOf(text) { let h = 2166136261; for (const c of text) h = Math.imul(h ^ c.codePointAt(0), 16777619) >>> 0; return h; }
function noise(seed) { let s = seed; return () => { s = (s + 0x6d2b79f5) >>> 0; let m = Math.imul(s ^ (s >>> 15), s | 1); m ^= m + Math.imul(m ^ (m >>> 7), m | 61); return ((m ^ (m >>> 14)) >>> 0) / 4294967296; }; }
function valuesOf(title, series) {
  const next = noise(seedOf(title + '/' + series.name)), phase = next() * 6;
  let drift = 0;
  const whole = series.high >= 2 && Number.isInteger(series.low);
  return times.map((_, i) => { drift = drift * 0.9 + (next() - 0.5) * 0.3; const wave = 0.5 + 0.35 * Math.sin(i / 14 + phase) + drift; const v = series.low + (series.high - series.low) * Math.min(1, Math.max(0, wave)); return whole ? Math.round(v) : v; });
}
function si(value, units, step) { let v = value, u = 0; while (Math.abs(v) >= step && u < units.length - 1) { v /= step; u++; } return short(v) + units[u]; }
function short(v) { return String(Number(v.toPrecision(3))); }
function format(v, unit) {
  if (v === null || v === undefined) return '';
  if (unit === 'percentunit') return Number((v * 100).toPrecision(4)) + '%';
  if (unit === 'percent') return Number(v.toPrecision(4)) + '%';
  if (unit === 's') return Math.abs(v) < 1 ? short(v * 1000) + ' ms' : Math.abs(v) < 120 ? short(v) + ' s' : Math.abs(v) < 7200 ? short(v / 60) + ' min' : Math.abs(v) < 172800 ? short(v / 3600) + ' h' : short(v / 86400) + ' days';
  if (unit === 'dtdurations') return short(v / 3600) + ' h';
  if (unit === 'ms') return short(v) + ' ms';
  if (unit === 'bytes' || unit === 'decbytes') return si(v, [' B', ' kB', ' MB', ' GB', ' TB'], 1000);
  if (unit === 'Bps') return si(v, [' B/s', ' kB/s', ' MB/s', ' GB/s'], 1000);
  if (unit === 'reqps' || unit === 'cps' || unit === 'ops') return short(v) + '/s';
  return si(v, ['', 'k', 'M', 'G'], 1000);
}
const make = (tag, name, text) => { const e = document.createElement(tag); if (name) e.className = name; if (text !== undefined) e.textContent = text; return e; };
const last = (list) => list[list.length - 1];

function plot(into, panel) {
  const box = make('div', 'plot'), legend = make('div', 'legend');
  into.append(box, legend);
  const css = getComputedStyle(document.documentElement), line = css.getPropertyValue('--line'), soft = css.getPropertyValue('--soft');
  const lines = panel.series.map((s) => valuesOf(panel.queries[0] || panel.title, s));
  if (panel.goal !== undefined) lines.push(times.map(() => panel.goal));
  const series = panel.series.map((s, i) => ({ label: s.name, stroke: COLOURS[i % COLOURS.length], width: 1.5 }));
  if (panel.goal !== undefined) series.push({ label: 'goal', stroke: COLOURS[4], dash: [6, 4], width: 1 });
  series.forEach((s) => { const item = make('span'); const dot = make('i'); dot.style.background = s.stroke; item.append(dot, s.label); legend.append(item); });
  const axis = { stroke: soft, grid: { stroke: line, width: 1 }, ticks: { stroke: line }, font: '11px system-ui' };
  into.chart = new uPlot({ width: Math.max(80, box.clientWidth), height: Math.max(40, box.clientHeight), legend: { show: false }, cursor: { y: false },
    series: [{}, ...series], axes: [{ ...axis, size: 28, values: (_, ticks) => ticks.map((t) => new Date(t * 1000).toISOString().slice(11, 16)) }, { ...axis, size: 62, values: (_, ticks) => ticks.map((v) => format(v, panel.unit)) }] }, [times, ...lines], box);
}
function number(into, panel) {
  const v = panel.series.length ? last(valuesOf(panel.queries[0] || panel.title, panel.series[0])) : 0;
  const state = panel.goal === undefined ? '' : v >= panel.goal ? ' good' : ' bad';
  into.append(make('div', 'big' + state, format(v, panel.unit)));
}
function bars(into, panel) {
  const box = make('div', 'plot scroll');
  const all = panel.series.map((s) => ({ name: s.name, v: last(valuesOf(panel.queries[0] || panel.title, s)) })), most = Math.max(...all.map((a) => a.v), 1e-9);
  all.forEach((a, i) => { const bar = make('div', 'bar'); bar.style.width = (100 * a.v) / most + '%'; bar.style.background = COLOURS[i % COLOURS.length]; box.append(make('div', 'line', a.name + '  ' + format(a.v, panel.unit)), bar); });
  into.append(box);
}
function rows(into, panel) {
  const table = make('table'), box = make('div', 'plot scroll');
  panel.series.forEach((s) => { const tr = make('tr'); tr.append(make('td', '', s.name), make('td', '', format(last(valuesOf(panel.queries[0] || panel.title, s)), panel.unit))); table.append(tr); });
  box.append(table); into.append(box);
}
function strips(into, panel) {
  const box = make('div', 'plot scroll');
  panel.series.forEach((s) => { const strip = make('div', 'strip'), next = noise(seedOf(panel.title + s.name)); strip.title = s.name;
    for (let i = 0; i < 48; i++) { const cell = make('i'); cell.style.background = next() < 0.94 ? 'var(--good)' : 'var(--bad)'; strip.append(cell); } box.append(make('div', 'line', s.name), strip); });
  into.append(box);
}
function heat(into, panel) {
  const box = make('div', 'plot'), next = noise(seedOf(panel.title));
  box.style.cssText = 'display:grid;grid-template-columns:repeat(48,1fr);grid-auto-rows:1fr;gap:1px';
  for (let y = 0; y < 10; y++) for (let x = 0; x < 48; x++) { const cell = make('i'); cell.style.cssText = 'background:var(--mark);opacity:' + Math.max(0.03, Math.exp(-Math.pow((y - 6 - Math.sin(x / 8)) / 2, 2)) * (0.6 + 0.4 * next())).toFixed(2); box.append(cell); }
  into.append(box);
}
function words(list) { return (into) => { const box = make('div', 'plot scroll'); list.forEach((text) => box.append(make('div', 'line', text))); into.append(box); }; }
const LOGS = ['info  request answered route=/pay status=200 duration_ms=41', 'warn  slow answer route=/search duration_ms=812', 'error payment declined trace_id=4bf92f3577b34da6', 'info  request answered route=/cart status=200 duration_ms=23'];
const TRACES = ['GET /pay  ├──────── checkout 212 ms', '            ├─── payments 148 ms', '            │    └── db insert 31 ms', '            └─ mails 18 ms'];
const NODES = ['gateway → checkout  42/s', 'checkout → payments  17/s', 'checkout → store  40/s'];
const DRAW = { timeseries: plot, barChart: bars, stat: number, gauge: number, bargauge: bars, piechart: bars, histogram: bars, heatmap: heat, table: rows,
  'state-timeline': strips, 'status-history': strips, logs: words(LOGS), traces: words(TRACES), nodeGraph: words(NODES), alertlist: words(['no alert is firing']),
  text: (into, panel) => into.append(make('div', 'plot scroll', panel.text)) };

function drawBoard(board) {
  const into = document.getElementById('board');
  into.replaceChildren(make('h2', '', board.title));
  if (board.description) into.append(make('p', 'note', board.description));
  const vars = make('div', 'vars'); board.variables.forEach((v) => vars.append(make('span', 'chip', v + ': All'))); into.append(vars);
  const late = [];
  board.sections.forEach((section) => {
    into.append(make('h3', '', section.title));
    const grid = make('div', 'grid'); into.append(grid);
    section.panels.forEach((panel) => {
      const card = make('article', 'panel'); card.style.gridColumn = panel.at.x + 1 + ' / span ' + panel.at.w; card.style.gridRow = 'span ' + panel.at.h;
      const head = make('h4', '', panel.title); head.title = [panel.about, ...panel.queries].filter(Boolean).join('\n\n'); card.append(head);
      grid.append(card); late.push(() => (DRAW[panel.type] || (panel.series.length ? plot : words(['(' + panel.type + ')'])))(card, panel));
    });
  });
  late.forEach((draw) => draw());
}
function show() {
  const [view, id] = decodeURIComponent(location.hash.slice(1)).split(/\/(.*)/s);
  const board = view === 'board' ? BOARDS.find((b) => b.id === id) : view === '' ? BOARDS[0] : undefined;
  const name = board ? 'board' : document.getElementById(view) ? view : 'slos';
  document.querySelectorAll('main > section').forEach((s) => { s.hidden = s.id !== name; });
  document.querySelectorAll('nav a').forEach((a) => { a.hash === location.hash ? a.setAttribute('aria-current', 'page') : a.removeAttribute('aria-current'); });
  if (board) drawBoard(board);
}
const root = document.documentElement;
root.dataset.theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
document.getElementById('theme').addEventListener('click', () => { root.dataset.theme = root.dataset.theme === 'dark' ? 'light' : 'dark'; show(); });
document.getElementById('filter').addEventListener('input', (e) => { const wanted = e.target.value.toLowerCase(); document.querySelectorAll('.boards li').forEach((li) => { li.hidden = !li.textContent.toLowerCase().includes(wanted); }); });
addEventListener('hashchange', show);
let waiting; addEventListener('resize', () => { clearTimeout(waiting); waiting = setTimeout(show, 200); });
show();
`;
