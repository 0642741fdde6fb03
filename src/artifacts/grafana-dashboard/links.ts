import type { Dashboard } from '../../model/dashboard.ts';
import type { DashboardLink } from '../../model/dashboard-link.ts';
import type { LinkWire, PanelLinkWire } from './wire.ts';

const MENU = { icon: 'external link', includeVars: true, keepTime: true, targetBlank: false, tooltip: '' };

const OWNERSHIP_TAG = 'signalbox';

/** The author's links, and a menu of the dashboards of the same system. */
export function linksOf({ links, tags }: Dashboard): readonly LinkWire[] {
  const tag = tags.find((one) => one !== OWNERSHIP_TAG) ?? OWNERSHIP_TAG; // the system's comes before the service's
  return [
    ...links.map(linkWire),
    { ...MENU, type: 'dashboards', asDropdown: true, title: `More of ${tag}`, tags: [tag], url: '' },
  ];
}

function linkWire({ title, url, tooltip, icon, newTab, keepTime, keepVariables, tags, dropdown }: DashboardLink): LinkWire {
  return {
    type: tags.length > 0 ? 'dashboards' : 'link',
    title,
    url,
    tags,
    asDropdown: dropdown,
    icon,
    includeVars: keepVariables,
    keepTime,
    targetBlank: newTab,
    tooltip,
  };
}

/** A link of a panel or of its values: only these three are read. */
export function panelLinkWire({ title, url, newTab }: DashboardLink): PanelLinkWire {
  return { title, url, ...(newTab ? { targetBlank: true } : {}) };
}
