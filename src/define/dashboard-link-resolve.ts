import type { AnyDashboard, AuthoredLink } from '../authored/dashboard-link.ts';
import { type Address, addressOf, ESTATE } from '../kernel/address.ts';
import type { DashboardLink } from '../model/dashboard-link.ts';
import { dashboardUid } from '../panels/identity.ts';

/** `phoenix/dashboard/overview` */
export function addressOfDashboard({ service, system, name }: AnyDashboard): Address {
  return addressOf(service?.name ?? system?.name ?? ESTATE, 'dashboard', name);
}

/** A link of the bar: Grafana itself adds time range and variables to it. */
export function resolveLink({ options }: AuthoredLink): DashboardLink {
  const inside = !('url' in options) || options.url.startsWith('/'); // nobody else reads Grafana's time range and variables
  const { tooltip = '', newTab = false, keepTime = inside, keepVariables = inside } = options;
  const looks = { tooltip, newTab, keepTime, keepVariables };
  if ('tags' in options) {
    const { title, tags, dropdown = true, icon = 'external link' } = options;
    return { title, url: '', icon, tags, dropdown, ...looks };
  }
  const target = 'to' in options ? toDashboard(options.to, options.variables) : options.url;
  const title = 'to' in options ? (options.title ?? options.to.title) : options.title;
  const icon = options.icon ?? ('to' in options ? 'dashboard' : 'external link');
  return { title, url: target, icon, tags: [], dropdown: false, ...looks };
}

/** A link of a panel or a value, which has to carry time range and variables in its address. */
export function resolvePanelLink(authored: AuthoredLink): DashboardLink {
  const link = resolveLink(authored);
  if (!('to' in authored.options)) return link;
  const carried = [link.keepTime ? '${__url_time_range}' : '', link.keepVariables ? '${__all_variables}' : ''];
  const query = [...carried, ...variablesIn(authored)].filter((part) => part !== '').join('&');
  return { ...link, url: query === '' ? link.url : `${bare(link.url)}?${query}` };
}

function toDashboard(to: AnyDashboard, variables: Readonly<Record<string, string>> = {}): string {
  const query = Object.entries(variables).map(assignment).join('&');
  const url = `/d/${dashboardUid(addressOfDashboard(to))}`;
  return query === '' ? url : `${url}?${query}`;
}

function variablesIn({ options }: AuthoredLink): readonly string[] {
  return 'to' in options ? Object.entries(options.variables ?? {}).map(assignment) : [];
}

function assignment([name, value]: [string, string]): string {
  return `var-${name}=${value}`;
}

function bare(url: string): string {
  return url.replace(/\?.*$/, '');
}
