import type { Artifact } from '../artifacts/kind.ts';
import { multiply, printDecimal } from '../kernel/decimal.ts';
import { printDuration } from '../kernel/duration.ts';
import { type AlertRule, isAlertRule } from '../model/alert.ts';
import type { Derived } from '../model/derived.ts';
import type { Named } from '../model/named.ts';
import type { Recording } from '../model/recording.ts';
import type { Service } from '../model/service.ts';
import { type Slo, windowTitle } from '../model/slo.ts';
import { delaySays, guardSays } from './low-traffic-says.ts';
import { settings } from './settings.ts';

export interface Implied {
  /** What follows from it, a sentence or table row each. */
  readonly says: readonly string[];
  /** Below `generated/`. */
  readonly artifacts: readonly string[];
}

/** What a definition implies: its defaults made visible, and every file it is in. */
export function implied(
  built: { readonly derived: Derived; readonly artifacts: readonly Artifact[] },
  address: string,
): Implied | undefined {
  const { derived, artifacts } = built;
  const says = described(derived, address);
  if (!says) return undefined;
  const scope = address.split('/')[0] ?? '';
  const inside = artifacts.filter(({ from }) =>
    from.some((one) => one === address || (address.includes('/service/') && one.startsWith(`${scope}/`))),
  );
  return { says, artifacts: inside.map(({ environment, path }) => `${environment}/${path}`) };
}

function described(derived: Derived, address: string): string[] | undefined {
  const { estate } = derived;
  const at = (one: Named) => one.address === address;
  const slo = estate.slos.find(at);
  if (slo) return sloSays(slo, derived);
  const alert = derived.alerts.find(at);
  if (alert) return alertSays(alert);
  const recording = estate.recordings.find(at);
  if (recording) return recordingSays(recording);
  const service = estate.services.find(at);
  if (service) return serviceSays(service, derived);
  const other = [
    ...estate.teams,
    ...estate.systems,
    ...estate.environments,
    ...estate.logStreams,
    ...estate.tracings,
    ...derived.dashboards,
    ...estate.targets,
  ];
  const metric = estate.services.flatMap((one) => one.metrics).find(at);
  if (metric)
    return [`${metric.type} in ${metric.unit}: ${metric.help}`, `labels: ${Object.keys(metric.labels).join(', ') || 'none'}`];
  const found = other.find(at);
  return found && [`${address.split('/')[1]} ${found.name}`, ...('sections' in found ? [] : settings(found))];
}

function sloSays(slo: Slo, derived: Derived): string[] {
  const rules = derived.groups.flatMap((group) => group.rules).filter((rule) => rule.cause === slo.address);
  const minutes = (slo.windowMs / 60_000) * Number(printDecimal(slo.budget));
  return [
    `${slo.objectiveText} of events over ${windowTitle(slo)}: a budget of ${printDecimal(multiply(slo.budget, { n: 100n, d: 1n }))}%, ${Math.round(minutes * 10) / 10} minutes of full outage.`,
    `${rules.filter((rule) => !isAlertRule(rule)).length} recordings, ${rules.filter(isAlertRule).length} alerts; ${guardSays(slo.lowTraffic)}`,
    ...slo.tiers.map(
      (tier) =>
        `${tier.name.padEnd(13)} ${tier.severity.padEnd(8)} ${printDuration(tier.longMs)} and ${printDuration(tier.shortMs)} above ${printDecimal(multiply(tier.factor, slo.budget))}: ${printDecimal(tier.factor)} times the allowed speed, ${printDecimal(multiply(tier.spend, { n: 100n, d: 1n }))}% of the budget spent when it fires.${delaySays(slo, tier)}`,
    ),
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
