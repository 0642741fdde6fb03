import { homesOf } from '../../derive/shards/limits.ts';
import { compact, sortedBy, sortedEntries } from '../../kernel/canonical.ts';
import { printDuration } from '../../kernel/duration.ts';
import { type Outcome, outcome } from '../../kernel/outcome.ts';
import type { Environment, PrometheusServer } from '../../model/environment.ts';
import type { Service } from '../../model/service.ts';
import { externalLabels } from '../../model/sharing.ts';
import { type ConfigFile, headerLines } from '../header.ts';
import type { CompileInput, Draft } from '../kind.ts';
import { clientTls } from '../tls-wire.ts';
import { flagLines } from './flags.ts';
import { alertRelabelling, type Instance, instancesOf, shardRelabelling } from './instances.ts';
import { probePath, throughProber } from './probes.ts';
import { remoteWritesOf } from './remote-write.ts';
import { declaredNames } from './series-names.ts';

export function compilePrometheusConfig({ derived, environment }: CompileInput): Outcome<readonly Draft<ConfigFile<object>>[]> {
  const { prometheus } = environment.servers;
  if (!prometheus) return outcome([]);
  const services = derived.estate.services.filter((service) => service.scrape !== undefined);
  const from = [environment.address, ...services.map((service) => service.address)];
  const header = [...headerLines(environment), ...flagLines(environment, prometheus)];
  const sorted = sortedBy(services, (service) => service.name);
  const drafts = instancesOf(environment, prometheus).map((instance) => {
    const relabelling = shardRelabelling(prometheus, instance.shard);
    const config = compact({
      global: globalOf(environment, prometheus, instance),
      ...keeping(environment, prometheus),
      scrape_configs: sorted.flatMap((service) => scrapeConfig(service, environment, relabelling)),
      remote_write: remoteWritesOf(prometheus, derived),
    });
    return { path: instance.path, from, content: { header, config } };
  });
  return outcome(drafts);
}

function globalOf(environment: Environment, server: PrometheusServer, instance: Instance): object {
  return compact({
    scrape_interval: printDuration(server.scrapeIntervalMs),
    evaluation_interval: server.mode === 'agent' ? undefined : printDuration(server.evaluationIntervalMs),
    external_labels: labelsOf(environment, instance),
  });
}

/** What it keeps, evaluates and tells: an agent does none of it. */
function keeping(environment: Environment, server: PrometheusServer): object {
  if (server.mode === 'agent') return {};
  const storage = { tsdb: { retention: { time: printDuration(server.retentionMs) } } };
  if (server.rules === 'store') return { storage };
  const rules = homesOf(environment).includes('prometheus') ? { rule_files: ['rules/*.yaml'] } : {};
  return { storage, ...rules, alerting: alerting(environment, server) };
}

/** Prometheus 3 puts variables of its environment into them. */
function labelsOf(environment: Environment, instance: Instance): Record<string, string> {
  const all = sortedEntries({ ...externalLabels(environment), ...instance.labels });
  return Object.fromEntries(all.map(([label, value]) => [label, value.replace(/\$/g, '$$$$')]));
}

/** Every member of a cluster is told: they settle among themselves who speaks. */
function alerting(environment: Environment, server: PrometheusServer): object | undefined {
  const { alertmanager } = environment.servers;
  if (!alertmanager) return undefined;
  const url = new URL(alertmanager.url);
  const tls = clientTls(alertmanager.tls?.clients);
  const targets = alertmanager.peers.length === 0 ? [url.host] : [...alertmanager.peers];
  return compact({
    alert_relabel_configs: alertRelabelling(environment, server),
    alertmanagers: [{ scheme: url.protocol.slice(0, -1), ...tls, static_configs: [{ targets }] }],
  });
}

function scrapeConfig(service: Service, environment: Environment, relabelling: object[] | undefined): object[] {
  const { scrape } = service;
  if (!scrape) return [];
  const probed = environment.probes.get(service);
  const targets = probed?.at ?? environment.runs.get(service) ?? [`${service.name}:${scrape.port}`];
  const path = probed ? probePath(service) : scrape.path;
  return [
    compact({
      job_name: service.job,
      scrape_interval: scrape.intervalMs === undefined ? undefined : printDuration(scrape.intervalMs),
      metrics_path: path === '/metrics' ? undefined : path,
      params: probed?.module === undefined ? undefined : { module: [probed.module] },
      scheme: scrape.scheme === 'http' ? undefined : scrape.scheme,
      scrape_native_histograms: service.metrics.some((metric) => metric.native) ? true : undefined,
      static_configs: [{ targets: [...targets] }],
      relabel_configs: probed ? [...(relabelling ?? []), ...throughProber(probed)] : relabelling,
      metric_relabel_configs: scrape.keep === 'declared' ? keepDeclared(service) : undefined,
    }),
  ];
}

function keepDeclared(service: Service): object[] {
  return [{ source_labels: ['__name__'], regex: declaredNames(service), action: 'keep' }];
}
