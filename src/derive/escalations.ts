import type { QueryContext } from '../authored/context.ts';
import { addressOf } from '../kernel/address.ts';
import { printDuration } from '../kernel/duration.ts';
import { grouped } from '../kernel/grouped.ts';
import type { AlertRule, RuleGroup } from '../model/alert.ts';
import { type Escalation, escalationsOf } from '../model/escalation.ts';
import type { Estate } from '../model/estate.ts';
import type { Service } from '../model/service.ts';
import { oneOf } from './one-of.ts';

/** The label that marks an escalated alert; its routes come before all others. */
export const ESCALATED = 'escalated_to';

export const ESCALATION_NAMES = { page: 'PageUnanswered', ticket: 'TicketUnanswered', info: 'InfoUnanswered' } as const;
const WORDS = { page: 'page', ticket: 'ticket', info: 'notice' } as const;

/**
 * Alertmanager has no escalation. A rule over `ALERTS` fires when a page of the team has been firing for the time written,
 * and its route goes to whom it escalates to. It cannot know who has acknowledged: that is the pager's part.
 */
export function escalations(escalated: readonly Escalated[], context: QueryContext): RuleGroup[] {
  return escalated.map(({ service, plans }) => ({
    name: `escalation-${service.name}`,
    engine: 'prometheus',
    scope: service.name,
    intervalMs: undefined,
    rules: plans.map((plan, index) => escalation(service, plan, isFirst(plan, plans.slice(0, index)), context)),
  }));
}

/** A service whose alerts may be left unanswered, and what is done then. */
export interface Escalated {
  readonly service: Service;
  readonly plans: readonly Escalation[];
}

/** Of levels that an alert of the service has: where none does, nothing could ever be left unanswered. */
export function escalatedIn({ services, severities }: Estate, alerts: readonly AlertRule[]): Escalated[] {
  const alertsOf = grouped(alerts, ({ service }) => service);
  return services.flatMap((service) => {
    const used = new Set(alertsOf.get(service)?.map(({ severity }) => severity));
    const plans = escalationsOf(service.owner, severities).filter(({ levels }) => levels.some(({ name }) => used.has(name)));
    return plans.length === 0 ? [] : [{ service, plans }];
  });
}

/** The others of a channel need an address of their own. */
function isFirst({ levels: [level] }: Escalation, before: readonly Escalation[]): boolean {
  return !before.some(({ levels: [other] }) => other?.to === level?.to);
}

function escalation(service: Service, { levels, afterMs, to }: Escalation, first: boolean, context: QueryContext): AlertRule {
  const team = service.owner;
  const severity = levels[0]?.name ?? '';
  const channel = levels[0]?.to ?? 'page';
  const name = ESCALATION_NAMES[channel];
  const address = addressOf(service.name, 'alert', first ? name : `${name}/${severity}`);
  const { op, value } = oneOf(
    'severity',
    levels.map((level) => level.name),
  );
  const open = `ALERTS{alertstate="firing", severity${op}${JSON.stringify(value)}, service=${JSON.stringify(service.name)}, ${ESCALATED}=""}`;
  const after = printDuration(afterMs);
  const query = `count by (escalated_alert) (label_replace(${open}, "escalated_alert", "$1", "alertname", "(.+)")) > 0`;
  return {
    address,
    name,
    origin: team.origin,
    service,
    severity,
    query: context.text(query, { at: address, origin: team.origin }),
    forMs: afterMs,
    keepFiringForMs: 0,
    labels: { severity, service: service.name, owner: team.name, [ESCALATED]: to.name },
    annotations: {
      summary: `${service.title}: a ${WORDS[channel]} of ${team.name} has been open for ${after}.`,
      description: `{{ $labels.escalated_alert }} has fired for ${after}.`,
    },
    runbook: {
      impact: `Nobody may be working on a ${WORDS[channel]} of ${team.name}.`,
      steps: [
        `Ask ${team.name} whether someone is on it.`,
        'If nobody is, take it: open the runbook of the alert that is named.',
      ],
      url: undefined,
    },
    cause: team.address,
  };
}
