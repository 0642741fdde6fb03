import { printAnnotation } from '../../alerts/annotation.ts';
import type { AlertParts, AlertRecording, AlertRule as AuthoredAlert } from '../../alerts/kind.ts';
import type { QueryContext } from '../../authored/context.ts';
import type { Address } from '../../kernel/address.ts';
import { sortedBy } from '../../kernel/canonical.ts';
import type { DefinedAlert } from '../../model/alert.ts';
import type { Recording } from '../../model/recording.ts';
import type { Service } from '../../model/service.ts';
import type { SeverityScale } from '../../model/severity.ts';
import { optionsFit } from './alert-options.ts';
import { alertAnswers } from './alert-parts.ts';
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
): Map<object, DefinedAlert> {
  const alerts = new Map<object, DefinedAlert>();
  const named = sortedBy(authored, ({ service, name }) => `${service?.name}/${typeof name === 'string' ? name : ''}`).map(
    (one) => {
      const address = addressIn(one.service?.name ?? 'unknown', 'alert', one, report);
      if (!one.service) missing('service', address, one, report);
      return { one, address };
    },
  );
  const sound = new Set(named.flatMap(({ one, address }) => (optionsFit(one, address, report) ? [one] : [])));
  const answer = alertAnswers(sound, services, at.context);
  for (const { one, address } of named) {
    const service = one.service && services.get(one.service);
    if (!service) continue;
    const { problems, parts } = answer(one);
    for (const { code, message, fix } of problems) report.error(code, address, message, { origin: one, fix });
    const alert = alertOf(one, address, service, { parts, scale: at.scale }, report);
    if (alert) alerts.set(one, alert);
  }
  reportSameRecordings([...alerts.values()], report);
  return alerts;
}

/** Severity and durations are looked at in any case, so that all that is wrong is told at once. */
function alertOf(
  one: AuthoredAlert,
  address: Address,
  service: Service,
  { parts, scale }: { readonly parts: AlertParts | undefined; readonly scale: SeverityScale },
  report: Report,
): DefinedAlert | undefined {
  const { options } = one;
  const severity = severityIn(one.severity, scale, address, one, report);
  const forMs = durationIn(options.for, 0, 'for', address, one, report);
  const keepFiringForMs = durationIn(options.cooldown, 0, 'cooldown', address, one, report);
  if (!parts) return undefined;
  return {
    address,
    name: one.name,
    origin: one,
    service,
    severity,
    query: parts.query,
    forMs,
    keepFiringForMs,
    labels: { ...parts.labels, ...options.labels, severity, service: service.name, owner: service.owner.name },
    annotations: annotationsOf(one, parts),
    runbook: { impact: options.runbook?.impact ?? '', steps: options.runbook?.steps ?? [], url: options.runbook?.url },
    cause: address,
    recordings: (parts.recordings ?? []).map((recording) => recordingOf(recording, one, address, service)),
    numbers: parts.numbers ?? [],
    cases: parts.cases ?? [],
  };
}

function annotationsOf({ options }: AuthoredAlert, parts: AlertParts): Record<string, string> {
  const summary = options.summary === undefined ? (parts.summary ?? '') : printAnnotation(options.summary);
  const description = options.description === undefined ? (parts.description ?? summary) : printAnnotation(options.description);
  return { ...parts.annotations, summary, description };
}

function recordingOf(
  { name, query, labels, intervalMs }: AlertRecording,
  origin: object,
  address: Address,
  service: Service,
): Recording {
  return { address, name, origin, service, query, labels, intervalMs };
}

/** Each is read by its name and labels: of two that differ in neither, an alert would read both. */
function reportSameRecordings(alerts: readonly DefinedAlert[], report: Report): void {
  const first = new Map<string, { readonly alert: DefinedAlert; readonly text: string }>();
  for (const alert of alerts) {
    for (const { name, labels, query } of alert.recordings) {
      const key = `${name}${JSON.stringify(labels)}`;
      const other = first.get(key);
      if (!other) first.set(key, { alert, text: query.text });
      else if (other.text !== query.text) {
        report.error('recording/duplicate', alert.address, `${other.alert.address} records ${name} too, of another query.`, {
          origin: alert.origin,
          fix: 'make a recording({ … }) of the query of one of them, and let its alert read that',
          related: [{ at: other.alert.address, message: 'the other is here', origin: other.alert.origin }],
        });
      }
    }
  }
}
