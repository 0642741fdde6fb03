/** What the page does once it is open: views, boards, search, keys. Plain JavaScript, after the drawing. */
export const CLIENT = String.raw`
const byId = (id) => document.getElementById(id);
const root = document.documentElement;
const links = () => [...document.querySelectorAll('nav a')].filter((a) => a.getClientRects().length > 0);
const boardNow = () => byId('data:' + decodeURIComponent(location.hash.slice(1)).replace(/^board\//, ''));

// a panel is drawn when it comes near the window: a board may have hundreds
let waiting = new Map();
const near = new IntersectionObserver((seen) => seen.forEach(({ isIntersecting, target }) => { if (isIntersecting) drawNow(target); }), { rootMargin: '400px' });
function drawNow(card) { const draw = waiting.get(card); if (!draw) return; waiting.delete(card); near.unobserve(card); draw(); }
function drawAll() { [...waiting.keys()].forEach(drawNow); }
addEventListener('beforeprint', drawAll);

function tag(name, text) { return make('span', 'tag ' + name, text || name); }
function drawBoard(board) {
  const into = byId('board'), head = make('h2', '', board.title + ' ');
  near.disconnect(); waiting = new Map();
  if (board.change) head.append(tag(board.change));
  into.replaceChildren(head);
  if (board.description) into.append(make('p', 'note', board.description));
  if (board.variables.length) { const vars = make('div', 'vars'); board.variables.forEach((v) => vars.append(make('span', 'chip', v))); into.append(vars); }
  if (board.differs.length) { const list = make('ul', 'differs'); board.differs.forEach((text) => list.append(make('li', '', text))); into.append(list); }
  board.sections.forEach((section) => {
    into.append(make('h3', '', section.title));
    const grid = make('div', 'grid'); into.append(grid);
    section.panels.forEach((panel) => grid.append(cardOf(panel, board)));
  });
  waiting.forEach((_, card) => near.observe(card));
}
function cardOf(panel, board) {
  const card = make('article', 'panel' + (panel.change ? ' ' + panel.change : '')), head = make('h4'), open = make('button', 'title', panel.title);
  card.style.gridColumn = panel.at.x + 1 + ' / span ' + panel.at.w; card.style.gridRow = 'span ' + panel.at.h;
  open.type = 'button'; open.setAttribute('aria-haspopup', 'dialog'); open.addEventListener('click', () => about(panel));
  head.append(open);
  if (panel.range && panel.range.note) head.append(make('small', 'range', panel.range.note));
  if (panel.change) head.append(tag(panel.change));
  if (panel.seen && panel.seen.state !== 'data') head.append(tag(panel.seen.state));
  card.append(head); waiting.set(card, () => drawPanel(card, panel, board));
  return card;
}
function about(panel) {
  byId('about-title').textContent = panel.title;
  const into = byId('about-text'); into.replaceChildren();
  if (panel.about) into.append(make('p', '', panel.about));
  into.append(make('p', 'note', panel.type + (panel.unit ? ', unit ' + panel.unit : '')));
  if (panel.seen && panel.seen.message) into.append(make('p', panel.seen.state, panel.seen.message));
  if (panel.differs.length) { const list = make('ul'); panel.differs.forEach((text) => list.append(make('li', '', text))); into.append(make('h3', '', 'Changes'), list); }
  if (panel.queries.length) into.append(make('h3', '', 'Queries'), ...panel.queries.map((text) => make('pre', '', text)));
  byId('about').showModal();
}

function show() {
  const data = boardNow(), asked = location.hash.slice(1), first = document.querySelector('script.data');
  const shown = data || (asked === '' ? first : null);
  const name = shown ? 'board' : document.querySelector('main > section[id="' + CSS.escape(asked) + '"]') ? asked : 'slos';
  document.querySelectorAll('main > section').forEach((s) => { s.hidden = s.id !== name; });
  const here = shown ? '#board/' + encodeURIComponent(shown.id.slice(5)) : '#' + name;
  document.querySelectorAll('nav a').forEach((a) => { if (a.hash === here) { a.setAttribute('aria-current', 'page'); a.scrollIntoView({ block: 'nearest' }); } else a.removeAttribute('aria-current'); });
  if (shown) drawBoard(JSON.parse(shown.textContent));
  const title = document.querySelector('main > section:not([hidden]) h2');
  document.title = (title ? title.textContent.trim() + ' · ' : '') + 'signalbox preview';
}
function step(by) {
  const all = links(), at = all.findIndex((a) => a.hasAttribute('aria-current')), next = all[Math.min(all.length - 1, Math.max(0, at + by))];
  if (next) location.hash = next.hash;
}
function panelStep(by) {
  const all = [...document.querySelectorAll('#board .title')], at = all.indexOf(document.activeElement), next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
  if (next) { next.focus(); next.scrollIntoView({ block: 'center' }); }
}
function search() {
  const wanted = byId('filter').value.trim().toLowerCase();
  let found = 0;
  document.querySelectorAll('.boards li').forEach((li) => { li.hidden = !(li.textContent + '\n' + li.dataset.words).toLowerCase().includes(wanted); if (!li.hidden) found++; });
  document.querySelectorAll('nav details').forEach((d) => { d.hidden = !d.querySelector('li:not([hidden])'); });
  byId('found').textContent = wanted === '' ? '' : found === 1 ? '1 board' : found + ' boards';
}
function theme() { root.dataset.theme = root.dataset.theme === 'dark' ? 'light' : 'dark'; show(); }

const KEYS = { '/': () => byId('filter').focus(), j: () => step(1), k: () => step(-1), n: () => panelStep(1), p: () => panelStep(-1), t: theme, '?': () => byId('help').showModal() };
addEventListener('keydown', (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || document.querySelector('dialog[open]')) return;
  const writes = e.target === byId('filter');
  if (writes && e.key === 'Escape') { byId('filter').value = ''; search(); byId('filter').blur(); return; }
  if (writes && e.key === 'Enter') { const first = document.querySelector('.boards li:not([hidden]) a'); if (first) { location.hash = first.hash; byId('filter').blur(); } return; }
  const moves = e.key === 'ArrowDown' ? 1 : e.key === 'ArrowUp' ? -1 : 0;
  if (moves && (writes || e.target.closest('nav'))) { const all = links(), at = all.indexOf(e.target); (all[at < 0 ? 0 : at + moves] || byId('filter')).focus(); e.preventDefault(); return; }
  if (writes || !KEYS[e.key]) return;
  e.preventDefault(); KEYS[e.key]();
});
root.dataset.theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
byId('theme').addEventListener('click', theme);
byId('keys').addEventListener('click', () => byId('help').showModal());
byId('filter').addEventListener('input', search);
document.querySelector('.skip').addEventListener('click', (e) => { e.preventDefault(); byId('main').focus(); });
// simulations are long: each is put in when it is opened
document.querySelectorAll('details.slo').forEach((d) => d.addEventListener('toggle', () => { const box = d.querySelector('.svg'), data = d.querySelector('script'); if (d.open && data) { box.innerHTML = JSON.parse(data.textContent); data.remove(); } }));
addEventListener('hashchange', () => { show(); scrollTo(0, 0); });
let pause, width = innerWidth;
addEventListener('resize', () => { if (innerWidth === width) return; width = innerWidth; clearTimeout(pause); pause = setTimeout(show, 200); });
show();
`;
