import { printAnnotation } from '../../alerts/annotation.ts';
import type { AlertRule as AuthoredAlert } from '../../alerts/kind.ts';
import { alertKinds } from '../../alerts/kinds.ts';
import type { QueryContext } from '../../authored/context.ts';
import type { Address } from '../../kernel/address.ts';
import { sortedBy } from '../../kernel/canonical.ts';
import type { AlertRule } from '../../model/alert.ts';
import type { Service } from '../../model/service.ts';
import type { SeverityScale } from '../../model/severity.ts';
import { addressIn, durationIn, missing, type Report } from './report.ts';
import { severityIn } from './severity.ts';

export interface AlertsAt {
  readonly scale: SeverityScale;
  readonly context: QueryContext;
}

export function resolveAlerts(
  authored: readonly AuthoredAlert[],
  services: ReadonlyMap<object, Service>,
  at: AlertsAt,
  report: Report,
): Map<object, AlertRule> {
  const alerts = new Map<object, AlertRule>();
  for (const one of sortedBy(authored, (alert) => `${alert.service?.name}/${alert.name}`)) {
    const address = addressIn(one.service?.name ?? 'unknown', 'alert', one, report);
    if (!one.service) missing('service', address, one, report);
    const service = one.service && services.get(one.service);
    if (service) alerts.set(one, alertOf(one, address, service, at, report));
  }
  return alerts;
}

function alertOf(
  one: AuthoredAlert,
  address: Address,
  service: Service,
  { context, scale }: AlertsAt,
  report: Report,
): AlertRule {
  const { options } = one;
  const kind = alertKinds.get(one.form);
  if (!kind) throw new Error(`no alert kind ${one.form}`);
  const severity = severityIn(one.severity, scale, address, one, report);
  const summary = options.summary === undefined ? '' : printAnnotation(options.summary);
  return {
    address,
    name: one.name,
    origin: one,
    service,
    severity,
    query: kind.query(options, context, { at: address, origin: one }),
    forMs: durationIn(options.for, 0, 'for', address, one, report),
    keepFiringForMs: durationIn(options.cooldown, 0, 'cooldown', address, one, report),
    labels: { ...options.labels, severity, service: service.name, owner: service.owner.name },
    annotations: { summary, description: options.description === undefined ? summary : printAnnotation(options.description) },
    runbook: { impact: options.runbook?.impact ?? '', steps: options.runbook?.steps ?? [], url: options.runbook?.url },
    cause: address,
  };
}
