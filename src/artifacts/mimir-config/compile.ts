import { type Diagnostic, error } from '../../kernel/diagnostic.ts';
import { type Outcome, outcome } from '../../kernel/outcome.ts';
import type { Environment, MimirServer } from '../../model/environment.ts';
import { type ConfigFile, headerLines } from '../header.ts';
import type { CompileInput, Draft } from '../kind.ts';
import { mergeRaw } from '../merge-raw.ts';
import { hasOwnAlertmanager, listen, ROOT, read, rules, stores, write } from './blocks.ts';
import { limits, runtime } from './limits.ts';
import { mimirConfigProblems } from './problems.ts';
import { rings } from './rings.ts';
import { startLines } from './start.ts';
import type { MimirConfig, MimirRuntime } from './wire.ts';

export const MIMIR_CONFIG_PATH = 'mimir/mimir.yaml';
export const MIMIR_RUNTIME_PATH = 'mimir/runtime.yaml';
/** Where both are on the machines of its processes. */
const FOLDER = '/etc/mimir';

export function compileMimirConfig({ environment }: CompileInput): Outcome<readonly Draft<ConfigFile<MimirConfig>>[]> {
  const server = environment.servers.mimir;
  if (!server) return outcome([]);
  const config = mergeRaw(mimirConfigOf(server, environment), server.raw);
  const header = [...headerLines(environment), ...startLines(server, hasOwnAlertmanager(server, environment))];
  const draft = { path: MIMIR_CONFIG_PATH, content: { header, config }, from: [environment.address] };
  return outcome([draft], diagnose(config, server, environment));
}

export function compileMimirRuntime({ environment }: CompileInput): Outcome<readonly Draft<ConfigFile<MimirRuntime>>[]> {
  const server = environment.servers.mimir;
  if (!server) return outcome([]);
  const header = [...headerLines(environment), 'Read every ten seconds while the server runs.'];
  return outcome([{ path: MIMIR_RUNTIME_PATH, content: { header, config: runtime(server) }, from: [environment.address] }]);
}

function mimirConfigOf(server: MimirServer, environment: Environment): MimirConfig {
  const own = hasOwnAlertmanager(server, environment);
  return {
    ...(server.form === 'single' && own && { target: 'all,alertmanager' }),
    multitenancy_enabled: server.tenant !== undefined || server.limits.size > 0,
    server: listen(server),
    activity_tracker: { filepath: `${ROOT}/metrics-activity.log` },
    ...stores(server),
    ...rings(server),
    ...write(server),
    ...read(server),
    ...rules(server, environment),
    limits: limits(server),
    runtime_config: { file: `${FOLDER}/runtime.yaml` },
    usage_stats: { enabled: false },
  };
}

/** What `raw` may have brought in. */
function diagnose(config: MimirConfig, server: MimirServer, { address }: Environment): Diagnostic[] {
  return mimirConfigProblems(config).map(({ code, fix, message }) =>
    error(code, address, message, { fix, origin: server.origin }),
  );
}
