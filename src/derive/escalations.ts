import type { QueryContext } from '../authored/context.ts';
import { addressOf } from '../kernel/address.ts';
import { printDuration } from '../kernel/duration.ts';
import type { AlertRule, RuleGroup } from '../model/alert.ts';
import type { Estate } from '../model/estate.ts';
import type { Service, Team } from '../model/service.ts';

/** The label that marks an escalated alert; its routes come before all others. */
export const ESCALATED = 'escalated_to';

/**
 * Alertmanager has no escalation. A rule over `ALERTS` fires when a page of the team has been firing for the time written,
 * and its route goes to whom it escalates to. It cannot know who has acknowledged: that is the pager's part.
 */
export function escalations(estate: Estate, context: QueryContext): RuleGroup[] {
  const services = estate.services.filter((service) => service.owner.escalate !== undefined);
  return services.map((service) => ({
    name: `escalation-${service.name}`,
    engine: 'prometheus',
    scope: service.name,
    intervalMs: undefined,
    rules: [escalation(service, service.owner, context)],
  }));
}

function escalation(service: Service, team: Team, context: QueryContext): AlertRule {
  const address = addressOf(service.name, 'alert', 'PageUnanswered');
  const pages = `ALERTS{alertstate="firing", severity="critical", service=${JSON.stringify(service.name)}, ${ESCALATED}=""}`;
  const after = printDuration(team.escalate?.afterMs ?? 0);
  return {
    address,
    name: 'PageUnanswered',
    origin: team.origin,
    service,
    severity: 'critical',
    query: context.text(
      `count by (escalated_alert) (label_replace(${pages}, "escalated_alert", "$1", "alertname", "(.+)")) > 0`,
      {
        at: address,
        origin: team.origin,
      },
    ),
    forMs: team.escalate?.afterMs ?? 0,
    keepFiringForMs: 0,
    labels: { severity: 'critical', service: service.name, owner: team.name, [ESCALATED]: team.escalate?.to.name ?? '' },
    annotations: {
      summary: `${service.title}: a page of ${team.name} has been open for ${after}.`,
      description: `{{ $labels.escalated_alert }} has fired for ${after}.`,
    },
    runbook: {
      impact: `Nobody may be working on a page of ${team.name}.`,
      steps: [
        `Ask ${team.name} whether someone is on it.`,
        'If nobody is, take it: open the runbook of the alert that is named.',
      ],
      url: undefined,
    },
    cause: team.address,
  };
}
