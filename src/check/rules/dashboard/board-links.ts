import type { AuthoredDashboard } from '../../../define/dashboard.ts';
import { addressOfDashboard } from '../../../define/dashboard-resolve.ts';
import type { Dashboard, Panel } from '../../../model/dashboard.ts';
import { dashboardUid } from '../../../panels/identity.ts';

export interface BoardLink {
  readonly uid: string;
  /** Where it stands: `The link Details`, `The panel Hints`. */
  readonly from: string;
  readonly panel: Panel | undefined;
  /** The name of the dashboard it was made of; undefined of an address somebody wrote. */
  readonly to: string | undefined;
}

/** `https://grafana.example.org/d/UID`, and `/d/UID` by itself. */
const BOARD = /(https?:\/\/[^\s"'<>()\\]*?)\/d\/([\w-]+)|(?<![\w/-])\/d\/([\w-]+)/g;

/** Every link to a board of these Grafanas: of the board itself, and in what its panels say. */
export function boardLinks(dashboard: Dashboard, grafanas: readonly string[]): readonly BoardLink[] {
  const made = madeLinks(dashboard);
  const inText = (text: string, from: string, panel?: Panel): BoardLink[] =>
    uidsIn(text, grafanas).map((uid) => ({ uid, from, panel, to: made.get(uid) }));
  const panels = dashboard.sections.flatMap((section) => section.panels);
  return [
    ...dashboard.links.flatMap(({ url, title }) => inText(url, `The link ${title}`)),
    ...panels.flatMap((panel) => textsOf(panel).flatMap((text) => inText(text, `The panel ${panel.title}`, panel))),
  ];
}

function uidsIn(text: string, grafanas: readonly string[]): string[] {
  const servers = new Set(grafanas.map(withoutSlash));
  return [...text.matchAll(BOARD)]
    .filter(([, server]) => server === undefined || servers.has(withoutSlash(server)))
    .map(([, , there, here]) => there ?? here ?? '');
}

function withoutSlash(url: string): string {
  return url.replace(/\/$/, '');
}

/** Dashboards that links were made of, by uid. */
function madeLinks({ origin }: Dashboard): ReadonlyMap<string, string> {
  const { links = [] } = origin as AuthoredDashboard; // a dashboard of the estate was made by `dashboard`
  return new Map(
    links.flatMap(({ options }) =>
      'to' in options ? [[dashboardUid(addressOfDashboard(options.to)), options.to.name] as const] : [],
    ),
  );
}

/** What a reader of the panel sees; its queries are checked by themselves. */
function textsOf({ origin: _, goal: __, queries: ___, ...panel }: Panel): readonly string[] {
  return textsIn(panel);
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
