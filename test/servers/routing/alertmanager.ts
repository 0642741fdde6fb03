import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sharedFolder } from '../container.ts';
import { startServer } from '../start-server.ts';

export type Labels = Readonly<Record<string, string>>;
/** What Alertmanager says of an alert. */
export interface ApiAlert {
  readonly labels: Labels;
  readonly fingerprint: string;
  /** Of the nodes it ends at, in their order. */
  readonly receivers: readonly { readonly name: string }[];
  readonly status: {
    readonly inhibitedBy: readonly string[];
    readonly silencedBy: readonly string[];
    readonly mutedBy: readonly string[];
  };
}
export interface ApiGroup {
  readonly labels: Labels;
  readonly receiver: { readonly name: string };
  readonly alerts: readonly ApiAlert[];
}

/** A real Alertmanager whose configuration is exchanged again and again. */
export interface Judge {
  load(config: object): Promise<void>;
  send(alerts: readonly Labels[]): Promise<void>;
  alerts(filter: string): Promise<readonly ApiAlert[]>;
  groups(filter: string): Promise<readonly ApiGroup[]>;
  stop(): Promise<void>;
}

/** Not every image brings the zones along. */
const ZONES = '/usr/share/zoneinfo';
const NOBODY = { route: { receiver: 'root' }, receivers: [{ name: 'root' }] };

export async function startJudge(): Promise<Judge> {
  const folder = await sharedFolder();
  const file = join(folder, 'alertmanager.yml');
  await writeFile(file, JSON.stringify(NOBODY));
  const server = await startServer({
    server: 'alertmanager',
    ports: [9093],
    mounts: { '/etc/alertmanager': folder, ...(existsSync(ZONES) ? { [ZONES]: ZONES } : {}) },
    command: [
      '--config.file=/etc/alertmanager/alertmanager.yml',
      '--storage.path=/alertmanager',
      '--cluster.listen-address=',
      '--log.level=error',
      '--alerts.gc-interval=5s',
    ],
    ready: { port: 9093, path: '/-/ready' },
  });
  const url = server.address(9093);
  const stop = async (): Promise<void> => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const ask = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
    const answer = await fetch(`${url}${path}`, { headers: { 'content-type': 'application/json' }, ...init });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T; // the API's own types
  };
  return {
    stop,
    load: async (config) => {
      await writeFile(file, JSON.stringify(config)); // JSON is YAML
      await ask('/-/reload', { method: 'POST' });
    },
    send: (alerts) => {
      const startsAt = new Date(Date.now() - 60_000).toISOString();
      const endsAt = new Date(Date.now() + 30_000).toISOString();
      return ask('/api/v2/alerts', {
        method: 'POST',
        body: JSON.stringify(alerts.map((labels) => ({ labels, startsAt, endsAt }))),
      });
    },
    alerts: (filter) => ask(`/api/v2/alerts?filter=${encodeURIComponent(filter)}`),
    groups: (filter) => ask(`/api/v2/alerts/groups?filter=${encodeURIComponent(filter)}`),
  };
}

/** Asks until the answer is whole: alerts are taken in beside the answer to who sent them. */
export async function whole<T>(ask: () => Promise<T>, isWhole: (answer: T) => boolean, seconds = 20): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (isWhole(answer) || Date.now() > end) return answer;
    await pause(50);
  }
}
