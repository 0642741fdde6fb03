import type { QueryContext } from '../authored/context.ts';
import { type AuthoredDashboard, dashboardLink } from '../define/dashboard.ts';
import { resolveDashboard } from '../define/dashboard-resolve.ts';
import { addressOf, ESTATE } from '../kernel/address.ts';
import { sortedBy } from '../kernel/canonical.ts';
import { grouped } from '../kernel/grouped.ts';
import { gather, type Outcome } from '../kernel/outcome.ts';
import { withoutPlaces } from '../kernel/place.ts';
import { madeAgain, recent } from '../kernel/recent.ts';
import { remembered } from '../kernel/remembered.ts';
import { type BoardName, isChosen } from '../model/board-choice.ts';
import type { Dashboard } from '../model/dashboard.ts';
import type { Estate } from '../model/estate.ts';
import type { EngineName } from '../model/query.ts';
import type { Service } from '../model/service.ts';
import { dashboardUid } from '../panels/identity.ts';
import type { Board } from './boards/board.ts';
import type { BoardInput } from './boards/kind.ts';
import { boardKinds } from './boards/kinds.ts';
import { scopesOf } from './boards/scopes.ts';
import { worksOf } from './boards/work.ts';

const ENGINES: readonly EngineName[] = ['prometheus', 'loki', 'tempo'];
/** We name none: what looks like one is the value of a label, which Grafana leaves as it is. */
const UNKNOWN_VARIABLE = 'dashboard/unknown-variable';
const OVERVIEW = addressOf(ESTATE, 'board', 'overview');

/** Boards whose sections are kept: what is asked of one is mostly asked in one go. */
const MOST_KEPT = 64;

/** Boards nobody has to write: what the definitions say of services, objectives, logs and traces, as far as the estate wants them. */
export function deriveBoards(estate: Estate, context: QueryContext): Outcome<Dashboard[]> {
  const boards = withoutPlaces(() => boardsOf(estate));
  const lookup = lookupIn(estate);
  const keep = recent<Dashboard['sections']>(MOST_KEPT);
  const hasOverview = boards.some(({ address }) => address === OVERVIEW);
  const resolved = boards.map(({ address, tags, make }) => {
    const written = () => withoutPlaces(() => (hasOverview && address !== OVERVIEW ? withWayUp(make()) : make()));
    const whole = () => resolveDashboard(written(), address, context, lookup);
    const { value, diagnostics } = whole();
    const wrong = diagnostics.filter(({ code }) => code !== UNKNOWN_VARIABLE);
    return { value: light({ ...value, tags: [...value.tags, ...tags] }, keep, () => whole().value.sections), diagnostics: wrong };
  });
  return gather(sortedBy(resolved, ({ value }) => value.address));
}

type Keep = ReturnType<typeof recent<Dashboard['sections']>>;

/** The board without its sections, which are made when they are read. */
function light({ sections: now, origin, ...rest }: Dashboard, keep: Keep, make: () => Dashboard['sections']): Dashboard {
  const whole = madeAgain(keep, make, now);
  return {
    ...rest,
    origin: { ...origin, panels: [], sections: [] },
    get sections() {
      return whole();
    },
  };
}

/** Every board of the template; one that an author wrote takes the place of the derived one of its name. */
function boardsOf(estate: Estate): readonly Board[] {
  const written = new Set<string>(estate.dashboards.map(({ address }) => address));
  const input = inputOf(estate);
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

function withWayUp(authored: AuthoredDashboard): AuthoredDashboard {
  const up = dashboardLink({ title: 'Estate', url: `/d/${dashboardUid(OVERVIEW)}`, keepVariables: false });
  return { ...authored, links: [...(authored.links ?? []), up] };
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
