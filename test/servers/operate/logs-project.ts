import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Container, sharedFolder, startContainer } from '../container.ts';
import { LOKI, lokiWithRuler } from '../loki-server.ts';

export async function startLoki(): Promise<Container> {
  const folder = await sharedFolder();
  await mkdir(join(folder, 'config'), { mode: 0o755 });
  await writeFile(join(folder, 'config/loki.yaml'), lokiWithRuler({ tenants: false }));
  return startContainer(LOKI, folder, '/etc/loki', ['-config.file=/etc/loki/config/loki.yaml']);
}

/** One line with its labels and what is known besides. */
export interface Pushed {
  readonly labels: Readonly<Record<string, string>>;
  readonly at: number;
  readonly line: string;
  readonly fields?: Readonly<Record<string, string>>;
}

/** Sends lines as a collector does, each at its millisecond. */
export async function push(loki: string, lines: readonly Pushed[]): Promise<void> {
  const streams = lines.map(({ labels, at, line, fields = {} }) => ({ stream: labels, values: [[`${at}000000`, line, fields]] }));
  const answer = await fetch(`${loki}/loki/api/v1/push`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ streams }),
  });
  if (answer.status !== 204) throw new Error(`${answer.status} ${await answer.text()}`);
}

/** Two services with their declared streams, in front of this Loki. */
export function logDefinitions(loki: string): string {
  return `
import { alertmanager, environment, files, logs, loki, oneOf, prometheus, routing, secret, service, slack, target, team, text } from 'signalbox';
const crew = team({ name: 'crew', page: slack({ channel: '#a', apiUrl: secret.file('s') }), ticket: slack({ channel: '#b', apiUrl: secret.file('s') }) });
export const routes = routing({ fallback: crew.ticket });
export const shop = service({ name: 'shop', owner: crew, metrics: [] });
export const stock = service({ name: 'stock', owner: crew, metrics: [] });
const level = oneOf('debug', 'info', 'warn', 'error', 'fatal');
export const shopLogs = logs({ service: shop, name: 'app', labels: { level }, fields: { message: text(), 'correlation.id': text(), plan: text() } });
export const stockLogs = logs({ service: stock, name: 'app', labels: { level }, fields: { message: text(), 'correlation.id': text() } });
const here = environment({ name: 'here', prometheus: prometheus({ version: '3.15', retention: '90d' }), loki: loki({ version: '3.7', url: '${loki}' }), alertmanager: alertmanager({ version: '0.34' }), runbooks: 'https://runbooks.example.org' });
export const live = target({ name: 'live', environment: here, prometheus: files({ to: 'out/prometheus' }) });
`;
}
