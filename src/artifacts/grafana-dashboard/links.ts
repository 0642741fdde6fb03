import type { Dashboard } from '../../model/dashboard.ts';
import type { LinkWire } from './wire.ts';

const PLAIN = {
  asDropdown: false,
  icon: 'external link',
  includeVars: true,
  keepTime: true,
  tags: [],
  targetBlank: false,
  tooltip: '',
};

const OWNERSHIP_TAG = 'signalbox';

/** The author's links, and a menu of the dashboards of the same system. */
export function linksOf({ links, tags }: Dashboard): readonly LinkWire[] {
  const authored = links.map(({ title, url }): LinkWire => ({ ...PLAIN, type: 'link', icon: 'dashboard', title, url }));
  const tag = tags.find((one) => one !== OWNERSHIP_TAG) ?? OWNERSHIP_TAG; // the system's comes before the service's
  return [...authored, { ...PLAIN, type: 'dashboards', asDropdown: true, title: `More of ${tag}`, tags: [tag], url: '' }];
}
