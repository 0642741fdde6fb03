/** Values of series, seen or made up, and how they are written. Plain JavaScript: a browser reads it as it stands. */
export const VALUES = `
const POINTS = 120, STEP = 180, NOW = 1767225600;
const MADE_UP = { from: NOW - (POINTS - 1) * STEP, stepSeconds: STEP, points: POINTS };
const gridOf = (board, { range, seen }) => { if (board.grid) return (seen && seen.grid) || board.grid; if (!range) return MADE_UP; const s = range.seconds ? range.seconds / (POINTS - 1) : STEP; return { from: NOW - range.backSeconds - (POINTS - 1) * s, stepSeconds: s, points: POINTS }; };
const timesOf = (board, panel) => { const g = gridOf(board, panel); return Array.from({ length: g.points }, (_, i) => g.from + i * g.stepSeconds); };

function seedOf(text) { let h = 2166136261; for (const c of text) h = Math.imul(h ^ c.codePointAt(0), 16777619) >>> 0; return h; }
function noise(seed) { let s = seed; return () => { s = (s + 0x6d2b79f5) >>> 0; let m = Math.imul(s ^ (s >>> 15), s | 1); m ^= m + Math.imul(m ^ (m >>> 7), m | 61); return ((m ^ (m >>> 14)) >>> 0) / 4294967296; }; }
// as a service breathes: a slow wave, some drift, a little noise; softly bounded, so that nothing runs along an edge
function madeUp(title, series) {
  const next = noise(seedOf(title + '/' + series.seed)), phase = next() * 6, slow = 11 + next() * 9;
  let drift = 0;
  const whole = series.high >= 2 && Number.isInteger(series.low);
  return Array.from({ length: POINTS }, (_, i) => {
    drift = drift * 0.92 + (next() - 0.5) * 0.34;
    const wave = 0.5 + 0.42 * Math.tanh(0.9 * Math.sin(i / slow + phase) + drift);
    const v = series.low + (series.high - series.low) * wave;
    return whole ? Math.round(v) : v;
  });
}
function seriesOf(panel) {
  if (panel.seen) return panel.seen.series;
  return panel.series.map((s) => ({ name: s.name, values: madeUp(panel.queries[0] || panel.title, s) }));
}
function last(list) { for (let i = list.length - 1; i >= 0; i--) if (list[i] !== null) return list[i]; return null; }
function short(v) { return String(Number(v.toPrecision(3))); }
function si(value, units, step) { let v = value, u = 0; while (Math.abs(v) >= step && u < units.length - 1) { v /= step; u++; } return short(v) + units[u]; }
function seconds(v) {
  const a = Math.abs(v);
  if (a === 0) return '0 s';
  if (a < 0.001) return short(v * 1e6) + ' µs';
  return a < 1 ? short(v * 1000) + ' ms' : a < 120 ? short(v) + ' s' : a < 7200 ? short(v / 60) + ' min' : a < 172800 ? short(v / 3600) + ' h' : short(v / 86400) + ' days';
}
const UNITS = {
  percentunit: (v) => Number((v * 100).toPrecision(4)) + '%', percent: (v) => Number(v.toPrecision(4)) + '%',
  s: seconds, dtdurations: seconds, ms: (v) => seconds(v / 1000),
  bytes: (v) => si(v, [' B', ' KiB', ' MiB', ' GiB', ' TiB'], 1024), decbytes: (v) => si(v, [' B', ' kB', ' MB', ' GB', ' TB'], 1000),
  Bps: (v) => si(v, [' B/s', ' kB/s', ' MB/s', ' GB/s'], 1000), binBps: (v) => si(v, [' B/s', ' KiB/s', ' MiB/s', ' GiB/s'], 1024),
  reqps: (v) => short(v) + '/s', cps: (v) => short(v) + '/s', ops: (v) => short(v) + '/s', celsius: (v) => short(v) + ' °C',
};
function format(v, unit) {
  if (v === null || v === undefined) return '–';
  return (UNITS[unit] || ((n) => si(n, ['', ' k', ' M', ' G'], 1000)))(v);
}
`;
