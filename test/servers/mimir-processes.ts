import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StartedNetwork } from 'testcontainers';
import { compileModule } from '../../src/program.ts';
import { sharedFolder } from './container.ts';
import { type RunningServer, startServer } from './start-server.ts';

export const TODAY = '2026-11-22';
const PORT = 8080;

/** What definitions compile to, by path below the environment's folder; and what was found wrong. */
export function compiled(definitions: Readonly<Record<string, unknown>>, environment: string) {
  const { artifacts, diagnostics } = compileModule(definitions, TODAY);
  const own = artifacts.filter((artifact) => artifact.environment === environment);
  return {
    artifacts: own,
    diagnostics,
    text: (path: string) => own.find((artifact) => artifact.path === path)?.text ?? '',
  };
}

/** A folder with a Mimir's two files, for its processes to mount. */
export async function configFolder(text: (path: string) => string): Promise<string> {
  const folder = await sharedFolder();
  await writeFile(join(folder, 'mimir.yaml'), text('mimir/mimir.yaml'));
  await writeFile(join(folder, 'runtime.yaml'), text('mimir/runtime.yaml'));
  return folder;
}

export interface Process {
  readonly folder: string;
  readonly network?: StartedNetwork;
  readonly alias?: readonly string[];
  readonly target?: string;
  /** One folder for all processes, in place of a bucket. */
  readonly store?: string;
}

/** One process of a Mimir, as the head of `mimir.yaml` says it is started. */
export async function startProcess({ alias = [], folder, network, store, target }: Process): Promise<RunningServer> {
  if (store) await chmod(store, 0o777);
  return startServer({
    server: 'mimir',
    ports: [PORT],
    mounts: { '/etc/mimir': folder },
    ...(store && { writable: { '/store': store } }),
    tmpfs: { '/data': 'rw,uid=10001' },
    command: ['-config.file=/etc/mimir/mimir.yaml', ...(target ? [`-target=${target}`] : [])],
    ...(network && { on: { network, alias } }),
    ready: { port: PORT, path: '/ready', withinMs: 120_000 },
  });
}

/** Asks a process as a tenant. */
export function asking(process: RunningServer, tenant: string) {
  const url = process.address(PORT);
  const headers = { 'X-Scope-OrgID': tenant };
  const request = async (path: string, init: RequestInit = {}) =>
    fetch(url + path, { ...init, headers: { ...headers, ...(init.headers as Record<string, string> | undefined) } }); // given as a record
  return {
    url,
    request,
    /** One sample of a gauge, by OTLP. */
    async write(name: string, value: number): Promise<number> {
      const timeUnixNano = `${Date.now()}000000`;
      const metrics = [{ name, gauge: { dataPoints: [{ asDouble: value, timeUnixNano }] } }];
      const body = JSON.stringify({ resourceMetrics: [{ scopeMetrics: [{ metrics }] }] });
      return (await request('/otlp/v1/metrics', { method: 'POST', body, headers: { 'content-type': 'application/json' } }))
        .status;
    },
    async rule(group: string): Promise<{ status: number; text: string }> {
      const answer = await request('/prometheus/config/v1/rules/test', {
        method: 'POST',
        body: group,
        headers: { 'content-type': 'application/yaml' },
      });
      return { status: answer.status, text: await answer.text() };
    },
    async query(query: string): Promise<readonly { metric: Record<string, string>; value: [number, string] }[]> {
      const answer = await request(`/prometheus/api/v1/query?query=${encodeURIComponent(query)}`);
      if (!answer.ok) return [];
      return ((await answer.json()) as { data: { result: [] } }).data.result;
    },
    firing: async (): Promise<readonly string[]> => {
      const answer = await request('/prometheus/api/v1/alerts');
      if (answer.status === 422) return []; // a ruler that is told to run none
      const { data } = (await answer.json()) as { data: { alerts: { labels: { alertname: string } }[] } };
      return data.alerts.map(({ labels }) => labels.alertname);
    },
  };
}
