const KEYS: readonly (readonly [key: string, does: string])[] = [
  ['/', 'search boards and panels; Enter opens the first found, Esc leaves'],
  ['j, k', 'the next or the previous view or board that is found'],
  ['↓, ↑', 'the same among the links, once one has the focus'],
  ['n, p', 'the next or the previous panel'],
  ['Enter', 'on a panel: its queries, what it is about, what changed'],
  ['t', 'light or dark'],
  ['?', 'this list; Esc closes it'],
];

/** What the keys do, and the place for what a panel is about. */
export const HELP = `<dialog id="help" aria-labelledby="help-title"><h2 id="help-title">Keys</h2>
<table><tbody>${KEYS.map(([key, does]) => `<tr><th scope="row"><kbd>${key}</kbd></th><td>${does}</td></tr>`).join('')}</tbody></table>
<form method="dialog"><button>Close</button></form></dialog>
<dialog id="about" aria-labelledby="about-title"><h2 id="about-title"></h2><div id="about-text"></div>
<form method="dialog"><button>Close</button></form></dialog>`;
