import { type Diagnostic, error } from '../../kernel/diagnostic.ts';
import { type Outcome, outcome } from '../../kernel/outcome.ts';
import type { Environment, LokiServer } from '../../model/environment.ts';
import type { LogStream } from '../../model/telemetry.ts';
import { type ConfigFile, headerLines } from '../header.ts';
import type { CompileInput, Draft } from '../kind.ts';
import { mergeRaw } from '../merge-raw.ts';
import { beyondStore } from './beyond-store.ts';
import { compactor, FORMS, listen, ruler, rulerStorage, schema, storage } from './forms.ts';
import { limits } from './limits.ts';
import { lokiConfigProblems } from './problems.ts';
import { caches, flags, overrides, runtime } from './scale.ts';
import type { LokiConfig } from './wire.ts';

export const LOKI_CONFIG_PATH = 'loki/loki.yaml';

export function compileLokiConfig({ derived, environment }: CompileInput): Outcome<readonly Draft<ConfigFile<LokiConfig>>[]> {
  const server = environment.servers.loki;
  if (!server) return outcome([]);
  const streams = derived.estate.logStreams;
  const config = mergeRaw(lokiConfigOf(server, environment, streams), server.raw);
  const from = [environment.address, ...streams.map((stream) => stream.address)];
  const header = headerLines(environment);
  const drafts = [{ path: LOKI_CONFIG_PATH, content: { header: [...header, ...flags(server)], config }, from }];
  const tenants = {
    path: 'loki/runtime.yaml',
    content: { header, config: { ...overrides(server) } },
    from: [environment.address],
  };
  const problems = [...diagnose(config, server, environment), ...beyondStore(server, environment, streams)];
  return outcome(server.tenants.length === 0 ? drafts : [...drafts, tenants], problems);
}

function lokiConfigOf(server: LokiServer, environment: Environment, streams: readonly LogStream[]): LokiConfig {
  const form = FORMS[server.form](server);
  return {
    auth_enabled: server.tenant !== undefined || server.tenants.length > 0,
    server: listen(server),
    common: form.common,
    ...form.more,
    ...caches(server),
    ...runtime(server),
    schema_config: schema(server.store),
    storage_config: storage(server),
    ...rulerStorage(server),
    ruler: ruler(server, environment),
    compactor: compactor(server),
    limits_config: limits(server, streams),
    analytics: { reporting_enabled: false },
  };
}

/** What `raw` may have brought in. */
function diagnose(content: LokiConfig, server: LokiServer, { address }: Environment): Diagnostic[] {
  return lokiConfigProblems(content, server.version).map((problem) =>
    error(problem.code, address, problem.message, { fix: problem.fix, origin: server.origin }),
  );
}
