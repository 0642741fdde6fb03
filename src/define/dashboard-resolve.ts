import type { QueryContext, Site } from '../authored/context.ts';
import type { Address } from '../kernel/address.ts';
import { type Diagnostic, error } from '../kernel/diagnostic.ts';
import { gather, type Outcome, outcome } from '../kernel/outcome.ts';
import type { BoardScope, Dashboard, DashboardSection } from '../model/dashboard.ts';
import type { EngineName } from '../model/query.ts';
import { dashboardUid, panelKey, rowKey } from '../panels/identity.ts';
import type { AuthoredDashboard, AuthoredSection } from './dashboard.ts';
import { resolveAnnotation } from './dashboard-annotation-resolve.ts';
import { addressOfDashboard, resolveLink } from './dashboard-link-resolve.ts';
import { type PanelLookup, resolvePanel } from './dashboard-panel.ts';
import { resolveSettings } from './dashboard-settings.ts';
import { resolveVariable } from './dashboard-variable-resolve.ts';
import { checkVariables } from './dashboard-variable-use.ts';
import { resolveFolder } from './folder-resolve.ts';
import { panelsShown } from './panels-shown.ts';

/** What references of a dashboard mean; undefined is a thing that is not part of the estate. */
export type DashboardLookup = PanelLookup;

/** Dashboards as authored, with queries, uids, folders and units; mistakes in queries are reported to the context. */
export function resolveDashboards(
  authored: readonly AuthoredDashboard[],
  context: QueryContext,
  lookup: DashboardLookup,
): Outcome<Dashboard[]> {
  return gather(authored.map((one) => resolveDashboard(one, addressOfDashboard(one), context, lookup)));
}

export function resolveDashboard(
  authored: AuthoredDashboard,
  address: Address,
  context: QueryContext,
  lookup: DashboardLookup,
): Outcome<Dashboard> {
  const site = siteOf(authored, address);
  const sections = sectionsOf(authored).map((one) => resolveSection(one, site, context, lookup));
  const dashboard: Dashboard = {
    ...resolveFrame(authored, address, context, lookup),
    sections,
    engines: enginesOf(sections),
  };
  return outcome(dashboard, [
    ...unknownScope(authored, address, lookup),
    ...duplicateSections(dashboard),
    ...duplicatePanels(dashboard),
    ...checkVariables(dashboard),
  ]);
}

/** A dashboard without what it shows. */
export type DashboardFrame = Omit<Dashboard, 'sections' | 'engines'>;

export function resolveFrame(
  authored: AuthoredDashboard,
  address: Address,
  context: QueryContext,
  lookup: DashboardLookup,
): DashboardFrame {
  const site = siteOf(authored, address);
  const service = authored.service && lookup.serviceOf(authored.service);
  const system = service?.system ?? (authored.system && lookup.systemOf(authored.system));
  return {
    address,
    name: authored.name,
    origin: authored,
    uid: dashboardUid(address),
    title: authored.title,
    description: authored.description ?? '',
    scope: scopeOf(authored),
    folder: resolveFolder(authored.folder, system),
    tags: [
      ...new Set(['signalbox', ...(system ? [system.name] : []), ...(service ? [service.name] : []), ...(authored.tags ?? [])]),
    ],
    variables: (authored.variables ?? []).map((one) => resolveVariable(one, context, site)),
    links: (authored.links ?? []).map(resolveLink),
    annotations: (authored.annotations ?? []).map((one) => resolveAnnotation(one, context, { ...site, origin: one })),
    settings: resolveSettings(authored),
  };
}

function siteOf(origin: AuthoredDashboard, at: Address): Site {
  return { at, origin, grafana: true };
}

function scopeOf({ service, system }: AuthoredDashboard): BoardScope {
  if (service) return { of: 'service', name: service.name };
  return system ? { of: 'system', name: system.name } : { of: 'estate' };
}

function enginesOf(sections: readonly DashboardSection[]): ReadonlySet<EngineName> {
  const queries = sections.flatMap(({ panels }) => panels.flatMap((panel) => panel.queries));
  return new Set(queries.map(({ query }) => query.engine));
}

/** Panels above the first heading are a section without one. */
function sectionsOf({ panels = [], sections = [] }: AuthoredDashboard): readonly AuthoredSection[] {
  return panels.length === 0 ? sections : [{ kind: 'section', title: '', panels }, ...sections];
}

function resolveSection(authored: AuthoredSection, site: Site, context: QueryContext, lookup: DashboardLookup): DashboardSection {
  const panels = panelsShown(authored.panels, site, context).map((one) =>
    resolvePanel(one, {
      key: panelKey(authored.title, one.options.title),
      site: { ...site, origin: one },
      context,
      lookup,
    }),
  );
  return { title: authored.title, collapsed: authored.collapsed ?? false, repeat: authored.repeat?.name, panels };
}

/** A service or system that is not exported has no folder and no alerts to show. */
function unknownScope(authored: AuthoredDashboard, address: Address, lookup: DashboardLookup): readonly Diagnostic[] {
  const { service, system } = authored;
  const missing = service && !lookup.serviceOf(service) ? service : system && !lookup.systemOf(system) ? system : undefined;
  if (!missing) return [];
  const message = `The ${missing.kind} ${missing.name} of this dashboard is not part of the estate.`;
  return [
    error(`dashboard/unknown-${missing.kind}`, address, message, {
      fix: `export the ${missing.kind} ${missing.name}`,
      origin: authored,
    }),
  ];
}

/** Ids are made of titles: two sections of one title would share the id of their rows. */
function duplicateSections({ address, sections, origin }: Dashboard): readonly Diagnostic[] {
  return repeated(sections, ({ title }) => rowKey(title)).map(({ title }) =>
    error('dashboard/duplicate-section', address, `Two sections are titled ${title}.`, {
      fix: 'give each section a title of its own, or put the panels into one',
      origin,
    }),
  );
}

/** Two panels with one key would share an id: links and alert annotations could not tell them apart. */
function duplicatePanels({ address, sections }: Dashboard): readonly Diagnostic[] {
  return sections.flatMap((section) =>
    repeated(section.panels, ({ key }) => key).map((panel) =>
      error('dashboard/duplicate-panel', address, `Two panels of section ${section.title} are titled ${panel.title}.`, {
        fix: 'give each panel of a section a title of its own: its id is made of it',
        origin: panel.origin,
      }),
    ),
  );
}

/** Everything whose key was there before. */
function repeated<T>(list: readonly T[], key: (one: T) => string): readonly T[] {
  const seen = new Set<string>();
  return list.filter((one) => seen.size === seen.add(key(one)).size);
}
