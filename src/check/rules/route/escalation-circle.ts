import { escalationsOf } from '../../../model/escalation.ts';
import type { Estate } from '../../../model/estate.ts';
import type { Team } from '../../../model/service.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const escalationCircle: Rule = {
  code: 'escalation/circle',
  severity: 'info',
  about: 'route',
  why: 'Teams that stand in for each other are told of each other’s pages, and nobody above them is: when the same incident keeps both busy, it ends there.',
  bad: [
    "const page = pagerduty({ routingKey: secret.file('pagerduty-carts') });",
    "const carts = team({ name: 'carts', page, escalate: { after: '30m', to: payments.page } });",
    '// payments says nothing else',
    "const critical = severity({ name: 'critical', means: 'Wake one.', to: 'page', escalate: { after: '30m', to: carts.page } });",
    'severities({ levels: [critical] });',
  ].join('\n'),
  good: [
    "const page = pagerduty({ routingKey: secret.file('pagerduty-carts') });",
    "const carts = team({ name: 'carts', page, escalate: { after: '30m', to: payments.page } });",
  ].join('\n'),
  *run({ derived }) {
    const { estate } = derived;
    for (const team of estate.teams) {
      const circle = circleFrom(team, estate);
      // told once, of the first of them
      if (!circle || circle.some(({ name }) => name < team.name)) continue;
      const names = [...circle, team].map(({ name }) => name).join(' to ');
      yield finding(escalationCircle, team, `Escalations go round: ${names}.`, {
        fix: 'let one of them escalate to somebody who is not among them',
        related: circle.slice(1).map(({ address, origin }) => ({ at: address, message: 'this team takes part', origin })),
      });
    }
  },
};

/** The teams an escalation passes before it is back; a team alone is told of elsewhere. */
function circleFrom(start: Team, estate: Estate): Team[] | undefined {
  const path = [start];
  for (let team = next(start, estate); team && !path.includes(team); team = next(team, estate)) path.push(team);
  const last = path.at(-1);
  return path.length > 1 && last && next(last, estate) === start ? path : undefined;
}

function next(team: Team, { severities, teams }: Estate): Team | undefined {
  const [escalation] = escalationsOf(team, severities);
  const owns = (other: Team) =>
    [other.page, other.ticket, other.info].some((receiver) => receiver && receiver === escalation?.to);
  return teams.find(owns);
}
