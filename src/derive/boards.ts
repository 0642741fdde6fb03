import type { QueryContext } from '../authored/context.ts';
import { type AuthoredDashboard, dashboard, dashboardLink } from '../define/dashboard.ts';
import { type DashboardLookup, resolveDashboard, resolveFrame } from '../define/dashboard-resolve.ts';
import { addressOf, ESTATE } from '../kernel/address.ts';
import { sortedBy } from '../kernel/canonical.ts';
import type { Diagnostic } from '../kernel/diagnostic.ts';
import { grouped } from '../kernel/grouped.ts';
import { withoutPlaces } from '../kernel/place.ts';
import { madeAgain, recent } from '../kernel/recent.ts';
import { remembered } from '../kernel/remembered.ts';
import { type BoardName, isChosen } from '../model/board-choice.ts';
import type { Dashboard } from '../model/dashboard.ts';
import type { Derived } from '../model/derived.ts';
import type { Estate } from '../model/estate.ts';
import type { EngineName } from '../model/query.ts';
import type { Service } from '../model/service.ts';
import { dashboardUid } from '../panels/identity.ts';
import type { Board } from './boards/board.ts';
import type { BoardInput } from './boards/kind.ts';
import { boardKinds } from './boards/kinds.ts';
import { scopesOf } from './boards/scopes.ts';
import { worksOf } from './boards/work.ts';
import { DerivedBoard } from './derived-board.ts';

const ENGINES: readonly EngineName[] = ['prometheus', 'loki', 'tempo'];
/** We name none: what looks like one is the value of a label, which Grafana leaves as it is. */
const UNKNOWN_VARIABLE = 'dashboard/unknown-variable';
/** What boards ask whatever servers there are; of the others they ask none that is missing. */
const ALWAYS_ASKED: readonly EngineName[] = ['prometheus'];
const OVERVIEW = addressOf(ESTATE, 'board', 'overview');

/** Boards whose sections are kept: what is asked of one is mostly asked in one go. */
const MOST_KEPT = 64;

/**
 * Boards nobody has to write: what the definitions say of services, objectives, logs and traces, as far as the estate wants them. What is
 * wrong in one is only known when it is made, which is done when somebody asks for it.
 */
export function deriveBoards(estate: Estate, context: QueryContext): DerivedBoards {
  const input = inputOf(estate);
  const boards = sortedBy(
    withoutPlaces(() => withWayUp(boardsOf(input))),
    ({ address }) => address,
  );
  const known = { context, lookup: lookupIn(estate) };
  const light = lightBoards(known, new Set([...ALWAYS_ASKED, ...input.engines]));
  const problems: DerivedBoards['problems'] = (of) =>
    boards.filter(({ address }) => of(address)).flatMap((one) => problemsOf(one, known));
  return { boards: boards.map(light), problems };
}

export interface DerivedBoards {
  readonly boards: readonly Dashboard[];
  readonly problems: Derived['boardProblems'];
}

interface Known {
  readonly context: QueryContext;
  readonly lookup: DashboardLookup;
}

/** Boards whose sections are made when they are read. */
function lightBoards({ context, lookup }: Known, engines: Dashboard['engines']): (board: Board) => Dashboard {
  const keep = recent<Dashboard['sections']>(MOST_KEPT);
  const silent = context.reportingTo(() => undefined); // what is wrong is found apart
  return (board) => {
    const { address } = board;
    const frame = resolveFrame(
      withoutPlaces(() => dashboard(board.frame)),
      address,
      silent,
      lookup,
    );
    const sections = madeAgain(keep, () => resolveDashboard(written(board), address, silent, lookup).value.sections);
    return new DerivedBoard(frame, { tags: board.tags, engines, sections });
  };
}

/** What is wrong in a board. */
function problemsOf(board: Board, { context, lookup }: Known): readonly Diagnostic[] {
  const reported: Diagnostic[] = [];
  const told = context.reportingTo((diagnostic) => reported.push(diagnostic));
  const { diagnostics } = resolveDashboard(written(board), board.address, told, lookup);
  return [...reported, ...diagnostics.filter(({ code }) => code !== UNKNOWN_VARIABLE)];
}

/** As an author would have written it, without sections in which there is nothing to show. */
function written({ frame, sections }: Board): AuthoredDashboard {
  return withoutPlaces(() => dashboard({ ...frame, sections: sections().filter(({ panels }) => panels.length > 0) }));
}

/** Every board of the template; one that an author wrote takes the place of the derived one of its name. */
function boardsOf(input: Omit<BoardInput, 'made'>): readonly Board[] {
  const { estate } = input;
  const written = new Set<string>(estate.dashboards.map(({ address }) => address));
  const made: Board[] = [];
  for (const [name, derive] of Object.entries(boardKinds)) {
    if (!isChosen(name as BoardName, estate.boards)) continue; // the keys of that table
    const boards = derive({ ...input, made });
    made.push(...boards.filter(({ address }) => !written.has(address.replace('/board/', '/dashboard/'))));
  }
  return made;
}

function inputOf(estate: Estate): Omit<BoardInput, 'made'> {
  const grafanas = estate.environments.filter(({ servers }) => servers.grafana);
  const slosOf = grouped(estate.slos, ({ service }) => service);
  return {
    estate,
    scopes: scopesOf(estate),
    worksOf: remembered((service: Service) => worksOf(service, slosOf.get(service) ?? [])),
    engines: new Set(ENGINES.filter((engine) => grafanas.every(({ servers }) => servers[engine]))),
  };
}

/** Each leads to the overview, if there is one. */
function withWayUp(boards: readonly Board[]): readonly Board[] {
  if (!boards.some(({ address }) => address === OVERVIEW)) return boards;
  const up = dashboardLink({ title: 'Estate', url: `/d/${dashboardUid(OVERVIEW)}`, keepVariables: false });
  return boards.map((one) => (one.address === OVERVIEW ? one : { ...one, frame: { ...one.frame, links: [up] } }));
}

/** Derived boards refer to resolved things by the authored objects they came from. */
function lookupIn({ slos, services, systems }: Estate) {
  return {
    sloOf: byOrigin(slos),
    serviceOf: byOrigin(services),
    systemOf: byOrigin(systems),
  };
}

function byOrigin<T extends { readonly origin: object }>(all: readonly T[]): (authored: object) => T | undefined {
  const known = new Map(all.toReversed().map((one) => [one.origin, one]));
  return (authored) => known.get(authored);
}
