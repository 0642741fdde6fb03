import type {
  AnnotationWire,
  DashboardWire,
  PlacedWire,
  RowWire,
  TargetWire,
  VariableWire,
} from '../../../../../src/artifacts/grafana-dashboard/wire.ts';
import { isRecord } from '../../../../../src/kernel/canonical.ts';

// What a board of ours and a recorded one may differ in, each with its reason. Anything else is a difference.

/** What signalbox adds to every board: whose it is, marks of its alerts, a menu of its neighbours. */
const ADDED_TAG = 'signalbox';
const ADDED_LAYERS = new Set(['Deployments', 'Firing alerts', 'Events', 'SLO events']);
const ADDED_MENU = /^More of /;
/** The recordings' Prometheus is called `prom`; panels of ours follow a data source variable where the board has one. */
const UIDS = new Map([
  ['prom', 'prometheus'],
  ['${ds}', 'prometheus'],
]);

/** What Grafana assumes of a query that does not say it. */
const QUERY_DEFAULTS: Readonly<Record<string, unknown>> = {
  format: 'time_series',
  instant: false,
  queryType: 'range',
  legendFormat: '__auto',
};
/** Which editor opens in the browser: the recordings say it for Prometheus only. */
const LOKI_EDITOR = 'editorMode';

/** Picked when a board opens: a server keeps what was picked last. */
const PICKED = new Set(['current', 'options']);
const VARIABLE_DEFAULTS: Readonly<Record<string, unknown>> = { multi: false, includeAll: false, regex: '', auto: false };

export function alike(board: DashboardWire, recorded: DashboardWire): DashboardWire {
  const ids = new Map(recorded.panels.flatMap(within).map((one) => [one.title, one.id]));
  const { uid: _uid, id: _id, ...rest } = board as DashboardWire; // the recordings keep them in the object's metadata
  return {
    ...(rest as DashboardWire),
    timezone: board.timezone === 'browser' ? '' : board.timezone, // Grafana's word for the browser's own is nothing
    tags: board.tags.filter((tag) => tag !== ADDED_TAG),
    links: board.links.filter(({ title }) => !ADDED_MENU.test(title)),
    annotations: { list: board.annotations.list.filter(({ name }) => !ADDED_LAYERS.has(name)).map(annotation) },
    templating: { list: board.templating.list.map(variable) },
    panels: board.panels.map((one) => panel(one, ids)),
  };
}

function within(one: PlacedWire | RowWire): readonly (PlacedWire | RowWire)[] {
  return 'panels' in one ? [one, ...one.panels] : [one];
}

/** Ids are made of titles here, and were counted there. */
function panel<P extends PlacedWire | RowWire>(one: P, ids: ReadonlyMap<string, number>): P {
  const id = ids.get(one.title) ?? one.id;
  if ('panels' in one) return { ...one, id, panels: one.panels.map((inner) => panel(inner, ids)) };
  if ('libraryPanel' in one) {
    const { title, gridPos, libraryPanel } = one;
    return { id, title, gridPos, libraryPanel } as P; // the rest is kept with the library panel
  }
  if (!('targets' in one)) return { ...one, id };
  return { ...one, id, datasource: datasource(one.datasource), targets: one.targets?.map(target) };
}

function target({ datasource: of, ...query }: TargetWire): TargetWire {
  const said = Object.entries(query).filter(([key, value]) => QUERY_DEFAULTS[key] !== value);
  const own = of.type === 'loki' ? said.filter(([key]) => key !== LOKI_EDITOR) : said;
  return { ...Object.fromEntries(own), datasource: datasource(of), refId: query.refId as string };
}

function variable({ query, ...one }: VariableWire): VariableWire {
  const said = Object.entries(one).filter(([key, value]) => !PICKED.has(key) && VARIABLE_DEFAULTS[key] !== value);
  // `refId` and `qryType` are the editor's own bookkeeping
  const asked = isRecord(query) ? { query: query['query'] } : query;
  const of = one['datasource'] ? { datasource: datasource(one['datasource']) } : {};
  return { ...(Object.fromEntries(said) as VariableWire), ...(asked === undefined ? {} : { query: asked }), ...of };
}

/** Before Grafana 8 the query of a layer stood beside its name; the recording has that form, ours the newer one. */
function annotation({ expr, step, ...one }: AnnotationWire): AnnotationWire {
  const { hide, tagKeys, textFormat, ...rest } = one;
  const older = expr === undefined ? {} : { target: { expr, interval: step, refId: 'Anno' } };
  const said = { ...(hide ? { hide } : {}), ...(tagKeys ? { tagKeys } : {}), ...(textFormat ? { textFormat } : {}) };
  return { ...rest, ...older, ...said, datasource: datasource(one.datasource) } as AnnotationWire;
}

function datasource(of: unknown) {
  const { type, uid } = of as { readonly type: string; readonly uid: string };
  return { type, uid: UIDS.get(uid) ?? uid };
}
