// Where things of the local stack are.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const COMPOSE_FILE = join(ROOT, 'deploy/compose.yaml');
/** Everything the stack writes on this machine; git-ignored. */
export const FOLDER = join(ROOT, '.signalbox/stack');

/** The servers of the compose file: where they answer on this machine, and what they answer when they can work. */
export const SERVERS = {
  prometheus: { url: 'http://127.0.0.1:9090', ready: 'http://127.0.0.1:9090/-/ready' },
  alertmanager: { url: 'http://127.0.0.1:9093', ready: 'http://127.0.0.1:9093/-/ready' },
  loki: { url: 'http://127.0.0.1:3100', ready: 'http://127.0.0.1:3100/ready' },
  collector: { url: 'http://127.0.0.1:4318', ready: 'http://127.0.0.1:13133/' },
  tempo: { url: 'http://127.0.0.1:3200', ready: 'http://127.0.0.1:3200/ready' },
  grafana: { url: 'http://127.0.0.1:3000', ready: 'http://127.0.0.1:3000/api/health' },
};

/** Where the demo answers; the environment `stack` says the same to Prometheus. */
export const PORTS = { master: 9464, agents: [9465, 9466], notifications: 9467 };

export function inStack(path) {
  return join(FOLDER, path);
}
