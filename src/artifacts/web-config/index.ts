import { outcome } from '../../kernel/outcome.ts';
import { type ConfigFile, headerLines, printConfig } from '../header.ts';
import type { ArtifactKind } from '../kind.ts';
import { listenerTls } from '../tls-wire.ts';

/** How Prometheus listens: a file of its own, read anew by every connection. https://prometheus.io/docs/prometheus/latest/configuration/https/ */
export const prometheusWeb = webConfig('prometheus');
/** The same of Alertmanager. https://prometheus.io/docs/alerting/latest/https/ */
export const alertmanagerWeb = webConfig('alertmanager');

function webConfig(server: 'prometheus' | 'alertmanager'): ArtifactKind<ConfigFile<object>> {
  return {
    kind: `${server}-web`,
    server,
    applyAfter: [],
    compile: ({ environment }) => {
      const tls = environment.servers[server]?.tls;
      if (!tls) return outcome([]);
      const flag = `Start the server with --web.config.file=/etc/${server}/web.yml; a listener with TLS answers no plain request.`;
      const content = { header: [...headerLines(environment), flag], config: { tls_server_config: listenerTls(tls) } };
      return outcome([{ path: `${server}/web.yml`, content, from: [environment.address] }]);
    },
    print: printConfig,
    comparable: ({ config }) => config,
  };
}
