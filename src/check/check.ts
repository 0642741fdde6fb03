import type { Artifact } from '../artifacts/kind.ts';
import { chunked } from '../kernel/chunked.ts';
import { compareDiagnostics, type Diagnostic } from '../kernel/diagnostic.ts';
import { grouped } from '../kernel/grouped.ts';
import type { Dashboard } from '../model/dashboard.ts';
import type { Derived } from '../model/derived.ts';
import { rules } from './kinds.ts';
import { logqlUses } from './logql-uses.ts';
import { type EstateCatalogue, metricCatalogue } from './metric-catalogue.ts';
import { namingPanel } from './naming-panel.ts';
import { boardQueries, QUERIES_AT_ONCE, ruleQueries } from './queries.ts';
import { alertLabels } from './routing/alert-labels.ts';
import type { CheckInput } from './rule.ts';
import { applySuppressions } from './suppress.ts';
import { traceqlUses } from './traceql-uses.ts';

export interface CheckOptions {
  /** What the stages before have found. */
  readonly found: readonly Diagnostic[];
  /** The day it is, `2026-11-21`: suppressions expire. */
  readonly today: string;
}

/** Boards whose queries are held at a time, no more than `derive/boards.ts` keeps: all of a large estate are more than memory should hold. */
const BOARDS_AT_ONCE = 60;

/** Runs every rule over what was derived and compiled, and takes out what is suppressed with a reason. */
export function check(derived: Derived, artifacts: readonly Artifact[], options: CheckOptions): readonly Diagnostic[] {
  const about = { artifacts, catalogue: metricCatalogue(derived), today: options.today };
  const queries = ruleQueries(derived, about.catalogue);
  const alerts = alertLabels(derived, queries);
  const whole = { ...about, derived, queries, alerts, ...usesOf({ ...derived, dashboards: derived.estate.dashboards }) };
  const told = [
    ...ofAll.flatMap((rule) => [...rule.run(whole)]),
    ...foundIn(slicesOfRules(whole)),
    ...foundIn(slicesOfBoards(whole, derived.estate.dashboards)),
  ];
  const found = [...options.found, ...told, ...ofDerivedBoards(whole, told)];
  return applySuppressions(distinct(found.map(namingPanel)), derived.estate.suppressions, options.today).sort(compareDiagnostics);
}

/** Rules that judge each alert, query or panel by itself run over a few of them at a time. */
const ofEach = rules.filter(({ about, together }) => !together && ['alert', 'query', 'panel'].includes(about));
const ofAll = rules.filter((rule) => !ofEach.includes(rule));

type Whole = CheckInput & { readonly catalogue: EstateCatalogue };

function* foundIn(slices: Iterable<CheckInput>): Iterable<Diagnostic> {
  for (const slice of slices) for (const rule of ofEach) yield* rule.run(slice);
}

function usesOf(derived: Derived): Pick<CheckInput, 'logql' | 'traceql'> {
  return { logql: logqlUses(derived), traceql: traceqlUses(derived) };
}

/** Alerts with their queries; then the queries of nobody's alert. */
function* slicesOfRules(whole: Whole): Iterable<CheckInput> {
  const { queries, derived } = whole;
  const ofAlert = grouped(queries, ({ alert }) => alert);
  for (const alerts of chunked(whole.alerts, QUERIES_AT_ONCE)) {
    const slice = onlySome(derived, { alerts: alerts.map(({ alert }) => alert) });
    yield {
      ...whole,
      ...usesOf(slice),
      derived: slice,
      alerts,
      queries: alerts.flatMap(({ alert }) => ofAlert.get(alert) ?? []),
    };
  }
  const none = onlySome(derived, {});
  for (const others of chunked(ofAlert.get(undefined) ?? [], QUERIES_AT_ONCE)) {
    yield { ...whole, logql: [], traceql: [], derived: none, alerts: [], queries: others };
  }
}

function* slicesOfBoards(whole: Whole, boards: readonly Dashboard[]): Iterable<CheckInput> {
  const written = new Set(whole.derived.estate.dashboards);
  for (const dashboards of chunked(boards, BOARDS_AT_ONCE)) {
    const slice = onlySome(whole.derived, { dashboards });
    const derived = { ...slice, estate: { ...slice.estate, dashboards: dashboards.filter((board) => written.has(board)) } };
    yield { ...whole, ...usesOf(derived), derived, alerts: [], queries: boardQueries(derived, whole.catalogue) };
  }
}

/** An estate of which only these alerts and boards are looked at. */
function onlySome(derived: Derived, { alerts = [], dashboards = [] }: Partial<Pick<Derived, 'alerts' | 'dashboards'>>): Derived {
  return { ...derived, alerts, dashboards, estate: { ...derived.estate, dashboards: [] } };
}

/** What is wrong with what derived boards ask: they ask what definitions say, so a mistake was mostly told where it stands. */
function* ofDerivedBoards(whole: Whole, told: readonly Diagnostic[]): Iterable<Diagnostic> {
  const written = new Set(whole.derived.estate.dashboards);
  const gists = new Set(told.map(gistOf));
  const boards = whole.derived.dashboards.filter((board) => !written.has(board));
  for (const one of foundIn(slicesOfBoards(whole, boards))) {
    if (!gists.has(gistOf(one))) yield one;
    gists.add(gistOf(one));
  }
}

/** What follows a colon names the labels there are, and panels have more. */
function gistOf({ code, message }: Diagnostic): string {
  return `${code} ${message.split(':')[0]}`;
}

/** A query that several things share is wrong once. */
function distinct(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Map<string, Diagnostic>();
  for (const one of diagnostics) {
    const key = [one.code, one.at, one.message, one.excerpt?.text, one.excerpt?.from].join('\u0000');
    if (!seen.has(key)) seen.set(key, one);
  }
  return [...seen.values()];
}
