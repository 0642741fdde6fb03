import { type Outcome, outcome } from '../../kernel/outcome.ts';
import type { CollectorServer, Environment } from '../../model/environment.ts';
import type { Estate } from '../../model/estate.ts';
import { type ConfigFile, headerLines } from '../header.ts';
import type { CompileInput, Draft } from '../kind.ts';
import { mergeRaw } from '../merge-raw.ts';
import { removedKeys } from '../removed-keys.ts';
import { assemble } from './assemble.ts';
import { collectorProblems } from './diagnose.ts';
import { namedFor } from './names.ts';
import { agentTier, gatewayTier, singleTier } from './parts.ts';
import { countedIn } from './span-metrics.ts';
import type { CollectorConfig } from './wire.ts';

interface File {
  readonly path: string;
  readonly config: CollectorConfig;
  /** What the process is, where there are several. */
  readonly says?: string;
}

export function compileCollectorConfig({
  derived,
  environment,
}: CompileInput): Outcome<readonly Draft<ConfigFile<CollectorConfig>>[]> {
  const server = environment.servers.collector;
  if (!server) return outcome([]);
  const { estate } = derived;
  const from = [environment, ...estate.logStreams, ...estate.tracings].map((one) => one.address);
  const all = files(server, environment, estate);
  const drafts = all.map(({ config, path, says }) => {
    const header = [...headerLines(environment), ...(says === undefined ? [] : [says])];
    return { path, content: { header, config }, from };
  });
  const removed = all.flatMap(({ config }) => removedKeys('collector', config, { server, environment }));
  return outcome(drafts, [...collectorProblems(server, environment, estate, all[0]?.config), ...removed]);
}

function files(server: CollectorServer, environment: Environment, estate: Estate): File[] {
  const spans = countedIn(estate);
  if (server.gateways === undefined) {
    const config = written({ ...assemble(singleTier(server, environment, estate), spans) }, server, server.raw);
    return [{ path: 'collector/config.yaml', config }];
  }
  const [agent, gateway] = [agentTier(server, environment, estate), gatewayTier(server, environment, estate)];
  return [
    {
      path: 'collector/agent.yaml',
      says: 'For the collector beside the services: it needs the exporter load_balancing of the contrib distribution.',
      config: written({ ...assemble(agent, spans) }, server, server.raw),
    },
    {
      path: 'collector/gateway.yaml',
      says: 'For every gateway: agents pick one by trace id, so that it sees whole traces.',
      config: written({ ...assemble(gateway, []) }, server, server.gateways.raw),
    },
  ];
}

/** By the names of the version; what `raw` says goes over it as it stands. */
function written(config: CollectorConfig, { version }: CollectorServer, raw: CollectorServer['raw']): CollectorConfig {
  return mergeRaw({ ...namedFor(config, version) }, raw);
}
