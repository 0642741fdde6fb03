import {
  alertmanager,
  collector,
  environment,
  grafana,
  kubernetes,
  loki,
  mimirServer,
  prometheus,
  secret,
  slack,
  team,
  tempo,
  webhook,
} from 'signalbox';
import type { Choose } from './choose.ts';

/** Teams whose names are those of systems and services elsewhere. */
export function nastyTeams(choose: Choose) {
  const apiUrl = secret.file('slack');
  const page = webhook({ url: secret.file('page') });
  const told = choose('a text of a variable', 'Fire', 'Smoke');
  const channel = choose('channel', '#red', '#scarlet');
  const red = team({ name: 'red', page, ticket: slack({ channel, apiUrl, title: () => told }) });
  const after = choose('escalation', '30m', '20m');
  const blue = team({ name: 'blue', page, ticket: slack({ channel: '#blue', apiUrl }), escalate: { after, to: red.page } });
  return { blue, red };
}

type Service = NonNullable<NonNullable<Parameters<typeof environment>[0]['globalFor']>[number]>;

export function nastyEnvironments(choose: Choose, { front, ledger }: { readonly front: Service; readonly ledger: Service }) {
  const scrapeInterval = choose('scrape interval', '15s', '30s');
  const retention = choose('retention', '90d', '20d');
  const runbooks = choose('address of runbooks', 'https://runbooks.example.org', 'https://help.example.org');
  const production = environment({
    ...{ name: 'production', runbooks },
    labels: { cluster: choose('label of an environment', 'eu1', 'eu2') },
    prometheus: prometheus({ version: choose('version', '3.15', '2.55'), scrapeInterval, retention }),
    alertmanager: alertmanager({ version: '0.34' }),
    mimir: mimirServer({ version: '3.0' }),
    loki: loki({ version: '3.7' }),
    tempo: tempo({ version: '3.0' }),
    collector: collector({ version: '0.156' }),
    grafana: grafana({ version: '12.4', url: choose('address of Grafana', 'https://g.example.org', 'https://h.example.org') }),
    kubernetes: kubernetes({ version: '1.36', namespace: 'm', prometheus: 'files', alertmanager: 'files', grafana: 'sidecar' }),
    runs: [{ service: front, at: [choose('where it runs', 'front.example.org:9464', 'f.example.org:9464')] }],
  });
  const regions = environment({
    name: 'regions',
    prometheus: prometheus({ version: '3.15', retention: '90d' }),
    globalFor: choose('globalFor', [front], [ledger]),
  });
  return choose('an environment is added', { production }, { production, regions });
}
