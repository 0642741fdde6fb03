import { printDuration } from '../../kernel/duration.ts';
import type { Environment, PrometheusServer } from '../../model/environment.ts';
import type { Service } from '../../model/service.ts';
import { has } from '../../model/versions/change.ts';
import { PROMETHEUS_CHANGES } from '../../model/versions/prometheus.ts';

/** What the config file cannot say: flags the server has to be started with. */
export function flagLines({ servers, shared }: Environment, server: PrometheusServer, services: readonly Service[]): string[] {
  const web = server.tls ? ['--web.config.file=/etc/prometheus/web.yml, to listen with TLS'] : [];
  const writers = [
    ...(servers.tempo ? ['Tempo'] : []),
    ...(servers.loki ? ['Loki'] : []),
    ...(servers.collector ? ['the collector'] : []),
  ];
  const receiver =
    writers.length === 0 || (shared && servers.mimir)
      ? []
      : [`--web.enable-remote-write-receiver, because ${writers.join(', ')} write to it`];
  const agent = server.mode === 'agent' ? [`${agentFlag(server)}, because it keeps nothing and evaluates no rule`] : [];
  const exemplars = server.mode === 'agent' ? [] : ['--enable-feature=exemplar-storage, to keep trace ids'];
  const flags = [
    ...agent,
    '--web.enable-lifecycle, to be reloaded',
    ...exemplars,
    ...olderFlags(server, services),
    ...receiver,
    ...web,
  ];
  return ['Start the server with', ...flags.map((flag) => `  ${flag}`)];
}

function agentFlag({ version }: PrometheusServer): string {
  return has(PROMETHEUS_CHANGES.agentFlag, version) ? '--agent' : '--enable-feature=agent';
}

/** What newer versions read in the file. */
function olderFlags({ mode, retentionMs, version }: PrometheusServer, services: readonly Service[]): string[] {
  const retention = mode !== 'agent' && !has(PROMETHEUS_CHANGES.retentionInFile, version);
  const native = isNative(services) && !has(PROMETHEUS_CHANGES.nativeHistograms, version);
  return [
    ...(retention ? [`--storage.tsdb.retention.time=${printDuration(retentionMs)}`] : []),
    ...(native ? ['--enable-feature=native-histograms'] : []),
  ];
}

function isNative(services: readonly Service[]): boolean {
  return services.some(({ metrics }) => metrics.some(({ native }) => native));
}
