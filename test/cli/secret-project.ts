import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

export const RECEIVERS = fileURLToPath(new URL('../support/receivers.ts', import.meta.url));
/** More than all receivers have secret fields. */
const MOST = 150;
/** Secrets that the process that deploys reads, as a file or as a variable. */
const READ = ['canary-grafana', 'canary-loki', 'canary-smtp', 'canary-remote', 'canary-elastic', 'canary-azure', 'canary-writer'];
export const NAMES: readonly string[] = [...READ, ...Array.from({ length: MOST }, (_, index) => `canary-${index}`)];

/** The value of a reference: nobody writes it by chance, and what escapes JSON, HTML or an address changes it. */
export function canaryOf(name: string): string {
  return `${coreOf(name)}+/="\\<&${coreOf(name)}`;
}

/** What stays whatever escapes the value; the bar keeps `canary-1` out of `canary-11`. */
function coreOf(name: string): string {
  return `cnry7f3a_${name.replaceAll('-', '_')}_z`;
}

/** The canaries in a text: as they are, escaped, or in base 64 at any offset. */
export function canariesIn(text: string): string[] {
  const decoded = (text.match(/[\w+/-]{24,}={0,2}/g) ?? []).map((part) => Buffer.from(part, 'base64').toString('latin1'));
  const all = [text, ...decoded].join('\n');
  return all.includes('cnry7f3a') ? NAMES.filter((name) => all.includes(coreOf(name))) : [];
}

/** Plain JavaScript, which nobody checks. Every kind of receiver with all its settings, each secret of which is a reference of its own; and all other places of secrets. */
export const DEFINITIONS = `
import { alert, alertmanager, collector, counter, elasticsearch, azureMonitor, environment, grafana, loki, prometheus, prometheusRemoteWrite, promql, routing, secret, service, slo, events, tail, team, tempo, traces, webhook } from 'signalbox';
import { receiverSamples } from ${JSON.stringify(RECEIVERS)};

let names = 0;
const own = (value) => {
  if (typeof value !== 'object' || value === null) return value;
  if (value.kind === 'secret') return secret.file('canary-' + names++);
  if (Array.isArray(value)) return value.map(own);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, own(one)]));
};
const channels = (name) => [receiverSamples[name].minimal, ...receiverSamples[name].full].map(own);
export const teams = Object.keys(receiverSamples).map((name) => team({ name, page: channels(name), ticket: channels(name)[0] }));
export const secrets = { names };
const ours = team({ name: 'ours', page: webhook({ url: secret.file('canary-149') }) });
export const routes = routing({ fallback: ours.page });
const requests = counter({ name: 'http_requests_total', help: 'Requests.' });
const failures = counter({ name: 'http_failures_total', help: 'Failures.' });
export const api = service({ name: 'api', owner: ours, metrics: [requests, failures], scrape: { port: 80 } });
export const spans = traces({ service: api, propagation: ['tracecontext'], sampling: tail({ keepErrors: true, otherwise: '10%', decideAfter: '10s' }) });
export const goal = slo({ service: api, name: 'goal', objective: '99%', window: '7d', sli: events({ total: requests, bad: failures }) });
export const stuck = alert({ service: api, name: 'Stuck', severity: 'critical', for: '5m', when: promql\`increase(\${failures}[5m]) > \${5}\`, summary: 'Stuck.', runbook: { impact: 'It is stuck.' } });
const writer = { username: 'w', password: secret.env('CANARY_WRITER') };
export const live = environment({
  name: 'live',
  prometheus: prometheus({ version: '3.15', retention: '30d', remoteWrite: [{ url: 'https://store.example.org/push', credentials: secret.file('canary-remote') }] }),
  alertmanager: alertmanager({ version: '0.34', smtp: { smarthost: 'mail:587', from: 'a@example.org', username: 'a', password: secret.file('canary-smtp') } }),
  collector: collector({ version: '0.156', exporters: [
    elasticsearch({ endpoints: ['https://es:9200'], apiKey: secret.env('CANARY_ELASTIC') }), azureMonitor({ connectionString: secret.env('CANARY_AZURE') }),
    prometheusRemoteWrite({ name: 'w', endpoint: 'https://w.example.org', basicAuth: writer }),
  ] }),
  loki: loki({ version: '3.7', retention: '30d' }),
  tempo: tempo({ version: '3.0' }),
  grafana: grafana({ version: '12.4', url: 'https://grafana.example.org' }),
  runbooks: 'https://runbooks.example.org',
});
`;

export function targetsAt(server: string, grafana: string): string {
  return `
import { api, files, secret, target } from 'signalbox';
import { live } from '../definitions/index.ts';
const token = secret.env('CANARY_GRAFANA');
const lokiToken = secret.file('canary-loki');
export const echo = target({ name: 'echo', environment: live,
  prometheus: files({ to: 'out/prometheus', reload: '${server}' }), alertmanager: files({ to: 'out/alertmanager', reload: '${server}' }),
  loki: api({ url: '${server}', token: lokiToken }), grafana: api({ url: '${server}', token }) });
export const onlyGrafana = target({ name: 'grafana', environment: live, grafana: api({ url: '${grafana}', token }) });
export const onlyLoki = target({ name: 'loki', environment: live, loki: api({ url: '${server}', token: lokiToken }) });
export const closed = target({ name: 'closed', environment: live, loki: api({ url: 'http://127.0.0.1:9', token: lokiToken }), grafana: api({ url: 'http://127.0.0.1:9', token }) });
`;
}

/** The project in a folder; every reference can be read there, as a file and as the variable that is given back. */
export async function writeProject(folder: string, files: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const secrets = NAMES.map((name) => [name, `${canaryOf(name)}\n`] as const);
  for (const [path, text] of [...Object.entries(files), ...secrets]) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return Object.fromEntries(NAMES.map((name) => [name.toUpperCase().replaceAll('-', '_'), canaryOf(name)]));
}

/** Every file that was written, but for the secrets themselves. */
export async function writtenIn(folder: string): Promise<{ readonly path: string; readonly text: string }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((one) => one.isFile() && !NAMES.includes(one.name)).map((one) => join(one.parentPath, one.name));
  return Promise.all(paths.map(async (path) => ({ path, text: plainTextOf(await readFile(path)) })));
}

/** What the journal keeps of servers is compressed. */
function plainTextOf(bytes: Buffer): string {
  return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('latin1');
}
