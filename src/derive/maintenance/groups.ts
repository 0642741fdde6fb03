import type { QueryContext } from '../../authored/context.ts';
import { addressOf } from '../../kernel/address.ts';
import type { AlertRule, RuleGroup } from '../../model/alert.ts';
import type { Estate } from '../../model/estate.ts';
import type { Maintenance } from '../../model/maintenance.ts';
import type { Inhibition } from '../../model/routing.ts';
import { levelFor } from '../../model/severity.ts';
import { type Slo, sloKey } from '../../model/slo.ts';
import { during } from './while.ts';

const INTERVAL_MS = 30_000;
const NAME = 'Maintenance';
/** Whether a whole service is worked on, or what one SLO is about. */
const SCOPE = 'maintenance_of';

/** An alert for each thing that is worked on: it tells who owns it, and mutes the others. */
export function maintenanceGroups(estate: Estate, context: QueryContext): RuleGroup[] {
  const severity = levelFor(estate.severities, 'info').name;
  const alerts = estate.maintenances.flatMap((one) => [
    ...one.services.map((service) => alertOf(one, { service, severity }, undefined, context)),
    ...one.slos.map((slo) => alertOf(one, { service: slo.service, severity }, slo, context)),
  ]);
  const services = [...new Set(alerts.map(({ service }) => service))];
  return services.map((service) => ({
    name: `maintenance-${service.name}`,
    engine: 'prometheus',
    scope: `${service.name}.maintenance`,
    intervalMs: INTERVAL_MS,
    rules: alerts.filter((alert) => alert.service === service),
  }));
}

type Whose = Pick<AlertRule, 'service' | 'severity'>;

function alertOf(one: Maintenance, { service, severity }: Whose, slo: Slo | undefined, context: QueryContext): AlertRule {
  const what = slo ? `"${slo.title}" of ${service.title}` : service.title;
  const labels = { service: service.name, owner: service.owner.name, severity, maintenance: one.name };
  const mutes = `Other alerts of ${what} are muted until ${new Date(one.toMs).toISOString()}, and it costs no error budget.`;
  return {
    address: addressOf(service.name, 'alert', [NAME, one.name, ...(slo ? [slo.name] : [])].join('/')),
    name: NAME,
    origin: one.origin,
    service,
    severity,
    query: context.text(during(one), { at: one.address, origin: one.origin }),
    forMs: 0,
    keepFiringForMs: 0,
    labels: { ...labels, ...(slo ? { slo: sloKey(slo), [SCOPE]: 'slo' } : { [SCOPE]: 'service' }) },
    annotations: {
      summary: `${what} is under maintenance: ${one.reason}`,
      description: `${mutes} Reviewed by ${one.reviewedBy}.`,
    },
    runbook: { impact: one.reason, steps: [mutes], url: undefined },
    cause: one.address,
  };
}

/** What is worked on mutes its other alerts. */
export function maintenanceInhibitions({ maintenances }: Estate): Inhibition[] {
  const mutes = (scope: string, label: string): Inhibition => ({
    source: [
      { label: 'alertname', op: '=', value: NAME },
      { label: SCOPE, op: '=', value: scope },
    ],
    target: [{ label: 'alertname', op: '!=', value: NAME }],
    equal: [label],
    because: `planned maintenance mutes the alerts of its ${scope}`,
    origin: undefined,
  });
  return [
    ...(maintenances.some(({ services }) => services.length > 0) ? [mutes('service', 'service')] : []),
    ...(maintenances.some(({ slos }) => slos.length > 0) ? [mutes('slo', 'slo')] : []),
  ];
}
