import { compact } from '../../kernel/canonical.ts';
import { type Outcome, outcome } from '../../kernel/outcome.ts';
import type { Environment, TempoServer } from '../../model/environment.ts';
import type { Tracing } from '../../model/telemetry.ts';
import { type ConfigFile, headerLines } from '../header.ts';
import type { CompileInput, Draft } from '../kind.ts';
import { mergeRaw } from '../merge-raw.ts';
import { removedKeys } from '../removed-keys.ts';
import { listenerTls, receiverTls } from '../tls-wire.ts';
import { formOf, keeping, storage } from './forms.ts';
import { metricsGenerator } from './generator.ts';
import { beyondStore, overrides, overridesBlock } from './tenants.ts';
import type { TempoConfig } from './wire.ts';

export const TEMPO_CONFIG_PATH = 'tempo/tempo.yaml';
const HTTP_PORT = 3200;

export function compileTempoConfig({ derived, environment }: CompileInput): Outcome<readonly Draft<ConfigFile<TempoConfig>>[]> {
  const server = environment.servers.tempo;
  if (!server) return outcome([]);
  const { tracings } = derived.estate;
  const config = mergeRaw(tempoConfigOf(server, environment, tracings), server.raw);
  const from = [environment.address, ...tracings.map((tracing) => tracing.address)];
  const header = headerLines(environment);
  const drafts = [{ path: TEMPO_CONFIG_PATH, content: { header, config }, from }];
  const generated = metricsGenerator(environment, tracings) !== undefined;
  const tenants = {
    path: 'tempo/overrides.yaml',
    content: { header, config: overrides(server, generated) },
    from: [environment.address],
  };
  const problems = [...removedKeys('tempo', config, { server, environment }), ...beyondStore(server, environment)];
  return outcome(server.tenants.length === 0 ? drafts : [...drafts, tenants], problems);
}

function tempoConfigOf(server: TempoServer, environment: Environment, tracings: readonly Tracing[]): TempoConfig {
  const form = formOf(server);
  const generator = metricsGenerator(environment, tracings);
  return compact({
    multitenancy_enabled: server.tenant === undefined && server.tenants.length === 0 ? undefined : true,
    stream_over_http_enabled: true,
    server: { http_listen_port: HTTP_PORT, ...(server.tls && { http_tls_config: listenerTls(server.tls) }), ...form.server },
    distributor: { receivers: receivers(server) },
    ...form.more,
    storage: storage(server.store),
    ...keeping(server),
    querier: form.querier,
    metrics_generator: generator,
    overrides: overridesBlock(server, generator !== undefined),
    usage_report: { reporting_enabled: false },
  });
}

/** Since 2.7 receivers listen on loopback unless told otherwise. */
function receivers({ tls }: TempoServer): TempoConfig {
  const more = receiverTls(tls);
  return { otlp: { protocols: { grpc: { endpoint: '0.0.0.0:4317', ...more }, http: { endpoint: '0.0.0.0:4318', ...more } } } };
}
