/** The servers definitions are deployed to: `signalbox plan --target NAME`, `signalbox deploy --target NAME`. */
import { api, files, secret, target } from 'signalbox';
import { production, stack } from '../definitions/environments.ts';

/** What `npm run stack` runs in containers (compose.yaml): below the project, git-ignored, mounted by the servers. */
const STACK = '.signalbox/stack';

export const localStack = target({
  name: 'stack',
  environment: stack,
  prometheus: files({ to: `${STACK}/prometheus`, reload: 'http://127.0.0.1:9090' }),
  alertmanager: files({ to: `${STACK}/alertmanager`, reload: 'http://127.0.0.1:9093' }),
  loki: files({ to: `${STACK}/loki` }), // its ruler looks for new rules every minute
  tempo: files({ to: `${STACK}/tempo` }),
  collector: files({ to: `${STACK}/collector` }),
});

/** Apart, so that the rest can be deployed where there is no Grafana. It lets everybody on this machine in: no token. */
export const localGrafana = target({
  name: 'stack-grafana',
  environment: stack,
  grafana: api({ url: 'http://127.0.0.1:3000' }),
});

export const live = target({
  name: 'live',
  environment: production,
  prometheus: files({ to: 'live/prometheus', reload: 'http://prometheus:9090' }),
  alertmanager: files({ to: 'live/alertmanager', reload: 'http://alertmanager:9093' }),
  loki: api({ url: 'http://loki:3100' }),
  grafana: api({ url: 'https://grafana.example.org', token: secret.env('GRAFANA_TOKEN') }),
  confirm: ['delete'],
});
