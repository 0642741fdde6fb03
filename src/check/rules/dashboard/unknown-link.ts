import { nearest } from '../../../kernel/nearest.ts';
import type { Dashboard } from '../../../model/dashboard.ts';
import type { Derived } from '../../../model/derived.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { type BoardLink, boardLinks } from './board-links.ts';

export const unknownLink: Rule = {
  code: 'dashboard/unknown-link',
  severity: 'error',
  about: 'dashboard',
  why: 'Whoever follows the link in an incident lands on "Dashboard not found", and looks for the board instead of the cause.',
  bad: `const details = () => dashboard({ name: 'details', title: 'Details', service: checkout, sections: [] });
dashboard({
  name: 'overview',
  title: 'Overview',
  service: checkout,
  sections: [],
  links: [dashboardLink({ to: details() })], // made here, and not exported
});`,
  good: `const details = dashboard({ name: 'details', title: 'Details', service: checkout, sections: [] });
dashboard({
  name: 'overview',
  title: 'Overview',
  service: checkout,
  sections: [],
  links: [dashboardLink({ to: details })],
});`,
  *run({ derived }) {
    const known = new Set(derived.dashboards.map(({ uid }) => uid));
    for (const link of boardLinks(derived)) {
      if (known.has(link.uid)) continue;
      const about = { address: link.dashboard.address, origin: link.panel?.origin ?? link.dashboard.origin };
      const message = `${link.from} leads to the board ${link.uid}, which is not part of the estate.`;
      // a written address may be that of a board somebody else keeps
      const severity = link.to === undefined ? 'warning' : 'error';
      yield finding(unknownLink, about, message, { severity, fix: fixFor(link, known) });
    }
    for (const [dashboard, title, tags] of menusOf(derived)) {
      const message = `The link ${title} lists boards tagged ${tags.join(', ')}, and no board of the estate is.`;
      yield finding(unknownLink, dashboard, message, { severity: 'warning', fix: 'add the tags to the boards it should list' });
    }
  },
};

function fixFor({ to, uid }: BoardLink, known: ReadonlySet<string>): string {
  if (to !== undefined) return `export the dashboard ${to}`;
  const near = nearest(uid, known);
  return near === undefined ? 'link to a board of the estate with dashboardLink({ to: other })' : `did you mean ${near}?`;
}

/** Links to all boards with some tags, where there is none. */
function menusOf({ dashboards, estate }: Derived): readonly (readonly [Dashboard, title: string, tags: readonly string[]])[] {
  const isTagged = (tags: readonly string[]) => dashboards.some((one) => tags.every((tag) => one.tags.includes(tag)));
  return estate.dashboards.flatMap((dashboard) =>
    dashboard.links.flatMap(({ title, tags }) => (!isTagged(tags) ? [[dashboard, title, tags] as const] : [])),
  );
}
