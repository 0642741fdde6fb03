import { GRAFANA_UNITS } from '../../src/panels/units.ts';
import { parseLogql } from '../../src/query/logql/parse.ts';
import { parsePromql } from '../../src/query/promql/parse.ts';
import type { Expr, VectorSelector } from '../../src/query/promql/tree.ts';
import { selectorsOf, visit } from '../../src/query/promql/visit.ts';

/** As much of Grafana's classic JSON as the rules of dashboard-linter look at. */
export interface Board {
  editable: boolean;
  templating: { list: Variable[] };
  annotations: { list: { datasource?: Source }[] };
  panels: LintedPanel[];
}
export interface LintedPanel {
  type: string;
  title: string;
  description?: string;
  datasource?: Source;
  fieldConfig?: { defaults: { unit?: string } };
  targets?: Target[];
  panels?: LintedPanel[];
}
interface Source {
  uid?: string;
}
interface Target {
  datasource?: Source;
  expr?: string;
}
interface Variable {
  name: string;
  type: string;
  refresh?: number;
  query: unknown;
  datasource?: Source;
}

/** What is wrong with a board; `sources` are the uids of the data sources that are deployed with it. */
export type LinterRule = (board: Board, sources: ReadonlySet<string>) => readonly unknown[];

/** The plugins the linter looks at, of those that Grafana still has. */
const SHOWING = new Set(['stat', 'table', 'timeseries', 'gauge']);
const OVER_TIME = new Set(['timeseries', 'heatmap', 'state-timeline']);
const BUILT_IN = new Set(['-- Mixed --', '-- Grafana --']);
const RATES = new Set(['rate', 'irate', 'increase']);
const QUERY = /^(?:label_values\((.+), *\w+\)|query_result\((.+)\)|metrics\((.+)\))$/;

/**
 * What the rules of dashboard-linter are for, in our words and without their blind spots: labels beside a counter hide nothing,
 * `${job}` is as good as `$job`, every panel is looked at. https://github.com/grafana/dashboard-linter/blob/main/docs/index.md
 */
export const linterRules: Readonly<Record<string, LinterRule>> = {
  // a variable lets a board find its data source anywhere; ours are deployed with the sources they name
  'template-datasource-rule': (board, sources) =>
    sourcesOf(board).filter((uid) => uid === undefined || !(sources.has(uid) || BUILT_IN.has(uid) || isPicked(uid, board))),
  'template-label-promql-rule': (board) => queryVariables(board).filter(({ query }) => !isVariableQuery(query)),
  'template-on-time-change-reload-rule': (board) => queryVariables(board).filter(({ refresh }) => refresh !== 2),
  'panel-datasource-rule': (board) => asking(board).filter((panel) => sourceOf(panel) === undefined),
  'panel-title-description-rule': (board) =>
    shown(board).filter(({ title, description = '' }) => title === '' || description === ''),
  'panel-units-rule': (board) =>
    shown(board).filter((panel) => !isListOfTraces(panel) && !isUnit(panel.fieldConfig?.defaults.unit)),
  'panel-no-targets-rule': (board) => shown(board).filter(({ targets = [] }) => targets.length === 0),
  'target-logql-rule': (board) => textsOf(board, 'loki').filter((text) => parseLogql(text).problems.length > 0),
  'target-promql-rule': (board) => textsOf(board, 'prometheus').filter((text) => parsed(text) === undefined),
  'target-rate-interval-rule': (board) =>
    textsOf(board, 'prometheus', OVER_TIME).filter((text) => rangesOfRates(text).some((range) => range !== '$__rate_interval')),
  'target-job-rule': (board) => textsOf(board, 'prometheus').filter((text) => selectorsIn(text).some(lacksJob)),
  'target-counter-agg-rule': (board) => textsOf(board, 'prometheus').filter((text) => rawCounters(text).length > 0),
  'uneditable-dashboard': ({ editable }) => (editable ? ['editable'] : []),
};

/** Every panel, those of closed rows too. */
export function panelsOf({ panels }: { readonly panels?: LintedPanel[] }): LintedPanel[] {
  return (panels ?? []).flatMap((panel) => (panel.type === 'row' ? panelsOf(panel) : [panel]));
}

function shown(board: Board): LintedPanel[] {
  return panelsOf(board).filter(({ type }) => SHOWING.has(type));
}

function asking(board: Board): LintedPanel[] {
  return panelsOf(board).filter(({ targets }) => targets !== undefined);
}

function sourceOf({ datasource, targets = [] }: LintedPanel): string | undefined {
  return targets.every((target) => target.datasource?.uid !== undefined) ? datasource?.uid : undefined;
}

function sourcesOf(board: Board): (string | undefined)[] {
  const sources = [
    ...asking(board).flatMap(({ datasource, targets = [] }) => [datasource, ...targets.map((target) => target.datasource)]),
    ...queryVariables(board).map(({ datasource }) => datasource),
    ...board.annotations.list.map(({ datasource }) => datasource),
  ];
  return sources.map((source) => source?.uid);
}

function isPicked(uid: string, { templating }: Board): boolean {
  return templating.list.some(({ type, name }) => type === 'datasource' && uid === `\${${name}}`);
}

function queryVariables({ templating }: Board): Variable[] {
  return templating.list.filter(({ type }) => type === 'query');
}

function isVariableQuery(query: unknown): boolean {
  const text = typeof query === 'object' && query !== null && 'query' in query ? query.query : query;
  const [, ...selectors] = typeof text === 'string' ? (QUERY.exec(text) ?? []) : [];
  const selector = selectors.find((one) => one !== undefined);
  return selector !== undefined && parsed(selector) !== undefined;
}

/** Its columns bring their units along. */
function isListOfTraces({ targets = [] }: LintedPanel): boolean {
  return targets.every(({ datasource }) => datasource?.uid === 'tempo');
}

function isUnit(unit: string | undefined): boolean {
  return unit !== undefined && (/^\w+:./.test(unit) || GRAFANA_UNITS.some((known) => known === unit));
}

/** The queries to one data source, of these kinds of panel. */
function textsOf(board: Board, source: string, types?: ReadonlySet<string>): string[] {
  return panelsOf(board)
    .filter(({ type }) => types === undefined || types.has(type))
    .flatMap(({ targets = [] }) => targets)
    .flatMap(({ datasource, expr }) => (datasource?.uid === source && expr !== undefined ? [expr] : []));
}

function parsed(text: string): Expr | undefined {
  const { expr, problems } = parsePromql(text, { grafana: true });
  return problems.length === 0 ? expr : undefined;
}

function selectorsIn(text: string): readonly VectorSelector[] {
  const expr = parsed(text);
  return expr ? selectorsOf(expr) : [];
}

/** Recordings and the series of Prometheus itself belong to no job. */
/** What Tempo makes of traces names both ends of a call, and no job. */
const OF_CALLS = /^traces_service_graph_/;

function lacksJob({ name = '', matchers }: VectorSelector): boolean {
  if (OF_CALLS.test(name)) return !matchers.some(({ label }) => label === 'client' || label === 'server');
  return !name.includes(':') && !/^ALERTS/.test(name) && !matchers.some(({ label }) => label === 'job');
}

function rangesOfRates(text: string): string[] {
  return [...text.matchAll(/\b(?:rate|irate|increase)\([^[\]]*\[([^\]]+)\]/g)].map(([, range = '']) => range);
}

/** Counters whose ever growing value is shown. */
function rawCounters(text: string): string[] {
  const expr = parsed(text);
  const counted = new Set<string>();
  const all: string[] = [];
  if (!expr) return [];
  visit(expr, (node) => {
    if (node.kind === 'call' && RATES.has(node.func))
      for (const { name = '' } of node.args.flatMap(selectorsOf)) counted.add(name);
    if (node.kind === 'vector' && node.name?.endsWith('_total')) all.push(node.name);
  });
  return all.filter((name) => !counted.has(name));
}
