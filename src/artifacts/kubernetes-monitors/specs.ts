import { compact } from '../../kernel/canonical.ts';
import { printDuration } from '../../kernel/duration.ts';
import type { Monitored, Probed } from '../../model/environment.ts';
import type { Service } from '../../model/service.ts';
import { probePath } from '../prometheus-config/probes.ts';
import { declaredNames } from '../prometheus-config/series-names.ts';

/** What the operator adds to every series, and by which kind of monitor. */
const ADDED = {
  services: ['container', 'endpoint', 'namespace', 'node', 'pod', 'service'],
  pods: ['container', 'endpoint', 'namespace', 'pod'],
} as const;

/** https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.ServiceMonitorSpec */
export function monitorSpec(service: Service, monitored: Monitored): object {
  const { by, labels, namespaces } = monitored;
  const found = { selector: { matchLabels: labels }, namespaceSelector: { matchNames: namespaces } };
  const endpoint = compact({ ...portOf(service, monitored), ...endpointOf(service, by), metricRelabelings: kept(service) });
  return {
    ...found,
    ...nativeHistograms(service),
    [by === 'pods' ? 'podMetricsEndpoints' : 'endpoints']: [endpoint],
  };
}

/** https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1alpha1.ScrapeConfigSpec */
export function scrapeConfigSpec(service: Service, at: readonly string[]): object {
  const { scrape } = service;
  return compact({
    jobName: service.job,
    metricsPath: scrape?.path,
    scheme: scrape?.scheme.toUpperCase(),
    scrapeInterval: scrape?.intervalMs === undefined ? undefined : printDuration(scrape.intervalMs),
    ...nativeHistograms(service),
    staticConfigs: [{ targets: [...new Set(at)] }],
    metricRelabelings: kept(service),
  });
}

/** https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.ProbeSpec */
export function probeSpec(service: Service, { at, module, prober }: Probed): object {
  const { scrape } = service;
  return compact({
    jobName: service.job,
    prober: { url: prober, scheme: scrape?.scheme, path: probePath(service) },
    module,
    interval: scrape?.intervalMs === undefined ? undefined : printDuration(scrape.intervalMs),
    targets: { staticConfig: { static: [...at] } },
    metricRelabelings: kept(service),
  });
}

/** By number where no name was written: a Service that stands before it may call it anything. */
function portOf({ scrape }: Service, { by, port }: Monitored): object {
  if (port !== undefined) return { port };
  return by === 'pods' ? { portNumber: scrape?.port } : { targetPort: scrape?.port };
}

function endpointOf(service: Service, by: Monitored['by']): object {
  const { scrape } = service;
  return {
    path: scrape?.path,
    scheme: scrape?.scheme,
    interval: scrape?.intervalMs === undefined ? undefined : printDuration(scrape.intervalMs),
    relabelings: [{ action: 'replace', targetLabel: 'job', replacement: service.job }, ...without(taken(service, by))],
  };
}

/** Labels that the metrics have themselves: with another of that name at the target theirs would become `exported_…`. */
function taken({ metrics }: Service, by: Monitored['by']): readonly string[] {
  const declared = new Set(metrics.flatMap(({ labels }) => Object.keys(labels)));
  return ADDED[by].filter((label) => declared.has(label));
}

function without(labels: readonly string[]): object[] {
  return labels.length === 0 ? [] : [{ action: 'labeldrop', regex: labels.join('|') }];
}

function nativeHistograms({ metrics }: Service): { readonly scrapeNativeHistograms?: true } {
  return metrics.some(({ native }) => native) ? { scrapeNativeHistograms: true } : {};
}

/** The server adds the action of a relabeling where it is missing, so it is always written. */
function kept(service: Service): object[] | undefined {
  if (service.scrape?.keep !== 'declared') return undefined;
  return [{ action: 'keep', sourceLabels: ['__name__'], regex: declaredNames(service) }];
}
