import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CliRun, runCli } from '../../support/run-cli.ts';

export interface Project {
  readonly folder: string;
  /** `signalbox …` in the project. */
  signalbox(...args: string[]): Promise<CliRun>;
  remove(): Promise<void>;
}

/** A folder with definitions, below this package so that they can import it. */
export async function projectWith(definitions: string): Promise<Project> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-operate-'));
  await mkdir(join(folder, 'definitions'));
  await writeFile(join(folder, 'definitions/index.ts'), definitions);
  return {
    folder,
    signalbox: (...args) => runCli(['-C', folder, ...args], folder),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** One shop with two objectives, and where its servers are. */
export function shopDefinitions({ prometheus }: { readonly prometheus: string }): string {
  return `
import { alertmanager, counter, environment, events, files, gauge, prometheus, routing, secret, service, slack, slo, target, team } from 'signalbox';
const payments = team({ name: 'payments', page: slack({ channel: '#a', apiUrl: secret.file('s') }), ticket: slack({ channel: '#b', apiUrl: secret.file('s') }) });
export const routes = routing({ fallback: payments.ticket });
const requests = counter({ name: 'http_requests_total', help: 'Requests.' });
const errors = counter({ name: 'http_errors_total', help: 'Failures.' });
export const shop = service({ name: 'shop', owner: payments, metrics: [requests, errors], scrape: { port: 1 } });
export const buy = slo({ service: shop, name: 'buy', objective: '99%', window: '7d', sli: events({ total: requests, bad: errors }) });
export const loose = slo({ service: shop, name: 'loose', objective: '90%', window: '7d', sli: events({ total: requests, bad: errors }) });
const here = environment({ name: 'here', prometheus: prometheus({ version: '3.15', retention: '90d' }), alertmanager: alertmanager({ version: '0.34' }), runbooks: 'https://runbooks.example.org' });
export const live = target({ name: 'live', environment: here, prometheus: files({ to: 'out/prometheus', reload: '${prometheus}' }) });
`;
}
