import { metricCatalogue } from '../check/metric-catalogue.ts';
import { analyseQueries, queryOfAlert } from '../check/queries.ts';
import { alertLabels } from '../check/routing/alert-labels.ts';
import type { Diagnostic } from '../kernel/diagnostic.ts';
import type { Derived } from '../model/derived.ts';
import { boardLinks } from './board-links.ts';
import { previewBoards } from './boards.ts';
import { type Compared, changeList } from './change-list.ts';
import { CLIENT } from './client.ts';
import { DRAWING } from './client-draw.ts';
import { VALUES } from './client-values.ts';
import { costTable } from './cost-table.ts';
import { html, scriptJson } from './escape.ts';
import { findingsTable } from './findings.ts';
import { HELP } from './help.ts';
import { routeTree } from './route-tree.ts';
import type { Snapshot } from './seen.ts';
import { seenCounts, seenList } from './seen-list.ts';
import { sloList } from './slo-list.ts';
import { STYLE } from './style.ts';

export interface PreviewInput {
  readonly derived: Derived;
  readonly diagnostics: readonly Diagnostic[];
  /** The chart library's own files: the page loads nothing. */
  readonly chart: { readonly script: string; readonly style: string };
  /** What generated files were compared with. */
  readonly compared?: Compared;
  /** What a change costs, in sentences. */
  readonly costChange?: readonly string[];
  /** What the queries of the panels were answered with; without it values are made up. */
  readonly snapshot?: Snapshot;
}

interface View {
  readonly id: string;
  readonly title: string;
  readonly body: string;
}

/** One page that needs no network: every board, the objectives simulated, the route tree, what the checks say, what changes. */
export function previewPage(input: PreviewInput): string {
  const { derived, snapshot, chart } = input;
  const catalogue = metricCatalogue(derived);
  const queries = analyseQueries(derived, catalogue);
  const changes = input.compared && 'changes' in input.compared ? input.compared.changes : [];
  const boards = previewBoards({ derived, queries, catalogue, changes, snapshot });
  const views = viewsOf(input, boards, routeTree(derived, alertLabels(derived, queryOfAlert(derived, catalogue))));
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
<nav aria-label="Views and boards">
<h1>signalbox</h1>
<div class="tools"><button type="button" id="theme" aria-label="Switch between light and dark">light / dark</button>
<button type="button" id="keys" aria-label="Keys of this page" aria-haspopup="dialog">?</button></div>
<input type="search" id="filter" placeholder="Search ( / )" aria-label="Search boards and panels">
<p id="found" class="note" role="status"></p>
<ul class="views">${views.map(({ id, title }) => `<li><a href="#${id}">${html(title)}</a></li>`).join('')}</ul>
${boardLinks(boards)}
</nav>
<main id="main" tabindex="-1">
<p class="note">${html(aboutValues(snapshot))}</p>
<section id="board" aria-live="off" hidden></section>
${views.map(({ id, title, body }) => `<section id="${id}" hidden><h2>${html(title)}</h2>${body}</section>`).join('\n')}
</main>
${HELP}
${boards.map((board) => `<script type="application/json" class="data" id="data:${html(board.id)}">${scriptJson(board)}</script>`).join('\n')}
<script>${chart.script}</script>
<script>${VALUES}
${DRAWING}
${CLIENT}</script>
</body>
</html>
`;
}

function viewsOf(input: PreviewInput, boards: ReturnType<typeof previewBoards>, routes: string): View[] {
  const { derived, diagnostics, compared, snapshot } = input;
  const silent = boards.map(seenCounts).reduce((sum, { empty, failed }) => sum + empty + failed, 0);
  const changed = compared && 'changes' in compared ? ` (${compared.changes.length})` : '';
  return [
    { id: 'slos', title: 'Objectives', body: sloList(derived.estate.slos) },
    { id: 'routes', title: 'Routes', body: routes },
    { id: 'cost', title: 'Cost', body: costTable(derived, input.costChange ?? []) },
    { id: 'findings', title: `Findings (${diagnostics.length})`, body: findingsTable(diagnostics) },
    ...(compared ? [{ id: 'changes', title: `Changes${changed}`, body: changeList(compared) }] : []),
    ...(snapshot ? [{ id: 'silent', title: `Empty or failing (${silent})`, body: seenList(boards) }] : []),
  ];
}

function aboutValues(snapshot: Snapshot | undefined): string {
  if (!snapshot)
    return 'Values on boards are made up from the definitions: they show how a board will look, not how a service does.';
  const at = `${snapshot.at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return `Values on boards are what the servers of ${snapshot.target} answered at ${at}; alert lists and node graphs are not asked for.`;
}
