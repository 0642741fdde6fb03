import type { Environment, PrometheusServer } from '../../model/environment.ts';

/** What the config file cannot say: flags the server has to be started with. */
export function flagLines({ servers, shared }: Environment, server: PrometheusServer): string[] {
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
  const agent = server.mode === 'agent' ? ['--agent, because it keeps nothing and evaluates no rule'] : [];
  const exemplars = server.mode === 'agent' ? [] : ['--enable-feature=exemplar-storage, to keep trace ids'];
  const flags = [...agent, '--web.enable-lifecycle, to be reloaded', ...exemplars, ...receiver, ...web];
  return ['Start the server with', ...flags.map((flag) => `  ${flag}`)];
}
