import { escalationsOf } from '../../../model/escalation.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const escalationToOneself: Rule = {
  code: 'escalation/to-oneself',
  severity: 'warning',
  about: 'route',
  why: 'Who has not answered the page does not answer the second one. An escalation that leads back to the team tells nobody new.',
  bad: [
    "const critical = severity({ name: 'critical', means: 'Wake one.', to: 'page', escalate: { after: '30m', to: payments.page } });",
    'severities({ levels: [critical] }); // of every team, so of payments too',
  ].join('\n'),
  good: [
    "const page = pagerduty({ routingKey: secret.file('pagerduty-carts') });",
    "const carts = team({ name: 'carts', page, escalate: { after: '30m', to: payments.page } });",
    "service({ name: 'cart', owner: carts });",
  ].join('\n'),
  *run({ derived }) {
    const { teams, severities } = derived.estate;
    for (const team of teams) {
      const own = [team.page, team.ticket, team.info].map((receiver) => receiver?.name);
      for (const { levels, to } of escalationsOf(team, severities)) {
        if (!own.includes(to.name)) continue;
        const names = levels.map(({ name }) => name).join(' and ');
        yield finding(
          escalationToOneself,
          team,
          `${names} of ${team.name} escalates to ${to.name}, which is ${team.name} itself.`,
          {
            fix: `let the team say whom else to tell: team({ name: '${team.name}', escalate: { after: '30m', to: … } })`,
          },
        );
      }
    }
  },
};
