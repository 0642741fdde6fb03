import type { Dashboard } from '../../../model/dashboard.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const duplicateUid: Rule = {
  code: 'dashboard/duplicate-uid',
  severity: 'error',
  about: 'dashboard',
  why: 'To Grafana the uid is the board: of two with one uid the second overwrites the first, and links to the first open the second.',
  // too long for a uid, so that both end in a hash, which happens to be the same
  bad: `dashboard({ name: 'everything-at-a-glance-of-north-west-mails-logins', title: 'North', service: checkout, sections: [] });
dashboard({ name: 'everything-at-a-glance-of-east-tax-north-black', title: 'East', service: checkout, sections: [] });`,
  good: `dashboard({ name: 'glance-of-north', title: 'North', service: checkout, sections: [] });
dashboard({ name: 'glance-of-east', title: 'East', service: checkout, sections: [] });`,
  *run({ derived }) {
    const first = new Map<string, Dashboard>();
    for (const dashboard of derived.dashboards) {
      const other = first.get(dashboard.uid);
      if (!other) first.set(dashboard.uid, dashboard);
      // two definitions of one address have been told where they were resolved
      else if (other.address !== dashboard.address || !isWritten(other) || !isWritten(dashboard)) {
        const message = `${dashboard.address} and ${other.address} both have the uid ${dashboard.uid}.`;
        yield finding(duplicateUid, dashboard, message, {
          fix: 'rename one of them: the uid is made of the address',
          related: [{ at: other.address, message: 'the other is here', origin: other.origin }],
        });
      }
    }

    function isWritten(one: Dashboard): boolean {
      return derived.estate.dashboards.includes(one);
    }
  },
};
