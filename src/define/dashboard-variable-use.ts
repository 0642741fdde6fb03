import { byText } from '../kernel/canonical.ts';
import { type Diagnostic, type Excerpt, error, warning } from '../kernel/diagnostic.ts';
import { nearest } from '../kernel/nearest.ts';
import type { Dashboard } from '../model/dashboard.ts';

/** `$name`, `${name:csv}`, `[[name]]`. https://grafana.com/docs/grafana/latest/dashboards/variables/variable-syntax/ */
const USE = /\$(?:\{([A-Za-z_]\w*)(?::\w+)?\}|([A-Za-z_]\w*))|\[\[([A-Za-z_]\w*)(?::\w+)?\]\]/g;
/** What Grafana itself fills in. https://grafana.com/docs/grafana/latest/dashboards/variables/add-template-variables/#global-variables */
const GRAFANA_OWN: ReadonlySet<string> = new Set([
  ...['__interval', '__interval_ms', '__rate_interval', '__rate_interval_ms', '__range', '__range_s', '__range_ms', '__auto'],
  ...['__from', '__to', '__dashboard', '__name', '__org', '__user', '__timezone', '__timeFilter', '__searchFilter', '__all'],
  ...['__data', '__field', '__series', '__value', '__url', '__url_time_range', '__all_variables', '__cell'],
]);
/** A variable of the type "interval" that is set to auto, a column of a table. */
const GRAFANA_MADE = /^__(?:auto_interval_\w+|cell_\d+)$/;

/** Grafana adds filters and groups to queries that do not name them, and a picked data source is every panel's. */
const WORKS_BY_ITSELF: ReadonlySet<string> = new Set(['constant', 'adhoc', 'groupby', 'datasource']);

/** Variables that queries use and nobody declares, and variables that nothing uses. */
export function checkVariables(dashboard: Dashboard): readonly Diagnostic[] {
  return [...unknown(dashboard), ...unused(dashboard)];
}

/** A text that Grafana sends to a server once it has filled in the variables. */
interface Asked {
  readonly by: string;
  readonly text: string;
  readonly origin: object;
}

function unknown(dashboard: Dashboard): readonly Diagnostic[] {
  const declared = new Set(dashboard.variables.map(({ name }) => name));
  const told = (message: string, name: string, more: { readonly origin: object; readonly excerpt?: Excerpt }) =>
    error('dashboard/unknown-variable', dashboard.address, message, { fix: fixFor(name, [...declared].sort(byText)), ...more });
  const repeats = repeatedOver(dashboard).filter((name) => !declared.has(name));
  return [
    ...repeats.map((name) =>
      told(`Something is repeated for $${name}, which is no variable.`, name, { origin: dashboard.origin }),
    ),
    ...askedBy(dashboard).flatMap(({ by, text, origin }) =>
      usesIn(text)
        .filter(({ name }) => !declared.has(name))
        .map(({ name, from, to }) =>
          told(`${by} uses $${name}, which is no variable.`, name, { origin, excerpt: { text, from, to } }),
        ),
    ),
  ];
}

function askedBy(dashboard: Dashboard): readonly Asked[] {
  const { annotations, origin, variables } = dashboard;
  return [
    ...panelsOf(dashboard).flatMap((panel) =>
      panel.queries.map(({ query }) => ({ by: `Panel ${panel.title}`, text: query.text, origin: panel.origin })),
    ),
    ...annotations.flatMap((one) =>
      one.from === 'query' ? [{ by: `Annotation ${one.name}`, text: one.query.text, origin }] : [],
    ),
    ...variables.flatMap((one) => (one.type === 'query' ? [{ by: `Variable ${one.name}`, text: one.query, origin }] : [])),
  ];
}

function unused(dashboard: Dashboard): readonly Diagnostic[] {
  if (dashboard.variables.length === 0) return [];
  const texts = [
    ...panelsOf(dashboard).flatMap((panel) => [panel.title, panel.description, JSON.stringify(panel.options)]),
    ...panelsOf(dashboard).flatMap((panel) => panel.queries.flatMap(({ query, legend }) => [query.text, legend])),
    ...panelsOf(dashboard).map(({ frame }) => JSON.stringify(frame)),
    ...dashboard.annotations.flatMap((one) => (one.from === 'query' ? [one.query.text, one.title, one.text] : one.tags)),
    ...dashboard.variables.map(({ query }) => query),
    ...dashboard.sections.map(({ title }) => title),
    ...dashboard.links.map(({ url }) => url),
  ];
  const used = new Set([...texts.flatMap(usesIn).map(({ name }) => name), ...repeatedOver(dashboard)]);
  return dashboard.variables
    .filter(({ name, type }) => !used.has(name) && !WORKS_BY_ITSELF.has(type))
    .map(({ name }) =>
      warning('dashboard/unused-variable', dashboard.address, `No panel uses the variable ${name}: it changes nothing.`, {
        fix: `use it, as in where({ ${name} }), or leave it out of \`variables\``,
        origin: dashboard.origin,
      }),
    );
}

function repeatedOver({ sections }: Dashboard): readonly string[] {
  const panels = sections.flatMap((one) => one.panels);
  return [...sections.flatMap(({ repeat }) => repeat ?? []), ...panels.flatMap(({ frame }) => frame.repeat?.variable ?? [])];
}

function usesIn(text: string): readonly { readonly name: string; readonly from: number; readonly to: number }[] {
  return [...text.matchAll(USE)]
    .map((match) => ({ name: match[1] ?? match[2] ?? match[3] ?? '', from: match.index, to: match.index + match[0].length }))
    .filter(({ name }) => !GRAFANA_OWN.has(name) && !GRAFANA_MADE.test(name));
}

function panelsOf(dashboard: Dashboard) {
  return dashboard.sections.flatMap(({ panels }) => panels);
}

function fixFor(name: string, declared: readonly string[]): string {
  if (name.startsWith('__')) return `did you mean $${nearest(name, GRAFANA_OWN) ?? '__rate_interval'}?`;
  const known = declared.length === 0 ? '' : `, or use one of ${declared.map((one) => `$${one}`).join(', ')}`;
  return `add ${name} to the dashboard's \`variables\`${known}`;
}
