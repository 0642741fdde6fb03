import type { AuthoredLink } from '../../../authored/dashboard-link.ts';
import type { AuthoredDashboard } from '../../../define/dashboard.ts';
import { addressOfDashboard } from '../../../define/dashboard-link-resolve.ts';
import { remembered } from '../../../kernel/remembered.ts';
import type { Dashboard, Panel } from '../../../model/dashboard.ts';
import type { Derived } from '../../../model/derived.ts';
import { dashboardUid } from '../../../panels/identity.ts';
import type { AuthoredPanel } from '../../../panels/kind.ts';

export interface BoardLink {
  readonly dashboard: Dashboard;
  readonly panel: Panel | undefined;
  /** Where it stands: `The link Details`, `The panel Hints`. */
  readonly from: string;
  readonly uid: string;
  /** The name of the dashboard it was made of; undefined of an address somebody wrote. */
  readonly to: string | undefined;
  /** The variables it sets there. */
  readonly variables: readonly string[];
}

/** `https://grafana.example.org/d/UID?var-x=1`, and `/d/UID` by itself. */
const BOARD = /(?:(https?:\/\/[^\s"'<>()\\]*?)|(?<![\w/-]))\/d\/([\w-]+)([^\s"'<>()\\]*)/g;
const SET = /[?&]var-(\w+)=/g;

/** Every link of a written board to a board of our Grafanas: its own, and those in what its panels say. */
export const boardLinks = remembered(({ estate }: Derived): readonly BoardLink[] => {
  const servers = new Set(
    estate.environments.flatMap(({ servers: { grafana } }) => (grafana ? [withoutSlash(grafana.url)] : [])),
  );
  return estate.dashboards.flatMap((dashboard) => {
    const made = madeLinks(dashboard);
    const inText = (text: string, from: string, panel: Panel | undefined): BoardLink[] =>
      [...text.matchAll(BOARD)]
        .filter(([, server]) => server === undefined || servers.has(withoutSlash(server)))
        .map(([, , uid = '', rest = '']) => ({ dashboard, panel, from, uid, to: made.get(uid), variables: setIn(rest) }));
    const panels = dashboard.sections.flatMap((section) => section.panels);
    return [
      ...dashboard.links.flatMap(({ url, title }) => inText(url, `The link ${title}`, undefined)),
      ...panels.flatMap((panel) => textsOf(panel).flatMap((text) => inText(text, `The panel ${panel.title}`, panel))),
    ];
  });
});

function withoutSlash(url: string): string {
  return url.replace(/\/$/, '');
}

function setIn(query: string): readonly string[] {
  return [...query.matchAll(SET)].map(([, name = '']) => name);
}

/** Dashboards that links were made of, by uid. */
function madeLinks({ origin, sections }: Dashboard): ReadonlyMap<string, string> {
  const { links = [] } = origin as AuthoredDashboard; // a dashboard of the estate was made by `dashboard`
  const ofPanels = sections
    .flatMap(({ panels }) => panels)
    .flatMap((panel) => {
      const { options } = panel.origin as AuthoredPanel; // a panel's origin is what `panel.…` made
      return [...(options.links ?? []), ...(options.dataLinks ?? [])];
    });
  return new Map([...links, ...ofPanels].flatMap(targetOf));
}

function targetOf({ options }: AuthoredLink): readonly (readonly [uid: string, name: string])[] {
  return 'to' in options ? [[dashboardUid(addressOfDashboard(options.to)), options.to.name]] : [];
}

/** What a reader of the panel sees; its queries are checked by themselves. */
function textsOf({ origin: _, goal: __, queries: ___, ...panel }: Panel): readonly string[] {
  return textsIn(panel);
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
