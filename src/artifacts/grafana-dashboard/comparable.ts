import { canonicalJson, isRecord, sortedEntries } from '../../kernel/canonical.ts';

/** The server's numbers, and the uid, which identifies and is no content. */
const NOT_CONTENT = new Set(['id', 'uid', 'version', 'iteration', 'gnetId']);

/** What Grafana 12 answers where a dashboard says nothing, as JSON. */
const DEFAULTS: ReadonlyMap<string, string> = new Map([
  ['annotations', '{"list":[]}'],
  ['description', '""'],
  ['editable', 'true'],
  ['fiscalYearStartMonth', '0'],
  ['graphTooltip', '0'],
  ['links', '[]'],
  ['liveNow', 'false'],
  ['panels', '[]'],
  ['preload', 'false'],
  ['refresh', '""'],
  ['tags', '[]'],
  ['templating', '{"list":[]}'],
  ['time', '{"from":"now-6h","to":"now"}'],
  ['timepicker', '{}'],
  ['timezone', '""'],
  ['weekStart', '""'],
]);

/** A dashboard without what a server adds: absent, null and the default are one and the same. Order in lists is kept: it is meaning. */
export function comparableDashboard(dashboard: object): unknown {
  return kept(tidied(dashboard), (key, value) => {
    if (NOT_CONTENT.has(key)) return undefined;
    const own = TOP_LEVEL.get(key)?.(value) ?? value;
    return DEFAULTS.get(key) === canonicalJson(own) ? undefined : own;
  });
}

const TOP_LEVEL: ReadonlyMap<string, (value: unknown) => unknown> = new Map([
  ['annotations', (value: unknown) => listOf(value, (one) => (isRecord(one) && one['builtIn'] === 1 ? undefined : one))],
  ['panels', (value: unknown) => (Array.isArray(value) ? value.map(comparablePanel) : value)],
  [
    'templating',
    (value: unknown) =>
      listOf(value, (one) => kept(one, (key, inner) => (key === 'options' && isEmpty(inner) ? undefined : inner))),
  ],
]);

const OF_LIBRARY_PANEL = new Set(['gridPos', 'id', 'title']);

/** A row holds panels of its own; of a library panel only the reference is stored; the plugin's version is the server's. */
function comparablePanel(panel: unknown): unknown {
  const library = isRecord(panel) && isRecord(panel['libraryPanel']);
  return kept(panel, (key, value) => {
    if (key === 'libraryPanel' && isRecord(value)) return { name: value['name'], uid: value['uid'] };
    if (key === 'options' && isRecord(value) && Object.keys(value).length === 0) return undefined; // the k8s-style API drops it
    if (key === 'pluginVersion' || (library && !OF_LIBRARY_PANEL.has(key))) return undefined;
    return key === 'panels' && Array.isArray(value) ? value.map(comparablePanel) : value;
  });
}

/** `{ list: […] }` with each element changed, or left out where it becomes undefined. */
function listOf(value: unknown, change: (one: unknown) => unknown): unknown {
  if (!isRecord(value) || !Array.isArray(value['list'])) return { list: [] };
  return { ...value, list: value['list'].map(change).filter((one) => one !== undefined) };
}

function kept(value: unknown, change: (key: string, inner: unknown) => unknown): unknown {
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, change(key, inner)] as const);
  return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined));
}

/** Sorted keys, and nothing null: Grafana drops nulls too, even a threshold's, which stands for minus infinity. */
function tidied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidied);
  if (!isRecord(value)) return value;
  const present = sortedEntries(value).filter(([, inner]) => inner !== null && inner !== undefined);
  return Object.fromEntries(present.map(([key, inner]) => [key, tidied(inner)]));
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
