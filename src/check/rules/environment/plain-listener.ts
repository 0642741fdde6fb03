import type { Environment, ServerKind } from '../../../model/environment.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

const SERVERS: readonly ServerKind[] = ['prometheus', 'alertmanager', 'loki', 'tempo', 'mimir', 'collector', 'grafana'];

export const plainListener: Rule = {
  code: 'environment/plain-listener',
  severity: 'warning',
  about: 'environment',
  why: 'A server with a name or an address of the network is reached by whoever is in it. Without TLS they read what passes by, lines of logs and tokens among it, and answer in its place.',
  bad: "const live = environment({ name: 'live', prometheus: prometheus({ version: '3.15', url: 'http://prometheus.example.org:9090' }) });",
  good: [
    "const url = 'https://prometheus.example.org:9090';",
    "const safe = prometheus({ version: '3.15', url, tls: { cert: '/etc/tls/server.pem', key: '/etc/tls/server.key' } });",
    "const live = environment({ name: 'live', prometheus: safe });",
  ].join('\n'),
  *run({ derived: { estate } }) {
    for (const environment of estate.environments) {
      for (const server of SERVERS) yield* ofServer(server, environment);
    }
  },
};

function* ofServer(kind: ServerKind, environment: Environment) {
  const server = environment.servers[kind];
  if (!server || !isPlainAndOpen(server.url)) return;
  const message = `${kind} of ${environment.name} is reached at ${server.url}, without TLS.`;
  const own = kind === 'grafana' ? '' : " with tls: { cert: '/…', key: '/…' }, or that of a proxy in front";
  yield finding(plainListener, environment, message, { fix: `write an https url${own}` });
}

/** One word is the name of a container or a machine beside it, and `.svc` one of a cluster: who else reaches them is not said. */
function isPlainAndOpen(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname, protocol } = new URL(url);
  if (protocol !== 'http:') return false;
  if (hostname.startsWith('[')) return hostname !== '[::1]';
  const inside = /^127\.|(?:^|\.)localhost$|\.svc(?:\.|$)/.test(hostname);
  return hostname.includes('.') && !inside;
}
