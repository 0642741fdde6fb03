import type { Artifact } from '../artifacts/kind.ts';
import type { Address } from '../kernel/address.ts';
import { chunked } from '../kernel/chunked.ts';
import type { Diagnostic } from '../kernel/diagnostic.ts';
import { grouped } from '../kernel/grouped.ts';
import { once } from '../kernel/once.ts';
import type { Dashboard } from '../model/dashboard.ts';
import type { Derived } from '../model/derived.ts';
import { rules } from './kinds.ts';
import { logqlUses } from './logql-uses.ts';
import { type EstateCatalogue, metricCatalogue } from './metric-catalogue.ts';
import { boardQueries, QUERIES_AT_ONCE, queryOfAlert, ruleQueries } from './queries.ts';
import { alertLabels } from './routing/alert-labels.ts';
import type { CheckInput, Rule } from './rule.ts';
import { traceqlUses } from './traceql-uses.ts';

/** Boards whose queries are held at a time, no more than `derive/boards.ts` keeps: all of a large estate are more than memory should hold. */
const BOARDS_AT_ONCE = 60;

export type Whole = CheckInput & { readonly catalogue: EstateCatalogue };

/** What rules that judge each alert, query, panel or file by itself have found. */
export interface Found {
  readonly told: readonly Diagnostic[];
  /** Of derived boards. */
  readonly ofDerived: readonly Diagnostic[];
}

/** Of which things, and which files. */
export interface Some {
  has(address: Address): boolean;
  makes(artifact: Artifact): boolean;
}

export function isOfEach({ about, together }: Rule): boolean {
  return !together && ['alert', 'query', 'panel', 'artifact'].includes(about);
}

/** They run over a few things at a time. */
const ofEach = rules.filter(isOfEach);

/** Queries are gone through when somebody asks for them: of a large estate hardly any rule that looks at the whole does. */
export function wholeOf(derived: Derived, artifacts: readonly Artifact[], today: string): Whole {
  const catalogue = metricCatalogue(derived);
  const queries = once(() => ruleQueries(derived, catalogue));
  const uses = once(() => usesOf({ ...derived, dashboards: derived.estate.dashboards }));
  return {
    ...{ artifacts, catalogue, derived, today, alerts: alertLabels(derived, queryOfAlert(derived, catalogue)) },
    get queries() {
      return queries();
    },
    get logql() {
      return uses().logql;
    },
    get traceql() {
      return uses().traceql;
    },
  };
}

/** No rule about one thing asks what day it is: what it finds today it finds tomorrow. */
const NO_DAY = '';

/** What is wrong with these, looked at one by one. */
export function checkEach(derived: Derived, artifacts: readonly Artifact[], some: Some): Found {
  return foundInEach(wholeOf(derived, artifacts, NO_DAY), some);
}

export function foundInEach(whole: Whole, some: Some): Found {
  const { dashboards, estate } = whole.derived;
  const written = new Set(estate.dashboards);
  const own = dashboards.filter(({ address }) => some.has(address));
  const boards = grouped(own, (board) => (written.has(board) ? 'written' : 'derived'));
  const files = { ...nothingOf(whole), artifacts: whole.artifacts.filter((one) => some.makes(one)) };
  return {
    told: [
      ...foundIn(slicesOfRules(whole, some)),
      ...foundIn(slicesOfBoards(whole, boards.get('written') ?? [])),
      ...foundIn([files]),
    ],
    ofDerived: [...foundIn(slicesOfBoards(whole, boards.get('derived') ?? []))],
  };
}

function* foundIn(slices: Iterable<CheckInput>): Iterable<Diagnostic> {
  for (const slice of slices) for (const rule of ofEach) yield* rule.run(slice);
}

function usesOf(derived: Derived): Pick<CheckInput, 'logql' | 'traceql'> {
  return { logql: logqlUses(derived), traceql: traceqlUses(derived) };
}

/** Alerts with their queries; then the queries of nobody's alert. */
function* slicesOfRules(whole: Whole, some: Some): Iterable<CheckInput> {
  const nothing = nothingOf(whole);
  const ofAlert = grouped(ruleQueries(whole.derived, whole.catalogue, some.has), ({ alert }) => alert);
  const own = whole.alerts.filter(({ alert }) => some.has(alert.cause));
  for (const alerts of chunked(own, QUERIES_AT_ONCE)) {
    const derived = { ...nothing.derived, alerts: alerts.map(({ alert }) => alert) };
    yield { ...nothing, ...usesOf(derived), derived, alerts, queries: alerts.flatMap(({ alert }) => ofAlert.get(alert) ?? []) };
  }
  for (const queries of chunked(ofAlert.get(undefined) ?? [], QUERIES_AT_ONCE)) yield { ...nothing, queries };
}

function* slicesOfBoards(whole: Whole, boards: readonly Dashboard[]): Iterable<CheckInput> {
  const nothing = nothingOf(whole);
  const written = new Set(whole.derived.estate.dashboards);
  for (const dashboards of chunked(boards, BOARDS_AT_ONCE)) {
    const estate = { ...whole.derived.estate, dashboards: dashboards.filter((board) => written.has(board)) };
    const derived = { ...nothing.derived, dashboards, estate };
    yield { ...nothing, ...usesOf(derived), derived, queries: boardQueries(derived, whole.catalogue) };
  }
}

/** The estate, of which no alert, board, query or file is looked at. */
function nothingOf({ catalogue, derived: { estate, ...derived } }: Whole): Whole {
  const none = { artifacts: [], alerts: [], queries: [], logql: [], traceql: [] };
  return {
    ...none,
    catalogue,
    today: NO_DAY,
    derived: { ...derived, alerts: [], dashboards: [], estate: { ...estate, dashboards: [] } },
  };
}
