import type { Wanted } from '../plan/observation.ts';
import { configMismatches } from './config-match.ts';
import type { HealthOfServer } from './files/session.ts';
import type { HttpReader } from './http.ts';
import type { Evidence } from './kind.ts';

interface Server {
  readonly name: string;
  readonly file: RegExp;
  /** Answers with the configuration it runs, defaults and all. */
  readonly path: string;
}

/** https://grafana.com/docs/loki/latest/reference/loki-http-api/#show-loki-configuration */
export const lokiHealth: HealthOfServer = healthOf({ name: 'Loki', file: /^loki\.ya?ml$/, path: '/config' });
/** https://grafana.com/docs/tempo/latest/api_docs/#status */
export const tempoHealth: HealthOfServer = healthOf({ name: 'Tempo', file: /^tempo\.ya?ml$/, path: '/status/config' });

/** https://grafana.com/docs/mimir/latest/references/http-api/#configuration */
export const mimirHealth: HealthOfServer = healthOf({ name: 'Mimir', file: /^mimir\.ya?ml$/, path: '/config' });

/** More differences than that are another configuration. */
const SHOWN = 5;

function healthOf(server: Server): HealthOfServer {
  return async (reader, wanted) => {
    await reader.request({ method: 'GET', path: '/ready' });
    const config = wanted.find(({ id }) => server.file.test(id));
    return config ? runs(server, reader, config) : { proved: [`${server.name} is ready`], warnings: [] };
  };
}

async function runs({ name, path }: Server, reader: HttpReader, config: Wanted): Promise<Evidence> {
  const { text } = await reader.request({ method: 'GET', path });
  const differing = configMismatches(config.state, text);
  if (differing.length === 0)
    return { proved: [`${name} is ready and runs the configuration that was written, value by value`], warnings: [] };
  const more = differing.length > SHOWN ? ` and ${differing.length - SHOWN} more` : '';
  const where = `${differing.slice(0, SHOWN).join(', ')}${more}`;
  return {
    proved: [`${name} is ready`],
    warnings: [`${config.id}: ${name} runs other values at ${where}: it reads the file when it starts, so restart it`],
  };
}
