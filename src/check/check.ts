import type { Artifact } from '../artifacts/kind.ts';
import { compareDiagnostics, type Diagnostic } from '../kernel/diagnostic.ts';
import type { Derived } from '../model/derived.ts';
import { rules } from './kinds.ts';
import { logqlUses } from './logql-uses.ts';
import { type EstateCatalogue, metricCatalogue } from './metric-catalogue.ts';
import { namingPanel } from './naming-panel.ts';
import { type AnalysedQuery, boardQueries, QUERIES_AT_ONCE, ruleQueries } from './queries.ts';
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

/** Derived boards whose queries are held at a time: all of a large estate are more than memory should hold. */
const BOARDS_AT_ONCE = 200;

/** Runs every rule over what was derived and compiled, and takes out what is suppressed with a reason. */
export function check(derived: Derived, artifacts: readonly Artifact[], options: CheckOptions): readonly Diagnostic[] {
  const about = { artifacts, catalogue: metricCatalogue(derived), today: options.today };
  const ofRules = ruleQueries(derived, about.catalogue);
  const written = inputOf({ ...derived, dashboards: derived.estate.dashboards }, about, ofRules);
  const whole = { ...written, derived };
  const told = [
    ...ofThings.flatMap((rule) => [...rule.run(whole)]),
    ...inSlices(written).flatMap((slice) => ofQueries.flatMap((rule) => [...rule.run(slice)])),
  ];
  const found = [...options.found, ...told, ...ofBoards(derived, about, told)];
  return applySuppressions(distinct(found.map(namingPanel)), derived.estate.suppressions, options.today).sort(compareDiagnostics);
}

const ofQueries = rules.filter(({ about }) => about === 'query' || about === 'panel');
const ofThings = rules.filter((rule) => !ofQueries.includes(rule));

type About = Pick<CheckInput, 'artifacts' | 'today'> & { readonly catalogue: EstateCatalogue };

function inputOf(derived: Derived, about: About, ofRules: readonly AnalysedQuery[]): CheckInput {
  const queries = [...ofRules, ...boardQueries(derived, about.catalogue)];
  const asked = { queries, logql: logqlUses(derived), traceql: traceqlUses(derived) };
  return { ...about, ...asked, derived, alerts: alertLabels(derived, queries) };
}

/** What somebody wrote, and boards; then a few at a time what follows from it, of which all that is known is more than memory should hold. */
function inSlices(input: CheckInput): CheckInput[] {
  const { queries, derived } = input;
  const isOwn = ({ written, panel }: AnalysedQuery) => written || panel !== undefined;
  const implied = queries.filter((one) => !isOwn(one));
  const bare = onlyBoards(derived, []);
  const slices = Array.from({ length: Math.ceil(implied.length / QUERIES_AT_ONCE) }, (_, index) => ({
    ...input,
    logql: [],
    traceql: [],
    derived: bare,
    queries: implied.slice(index * QUERIES_AT_ONCE, (index + 1) * QUERIES_AT_ONCE),
  }));
  return [{ ...input, queries: queries.filter(isOwn) }, ...slices];
}

/** What is left to say of an estate when all that somebody wrote has been looked at. */
function onlyBoards(derived: Derived, dashboards: Derived['dashboards']): Derived {
  return { ...derived, alerts: [], dashboards, estate: { ...derived.estate, dashboards: [] } };
}

/** What is wrong with what derived boards ask: they ask what definitions say, so a mistake was mostly told where it stands. */
function* ofBoards(derived: Derived, about: About, told: readonly Diagnostic[]): Iterable<Diagnostic> {
  const { estate } = derived;
  const written = new Set(estate.dashboards);
  const boards = derived.dashboards.filter((board) => !written.has(board));
  const gists = new Set(told.map(gistOf));
  for (let from = 0; from < boards.length; from += BOARDS_AT_ONCE) {
    const dashboards = boards.slice(from, from + BOARDS_AT_ONCE).map((board) => ({ ...board })); // with their sections
    const input = inputOf(onlyBoards(derived, dashboards), about, []);
    for (const one of ofQueries.flatMap((rule) => [...rule.run(input)])) {
      if (!gists.has(gistOf(one))) yield one;
      gists.add(gistOf(one));
    }
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
