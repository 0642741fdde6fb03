import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const ownerUnreachable: Rule = {
  code: 'service/owner-unreachable',
  severity: 'warning',
  about: 'service',
  why: 'A service is owned so that somebody is told of it. A team without any channel owns it on paper, and its alerts go to the fallback.',
  bad: ["const carts = team({ name: 'carts' });", "service({ name: 'cart', owner: carts });"].join('\n'),
  good: [
    "const carts = team({ name: 'carts', ticket: slack({ channel: '#carts', apiUrl: secret.file('slack-url') }) });",
    "service({ name: 'cart', owner: carts });",
  ].join('\n'),
  *run({ derived }) {
    const { estate, route } = derived;
    if (!route) return;
    for (const service of estate.services) {
      const { owner } = service;
      if (owner.page || owner.ticket || owner.info) continue;
      yield finding(ownerUnreachable, service, `${owner.name} owns ${service.name} and has no way to be told.`, {
        fix: `give it one: team({ name: '${owner.name}', page: …, ticket: … })`,
        related: [{ at: owner.address, message: 'the team is here', origin: owner.origin }],
      });
    }
  },
};
