import { homesOf } from '../../derive/shards/limits.ts';
import { compact, sortedBy, sortedEntries } from '../../kernel/canonical.ts';
import { printDuration } from '../../kernel/duration.ts';
import { type Outcome, outcome } from '../../kernel/outcome.ts';
import { type Environment, externalLabels, type PrometheusServer, type RemoteWrite } from '../../model/environment.ts';
import type { Metric, Service } from '../../model/service.ts';
import { type ConfigFile, headerLines } from '../header.ts';
import type { CompileInput, Draft } from '../kind.ts';
import { clientTls } from '../tls-wire.ts';

/** Where secrets named by `secret.file` are, on the server. */
const SECRETS = '/etc/prometheus/secrets';

export function compilePrometheusConfig({ derived, environment }: CompileInput): Outcome<readonly Draft<ConfigFile<object>>[]> {
  const { prometheus } = environment.servers;
  if (!prometheus) return outcome([]);
  const services = derived.estate.services.filter((service) => service.scrape !== undefined);
  const metrics = derived.estate.services.flatMap((service) => service.metrics);
  const config = {
    global: {
      scrape_interval: printDuration(prometheus.scrapeIntervalMs),
      evaluation_interval: printDuration(prometheus.evaluationIntervalMs),
      external_labels: Object.fromEntries(sortedEntries(externalLabels(environment))),
    },
    storage: { tsdb: { retention: { time: printDuration(prometheus.retentionMs) } } },
    rule_files: homesOf(environment).includes('prometheus') ? ['rules/*.yaml'] : undefined,
    alerting: alerting(environment),
    scrape_configs: sortedBy(services, (service) => service.name).flatMap((service) => scrapeConfig(service, environment)),
    remote_write: remoteWrites(prometheus, metrics),
  };
  const from = [environment.address, ...services.map((service) => service.address)];
  return outcome([
    {
      path: 'prometheus/prometheus.yml',
      from,
      content: { header: [...headerLines(environment), ...flagLines(environment)], config },
    },
  ]);
}

/** What the config file cannot say: flags the server has to be started with. */
function flagLines({ servers }: Environment): string[] {
  const web = servers.prometheus?.tls ? ['--web.config.file=/etc/prometheus/web.yml, to listen with TLS'] : [];
  const writers = [
    ...(servers.tempo ? ['Tempo'] : []),
    ...(servers.loki ? ['Loki'] : []),
    ...(servers.collector ? ['the collector'] : []),
  ];
  const receiver = writers.length === 0 ? [] : [`--web.enable-remote-write-receiver, because ${writers.join(', ')} write to it`];
  const flags = [
    '--web.enable-lifecycle, to be reloaded',
    '--enable-feature=exemplar-storage, to keep trace ids',
    ...receiver,
    ...web,
  ];
  return ['Start the server with', ...flags.map((flag) => `  ${flag}`)];
}

function alerting(environment: Environment): object | undefined {
  const { alertmanager } = environment.servers;
  if (!alertmanager) return undefined;
  const url = new URL(alertmanager.url);
  const tls = clientTls(alertmanager.tls?.clients);
  return { alertmanagers: [{ scheme: url.protocol.slice(0, -1), ...tls, static_configs: [{ targets: [url.host] }] }] };
}

function scrapeConfig(service: Service, environment: Environment): object[] {
  const { scrape } = service;
  if (!scrape) return [];
  const targets = environment.runs.get(service) ?? [`${service.name}:${scrape.port}`];
  return [
    compact({
      job_name: service.job,
      scrape_interval: scrape.intervalMs === undefined ? undefined : printDuration(scrape.intervalMs),
      metrics_path: scrape.path === '/metrics' ? undefined : scrape.path,
      scheme: scrape.scheme === 'http' ? undefined : scrape.scheme,
      scrape_native_histograms: service.metrics.some((metric) => metric.native) ? true : undefined,
      static_configs: [{ targets: [...targets] }],
      metric_relabel_configs: scrape.keep === 'declared' ? keepDeclared(service) : undefined,
    }),
  ];
}

function keepDeclared(service: Service): object[] {
  return [{ source_labels: ['__name__'], regex: declaredNames(service), action: 'keep' }];
}

/** The names of the declared series, as one pattern. */
export function declaredNames(service: Service): string {
  return service.metrics.flatMap(seriesNames).sort().join('|');
}

/** The names a metric has on the wire. */
export function seriesNames(metric: Metric): string[] {
  if (metric.type === 'histogram') return [metric.name, `${metric.name}_bucket`, `${metric.name}_count`, `${metric.name}_sum`];
  return metric.type === 'summary' ? [metric.name, `${metric.name}_count`, `${metric.name}_sum`] : [metric.name];
}

/** Long-term storage gets everything, or roll-ups alone; what is kept no longer than here is not sent. */
function remoteWrites(server: PrometheusServer, metrics: readonly Metric[]): object[] | undefined {
  if (server.remoteWrite.length === 0) return undefined;
  const short = metrics
    .filter(({ retentionMs }) => retentionMs !== undefined && retentionMs <= server.retentionMs)
    .flatMap(seriesNames);
  return server.remoteWrite.map((write) =>
    compact({
      url: write.url,
      send_exemplars: write.only === 'all' ? true : undefined,
      headers: Object.keys(write.headers).length === 0 ? undefined : Object.fromEntries(sortedEntries(write.headers)),
      authorization: credentials(write),
      ...clientTls(write.tls),
      write_relabel_configs: relabel(write, [...new Set(short)].sort()),
    }),
  );
}

function credentials(write: RemoteWrite): object | undefined {
  const reference = write.credentials;
  if (!reference || !('file' in reference)) return undefined;
  return { credentials_file: reference.file.startsWith('/') ? reference.file : `${SECRETS}/${reference.file}` };
}

function relabel(write: RemoteWrite, short: readonly string[]): object[] | undefined {
  if (write.only === 'recordings') return [{ source_labels: ['__name__'], regex: '.+:.+', action: 'keep' }];
  return short.length === 0 ? undefined : [{ source_labels: ['__name__'], regex: short.join('|'), action: 'drop' }];
}
