/** How each kind of panel is drawn. Plain JavaScript, after the values. */
export const DRAWING = `
const COLOURS = ['#3274d9', '#e08400', '#2b8a3e', '#8f3bb8', '#c4162a', '#0f8f8f', '#b8860b', '#5b6abf'];
const colour = (i) => COLOURS[i % COLOURS.length];
const PAINT = { green: '#2b8a3e', red: '#c4162a', orange: '#e08400', yellow: '#b8860b', blue: '#3274d9', purple: '#8f3bb8' };
const paint = (name) => (name === 'text' ? ink('--soft') : PAINT[name.replace(/^(?:super-light|semi-dark|light|dark)-/, '')] || name);
const fits = (c, name) => { if (c.pattern === undefined) return c.name === name; try { return new RegExp(c.pattern, 'i').test(name); } catch { return false; } };
// what is fixed for a name, else the next of the palette
const colourOf = (panel, name, i) => { const fixed = panel.colours.find((c) => fits(c, name)); return fixed ? paint(fixed.color) : colour(i); };
const make = (tag, name, text) => { const e = document.createElement(tag); if (name) e.className = name; if (text !== undefined) e.textContent = text; return e; };
const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const POWERS = Array.from({ length: 60 }, (_, i) => 2 ** (i - 2));
const two = (n) => String(n).padStart(2, '0');
const clock = (t, span) => { const d = new Date(t * 1000), day = two(d.getUTCDate()) + '.' + two(d.getUTCMonth() + 1) + '.'; return span > 172800 ? day : two(d.getUTCHours()) + ':' + two(d.getUTCMinutes()) + (span < 600 ? ':' + two(d.getUTCSeconds()) : ''); };

function plot(into, panel, board) {
  const box = make('div', 'plot'), legend = make('div', 'legend');
  into.append(box, legend);
  const times = timesOf(board, panel), span = times[times.length - 1] - times[0], all = seriesOf(panel);
  const lines = all.map((s) => s.values), alone = times.length === 1 || lines.some((v) => v.filter((x) => x !== null).length === 1);
  const series = all.map((s, i) => ({ label: s.name, stroke: colourOf(panel, s.name, i), width: 1.5, spanGaps: false, points: { show: alone, size: 5 } }));
  if (panel.goal !== undefined) { lines.push(times.map(() => panel.goal)); series.push({ label: 'goal', stroke: COLOURS[4], dash: [6, 4], width: 1 }); }
  series.forEach((s) => { const item = make('span'), dot = make('i'); dot.style.background = s.stroke; item.append(dot, s.label); legend.append(item); });
  const line = ink('--line'), axis = { stroke: ink('--soft'), grid: { stroke: line, width: 1 }, ticks: { stroke: line, size: 4 }, font: '11px system-ui' };
  into.chart = new uPlot({ width: Math.max(80, box.clientWidth), height: Math.max(40, box.clientHeight), padding: [8, 16, 0, 0], legend: { show: false }, cursor: { y: false },
    scales: { y: { range: (_, low, high) => level(low, high) } },
    series: [{}, ...series], axes: [{ ...axis, size: 26, values: (_, ticks) => ticks.map((t) => clock(t, span)) }, { ...axis, size: 66, ...(/^(bytes|binBps)$/.test(panel.unit) ? { incrs: POWERS } : {}), values: (_, ticks) => ticks.map((v) => format(v, panel.unit)) }] }, [times, ...lines], box);
}
// a flat line lies in the middle; what is near zero starts there
function level(low, high) {
  if (low === null || high === null) return [0, 1];
  if (low === high) return low === 0 ? [0, 1] : [Math.min(low * 0.9, low * 1.1), Math.max(low * 0.9, low * 1.1)];
  const room = (high - low) * 0.08;
  return [low >= 0 && low < (high - low) * 0.6 ? 0 : low - room, high + room];
}
function number(into, panel) {
  const all = seriesOf(panel), box = make('div', 'numbers');
  all.slice(0, 6).forEach((s) => {
    const v = last(s.values), state = panel.goal === undefined || v === null ? '' : v >= panel.goal ? ' good' : ' bad', one = make('div', 'number');
    one.append(make('div', 'big' + state, format(v, panel.unit)));
    if (all.length > 1) one.append(make('div', 'name', s.name));
    box.append(one);
  });
  into.append(box);
}
function dial(into, panel) {
  const all = seriesOf(panel), box = make('div', 'numbers');
  all.slice(0, 4).forEach((s) => {
    const v = last(s.values), share = v === null ? 0 : panel.unit === 'percent' ? v / 100 : panel.unit === 'percentunit' ? v : 0.6, one = make('div', 'number dial');
    const full = Math.min(1, Math.max(0, share)), bad = panel.goal !== undefined && v !== null && v < panel.goal;
    const arc = 'M 10 52 A 42 42 0 0 1 94 52';
    one.innerHTML = '<svg viewBox="0 0 104 58" aria-hidden="true"><path d="' + arc + '" fill="none" stroke="var(--line)" stroke-width="10"/><path d="' + arc + '" fill="none" stroke="var(--' + (bad ? 'bad' : panel.goal !== undefined ? 'good' : 'mark') + ')" stroke-width="10" pathLength="100" stroke-dasharray="' + (full * 100).toFixed(1) + ' 100"/></svg>';
    one.append(make('div', 'big', format(v, panel.unit)));
    if (all.length > 1) one.append(make('div', 'name', s.name));
    box.append(one);
  });
  into.append(box);
}
function bars(into, panel) {
  const box = make('div', 'plot scroll'), all = seriesOf(panel).map((s) => ({ name: s.name, v: last(s.values) })), most = Math.max(...all.map((a) => a.v || 0), 1e-9);
  all.forEach((a, i) => {
    const row = make('div', 'row'), bar = make('div', 'bar'), fill = make('i');
    fill.style.cssText = 'width:' + Math.max(0, (100 * (a.v || 0)) / most) + '%;background:' + colourOf(panel, a.name, i);
    bar.append(fill); row.append(make('span', 'name', a.name), bar, make('span', 'value', format(a.v, panel.unit))); box.append(row);
  });
  into.append(box);
}
function rows(into, panel) {
  const table = make('table'), box = make('div', 'plot scroll');
  seriesOf(panel).forEach((s) => { const tr = make('tr'); tr.append(make('td', '', s.name), make('td', 'value', format(last(s.values), panel.unit))); table.append(tr); });
  box.append(table); into.append(box);
}
function strips(into, panel) {
  const box = make('div', 'plot scroll'), cells = 60;
  const all = panel.seen ? panel.seen.series.map((s) => ({ name: s.name, on: (i) => s.values[Math.floor((i * s.values.length) / cells)] }))
    : panel.series.map((s) => { const next = noise(seedOf(panel.title + s.name)), at = Math.floor(next() * cells), long = next() < 0.5 ? 0 : 2 + Math.floor(next() * 4); return { name: s.name, on: (i) => (i >= at && i < at + long ? 1 : null) }; });
  all.forEach((s) => {
    const row = make('div', 'row'), strip = make('div', 'strip');
    for (let i = 0; i < cells; i++) { const v = s.on(i), cell = make('i'); cell.style.background = v === null || v === undefined ? 'var(--line)' : v > 0 ? 'var(--bad)' : 'var(--good)'; strip.append(cell); }
    row.append(make('span', 'name', s.name), strip); box.append(row);
  });
  into.append(box);
}
// cumulative buckets, as Prometheus has them: what is in one is what it has more than the one below
function bucketsOf(panel) {
  const upper = (s) => (s.name === '+Inf' ? Infinity : Number(s.name));
  const all = panel.seen.series.filter((s) => !Number.isNaN(upper(s))).sort((a, b) => upper(a) - upper(b));
  return all.map((s, i) => ({ name: s.name === '+Inf' ? '∞' : format(upper(s), panel.unit), values: s.values.map((v, t) => (v === null ? 0 : Math.max(0, v - ((i > 0 && all[i - 1].values[t]) || 0)))) }));
}
function madeUpBuckets(panel) {
  const next = noise(seedOf(panel.title)), edges = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
  return edges.map((edge, y) => ({ name: panel.unit === 's' ? seconds(edge) : String(edge), values: Array.from({ length: 60 }, (_, x) => Math.exp(-Math.pow((y - 3.4 - 0.9 * Math.sin(x / 9)) / 1.5, 2)) * (0.6 + 0.4 * next())) }));
}
function heat(into, panel) {
  const box = make('div', 'plot heat'), canvas = make('canvas'), names = make('div', 'names'), buckets = panel.seen ? bucketsOf(panel) : madeUpBuckets(panel);
  const columns = Math.max(1, ...buckets.map((b) => b.values.length)), most = Math.max(1e-9, ...buckets.flatMap((b) => b.values));
  box.append(names, canvas); into.append(box);
  const step = Math.ceil(buckets.length / 10);
  [...buckets].reverse().forEach((b, i) => names.append(make('span', '', i % step === 0 ? b.name : '')));
  canvas.width = Math.max(1, canvas.clientWidth); canvas.height = Math.max(1, canvas.clientHeight);
  const pen = canvas.getContext('2d'), w = canvas.width / columns, h = canvas.height / Math.max(1, buckets.length);
  pen.fillStyle = ink('--mark');
  buckets.forEach((b, y) => b.values.forEach((v, x) => { if (v <= 0) return; pen.globalAlpha = 0.06 + 0.94 * Math.sqrt(v / most); pen.fillRect(x * w, canvas.height - (y + 1) * h, Math.max(1, w - 1), Math.max(1, h - 1)); }));
}
function words(list) { return (into, panel) => { const box = make('div', 'plot scroll'); (panel.seen ? panel.seen.lines : alike(list, panel)).forEach((text) => box.append(make('div', 'line', text))); into.append(box); }; }
// a panel of errors shows errors
function alike(list, panel) { const bad = /=~?"error/.test(panel.queries.join()) ? list.filter((text) => /error/.test(text)) : []; return bad.length ? bad : list; }
function alerts(into, panel, board) {
  if (board.grid) return unasked(into);
  const box = make('div', 'plot middle'); box.append(make('span', 'good', '✓'), make('span', '', 'no alert is firing')); into.append(box);
}
function unasked(into) { into.append(make('div', 'plot middle', 'not asked for')); }
function nothing(into, panel) {
  const box = make('div', 'plot middle ' + panel.seen.state);
  box.append(make('b', '', panel.seen.state === 'failed' ? 'failed' : 'no data'), make('span', '', panel.seen.message)); into.append(box);
}
const LOGS = ['10:42:07 info  request answered  route=/pay status=200 seconds=0.041', '10:42:06 warn  slow answer  route=/search seconds=0.812', '10:42:06 error payment declined  trace_id=4bf92f3577b34da6', '10:41:58 error upstream did not answer within 5 s  trace_id=81c0a7fe2d1b6690', '10:41:31 error payment declined  trace_id=d2f1904cc76a4e0b', '10:42:05 info  request answered  route=/cart status=200 seconds=0.023', '10:42:03 info  request answered  route=/pay status=200 seconds=0.038'];
const TRACES = ['4bf92f3577b34da6  POST /pay     checkout  1.2 s   error', '81c0a7fe2d1b6690  GET /search   catalogue  1.1 s', 'd2f1904cc76a4e0b  POST /pay     checkout  1.0 s'];
const NODES = ['gateway → checkout  42/s', 'checkout → payments  17/s', 'checkout → store  40/s'];
const DRAW = { timeseries: plot, trend: plot, barChart: bars, barchart: bars, stat: number, gauge: dial, bargauge: bars, piechart: bars, histogram: bars, heatmap: heat, table: rows,
  'state-timeline': strips, 'status-history': strips, logs: words(LOGS), traces: words(TRACES), nodeGraph: words(NODES), alertlist: alerts,
  text: (into, panel) => { const box = make('div', 'plot scroll prose'); box.innerHTML = panel.text; into.append(box); } };

function drawPanel(card, panel, board) {
  if (panel.seen && panel.seen.state !== 'data') return nothing(card, panel);
  if (board.grid && !panel.seen && panel.queries.length) return unasked(card);
  const draw = DRAW[panel.type] || (panel.series.length || panel.seen ? plot : words(['(' + panel.type + ')']));
  draw(card, panel, board);
  if (panel.seen && panel.seen.message) card.append(make('div', 'partly', panel.seen.message));
}
`;
