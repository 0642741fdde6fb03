import type { Artifact } from '../artifacts/kind.ts';
import { printDuration } from '../kernel/duration.ts';
import type { AlertRule } from '../model/alert.ts';
import type { Derived } from '../model/derived.ts';
import type { Named } from '../model/named.ts';
import type { Recording } from '../model/recording.ts';
import type { Service } from '../model/service.ts';
import { metricCatalogue } from './metric-catalogue.ts';
import { queryOfAlert } from './queries.ts';
import { alertLabels } from './routing/alert-labels.ts';
import { type AlertPath, alertPath } from './routing/alert-path.ts';
import { pathJson } from './routing/path-json.ts';
import { pathText } from './routing/path-text.ts';
import { settings } from './settings.ts';
import { explainSlo } from './slo/explain-slo.ts';

export interface Implied {
  /** What follows from it, a sentence or table row each. */
  readonly says: readonly string[];
  /** Below `generated/`. */
  readonly artifacts: readonly string[];
  /** Of an alert: whom it reaches, for machines. */
  readonly path?: object;
}

/** What a definition implies: its defaults made visible, and every file it is in. `perSecond` is the usual traffic of an objective. */
export function implied(
  built: { readonly derived: Derived; readonly artifacts: readonly Artifact[] },
  address: string,
  perSecond?: number,
): Implied | undefined {
  const { derived, artifacts } = built;
  const way = wayOf(derived, address);
  const said = described(derived, address, perSecond);
  if (!said) return undefined;
  const says = way ? [...said, '', ...pathText(way)] : said;
  const scope = address.split('/')[0] ?? '';
  const inside = artifacts.filter(({ from }) =>
    from.some((one) => one === address || (address.includes('/service/') && one.startsWith(`${scope}/`))),
  );
  const files = inside.map(({ environment, path }) => `${environment}/${path}`);
  return { says, artifacts: files, ...(way ? { path: pathJson(way) } : {}) };
}

/** The way of an alert to the people. */
function wayOf(derived: Derived, address: string): AlertPath | undefined {
  if (!derived.alerts.some((alert) => alert.address === address)) return undefined;
  const all = alertLabels(derived, queryOfAlert(derived, metricCatalogue(derived)));
  const labels = all.find(({ alert }) => alert.address === address);
  return labels && alertPath(derived, labels, all);
}

function described(derived: Derived, address: string, perSecond: number | undefined): string[] | undefined {
  const { estate } = derived;
  const at = (one: Named) => one.address === address;
  const slo = estate.slos.find(at);
  if (slo) return explainSlo(slo, derived, perSecond);
  const alert = derived.alerts.find(at);
  if (alert) return alertSays(alert);
  const recording = estate.recordings.find(at);
  if (recording) return recordingSays(recording);
  const service = estate.services.find(at);
  if (service) return serviceSays(service, derived);
  const metric = metricsIn(derived).find(at);
  if (metric)
    return [`${metric.type} in ${metric.unit}: ${metric.help}`, `labels: ${Object.keys(metric.labels).join(', ') || 'none'}`];
  const found = othersIn(derived).find(at);
  return found && [`${address.split('/')[1]} ${found.name}`, ...('sections' in found ? [] : settings(found))];
}

/** Every address that something can be said of. */
export function explainableAddresses(derived: Derived): readonly string[] {
  const { recordings, services, slos } = derived.estate;
  const all: readonly Named[] = [
    ...slos,
    ...derived.alerts,
    ...recordings,
    ...services,
    ...metricsIn(derived),
    ...othersIn(derived),
  ];
  return [...new Set(all.map(({ address }) => address))];
}

function metricsIn({ estate }: Derived) {
  return estate.services.flatMap(({ metrics }) => metrics);
}

function othersIn({ dashboards, estate }: Derived) {
  const { budgets, coverages, environments, logStreams, maintenances, remediations, scalings } = estate;
  const { systems, targets, teams, tenants, timeIntervals, tracings } = estate;
  return [
    ...[...teams, ...systems, ...environments, ...tenants, ...logStreams, ...tracings, ...dashboards, ...targets],
    ...[...budgets, ...coverages, ...maintenances, ...remediations, ...scalings, ...timeIntervals],
  ];
}

function alertSays(alert: AlertRule): string[] {
  const labels = Object.entries(alert.labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return [
    `${alert.severity}, after ${printDuration(alert.forMs)}${alert.keepFiringForMs > 0 ? `, kept for ${printDuration(alert.keepFiringForMs)}` : ''}`,
    alert.query.text,
    `labels: ${labels.join(', ')}`,
    `caused by ${alert.cause}`,
  ];
}

function recordingSays({ query, intervalMs, labels }: Recording): string[] {
  const often = intervalMs === undefined ? 'on every evaluation of the server' : `every ${printDuration(intervalMs)}`;
  const added = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return [`recorded ${often}`, query.text, ...(added.length > 0 ? [`labels added: ${added.join(', ')}`] : [])];
}

function serviceSays(service: Service, derived: Derived): string[] {
  const count = (list: readonly { readonly service: Service }[]) => list.filter((one) => one.service === service).length;
  return [
    `${service.title}, tier ${service.tier}, owned by ${service.owner.name}${service.system ? `, of ${service.system.title}` : ''}`,
    service.scrape ? `scraped as job ${service.job} at port ${service.scrape.port}${service.scrape.path}` : 'not scraped',
    `${service.metrics.length} metrics, ${count(derived.estate.slos)} SLOs, ${count(derived.alerts)} alerts, ${count(derived.estate.logStreams)} log streams`,
  ];
}
