import type { QueryContext, Site } from '../authored/context.ts';
import type { AnyMetric, Of } from '../authored/metric.ts';
import { metricOf } from '../authored/query.ts';
import type { Service as AuthoredService, Slo as AuthoredSlo, System as AuthoredSystem } from '../authored/references.ts';
import { ESTATE } from '../kernel/address.ts';
import { error } from '../kernel/diagnostic.ts';
import { parseDuration } from '../kernel/duration.ts';
import type { LibraryHome, Panel, PanelQuery } from '../model/dashboard.ts';
import type { Query } from '../model/query.ts';
import type { Service, System } from '../model/service.ts';
import { type Slo, windowTitle } from '../model/slo.ts';
import { libraryUid } from '../panels/identity.ts';
import type {
  AnyPanelKind,
  AuthoredLibrary,
  AuthoredPanel,
  KindQuery,
  Showable,
  ShowableTraces,
  TraceqlText,
} from '../panels/kind.ts';
import { panelKinds } from '../panels/kinds.ts';
import { refId } from '../panels/ref-id.ts';
import { legendOf } from '../panels/series-of.ts';
import { metricsIn } from '../panels/showing.ts';
import { unitOf } from '../panels/unit-of.ts';
import { ago } from '../query/promql/ago.ts';
import { printPromql } from '../query/promql/print.ts';
import { resolveFrame } from './dashboard-frame.ts';
import { resolveFolder } from './folder-resolve.ts';

/** What references of a panel mean; undefined is a thing that is not part of the estate. */
export interface PanelLookup {
  sloOf(authored: AuthoredSlo): Slo | undefined;
  serviceOf(authored: AuthoredService): Service | undefined;
  systemOf(authored: AuthoredSystem): System | undefined;
}

/** Where a panel stands, and what its references mean. */
export interface PanelScene {
  readonly key: string;
  readonly site: Site;
  readonly context: QueryContext;
  readonly lookup: PanelLookup;
}

/** A panel with its queries as they will run, its unit and its description. */
export function resolvePanel(authored: AuthoredPanel, scene: PanelScene): Panel {
  const kind = kindOf(authored);
  const { options } = authored;
  const shown = kind.shows(options);
  const authoredGoal = kind.goal?.(options);
  const goal = authoredGoal && goalOf(authoredGoal, authored, scene);
  const unit = options.unit ?? (goal ? 'percentunit' : undefined);
  const queries = shown.map((one, index) => resolveQuery(one, index, unit, scene));
  reportLostOverrides(authored, queries.length, scene);
  return {
    key: scene.key,
    type: kind.type,
    title: options.title,
    description: options.description ?? describe(kind, authored, goal, queries, shown),
    unit: unit ?? queries[0]?.unit ?? 'none',
    width: options.width ?? kind.width,
    height: options.height ?? kind.height,
    queries,
    goal,
    options: kind.settings(options),
    frame: resolveFrame(options),
    library: kind.library || !authored.library ? undefined : libraryOf(authored.library, scene.lookup),
    origin: authored,
  };
}

/** Of a service, its system, or the estate. What is not exported has a place in Grafana all the same. */
function libraryOf({ name, service, system, folder }: AuthoredLibrary, lookup: PanelLookup): LibraryHome {
  const home = service ? lookup.serviceOf(service)?.system : system && lookup.systemOf(system);
  return { uid: libraryUid(service?.name ?? system?.name ?? ESTATE, name), name, folder: resolveFolder(folder, home) };
}

function goalOf(slo: AuthoredSlo, panel: AuthoredPanel, { site, context, lookup }: PanelScene): Slo | undefined {
  const goal = lookup.sloOf(slo);
  if (!goal) {
    const message = `The goal of panel ${panel.options.title}, ${slo.name}, is no SLO of the estate.`;
    context.report(error('dashboard/unknown-goal', site.at, message, { fix: `export the SLO ${slo.name}`, origin: panel }));
  }
  return goal;
}

/** An override of a query that is not there changes nothing, without a word. */
function reportLostOverrides(panel: AuthoredPanel, queries: number, { context, site }: PanelScene): void {
  const { overrides = [], title } = panel.options;
  for (const { of } of overrides) {
    if (typeof of === 'string' || of instanceof RegExp || of.query < queries) continue;
    const message = `Panel ${title}: an override is of query ${of.query}, counted from 0, and there are ${queries}.`;
    const fix = queries === 0 ? 'leave it out: the panel asks nothing' : `write a number below ${queries}`;
    context.report(error('definition/wrong-value', site.at, message, { fix, origin: panel }));
  }
}

function kindOf(authored: AuthoredPanel): AnyPanelKind {
  const kind = panelKinds.get(authored.type);
  if (!kind) throw new Error(`no panel kind ${authored.type}`); // only our constructors make panels
  return kind;
}

function resolveQuery(shown: KindQuery, index: number, unit: string | undefined, { site, context }: PanelScene): PanelQuery {
  const asked = queryOf(shown.show, context, site);
  const { offset = '' } = shown;
  const query = offset === '' ? asked : before(asked, offset);
  return {
    refId: refId(index),
    query,
    unit: unit ?? unitOf(shown.show, query),
    legend: legendFor(shown, query),
    offset,
    format: shown.format ?? 'time-series',
    instant: shown.instant ?? false,
    exemplars: shown.exemplars ?? false,
  };
}

/** A comparison reads the name of its series, and when it was. */
function legendFor({ legend, offset }: KindQuery, query: Query): string {
  const name = legend ?? legendOf(query) ?? '';
  return offset === undefined ? name : `${name} ${offset} ago`.trim();
}

/** The query as it was; one that does not parse is reported where it stands. */
function before(query: Query, offset: string): Query {
  const backMs = parseDuration(offset);
  if (query.engine !== 'prometheus' || !query.expr || backMs === undefined) return query;
  const expr = ago(query.expr, backMs);
  return { ...query, expr, text: printPromql(expr) };
}

function queryOf(show: Showable, context: QueryContext, site: Site): Query {
  if ('traceql' in show) return { engine: 'tempo', text: show.traceql };
  if (isTraces(show)) return context.traceql(show, site);
  if (show.kind === 'logs' || show.kind === 'log-selection' || show.kind === 'log-expr') return context.logql(show, site);
  return context.promql(show, site);
}

function isTraces(show: Showable): show is Exclude<ShowableTraces, TraceqlText> {
  if (!('kind' in show)) return false;
  return show.kind === 'trace-expr' || show.kind === 'trace-selection' || show.kind === 'traces';
}

/** What a reader learns from the panel's "i": never empty. */
function describe(
  kind: AnyPanelKind,
  { options }: AuthoredPanel,
  goal: Slo | undefined,
  queries: readonly PanelQuery[],
  shown: readonly KindQuery[],
): string {
  if (goal) return `Share of good events. The objective is ${goal.objectiveText} over ${windowTitle(goal)}.`;
  const helps = new Set(shown.flatMap(({ show }) => metricsIn(show)).map(helpOf));
  if (helps.size > 0) return [...helps].join(' ');
  return kind.about?.(options) || queries.map(({ query }) => query.text).join('; ') || options.title;
}

function helpOf(of: Of<AnyMetric>): string {
  const { help, name } = metricOf(of) as AnyMetric & { help?: string }; // every constructor of a metric asks for its help
  return help ?? name;
}
