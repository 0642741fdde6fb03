import { metricCatalogue } from '../check/metric-catalogue.ts';
import { analyseQueries } from '../check/queries.ts';
import { alertLabels } from '../check/routing/alert-labels.ts';
import type { Diagnostic } from '../kernel/diagnostic.ts';
import type { Derived } from '../model/derived.ts';
import { type PreviewBoard, previewBoards } from './boards.ts';
import { CLIENT } from './client.ts';
import { html, scriptJson } from './escape.ts';
import { findingsTable } from './findings.ts';
import { routeTree } from './route-tree.ts';
import { sloList } from './slo-list.ts';
import { STYLE } from './style.ts';

export interface PreviewInput {
  readonly derived: Derived;
  readonly diagnostics: readonly Diagnostic[];
  /** The chart library's own files: the page loads nothing. */
  readonly chart: { readonly script: string; readonly style: string };
}

/** One page that needs no network: every board with made-up values, the objectives simulated, the route tree, what the checks say. */
export function previewPage({ derived, diagnostics, chart }: PreviewInput): string {
  const catalogue = metricCatalogue(derived);
  const queries = analyseQueries(derived, catalogue);
  const boards = previewBoards(derived, queries, catalogue);
  const views = [
    ['slos', 'Objectives', sloList(derived.estate.slos)],
    ['routes', 'Routes', routeTree(derived, alertLabels(derived, queries))],
    ['findings', `Findings (${diagnostics.length})`, findingsTable(diagnostics)],
  ] as const;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>signalbox preview</title>
<style>${chart.style}
${STYLE}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<nav aria-label="Views">
<h1>signalbox</h1>
<button type="button" id="theme" aria-label="Switch between light and dark">light / dark</button>
<input type="search" id="filter" placeholder="Filter boards" aria-label="Filter boards">
<ul>${views.map(([id, title]) => `<li><a href="#${id}">${html(title)}</a></li>`).join('')}</ul>
${folders(boards)}
</nav>
<main id="main" tabindex="-1">
<p class="note">Values on boards are made up from the definitions: they show how a board will look, not how a service does.</p>
<section id="board" hidden></section>
${views.map(([id, title, body]) => `<section id="${id}" hidden><h2>${html(title)}</h2>${body}</section>`).join('\n')}
</main>
<script>${chart.script}</script>
<script>const BOARDS = ${scriptJson(boards)};
${CLIENT}</script>
</body>
</html>
`;
}

function folders(boards: readonly PreviewBoard[]): string {
  const names = [...new Set(boards.map(({ folder }) => folder))].sort();
  return names
    .map((name) => {
      const inside = boards.filter(({ folder }) => folder === name);
      const links = inside
        .map(({ id, title }) => `<li><a href="#board/${encodeURIComponent(id)}">${html(title)}</a></li>`)
        .join('');
      return `<details open><summary>${html(name)}</summary><ul class="boards">${links}</ul></details>`;
    })
    .join('\n');
}
