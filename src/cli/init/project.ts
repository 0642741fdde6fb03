/** The files of a new project: one service with a metric, an objective and an alert, so that every stage has something to do. */
export function projectFiles(name: string, signalbox: string): ReadonlyMap<string, string> {
  return new Map([
    ['package.json', packageJson(name, signalbox)],
    ['tsconfig.json', TSCONFIG],
    ['definitions/index.ts', INDEX],
    ['definitions/environments.ts', ENVIRONMENTS],
    ['definitions/teams.ts', TEAMS],
    ['definitions/shop/metrics.ts', METRICS],
    ['definitions/shop/index.ts', SHOP],
    ['deploy/targets.ts', TARGETS],
    ['.gitignore', 'node_modules/\n.signalbox/\n'],
  ]);
}

function packageJson(name: string, signalbox: string): string {
  const scripts = {
    generate: 'signalbox generate',
    check: 'signalbox check',
    test: 'signalbox test',
    plan: 'signalbox plan',
    deploy: 'signalbox deploy',
  };
  return `${JSON.stringify({ name, private: true, type: 'module', scripts, dependencies: { signalbox } }, null, 2)}\n`;
}

const TSCONFIG = `{
  "compilerOptions": {
    "strict": true,
    "exactOptionalPropertyTypes": true,
    "noEmit": true,
    "module": "nodenext",
    "target": "es2023",
    "allowImportingTsExtensions": true,
    "verbatimModuleSyntax": true,
    "skipLibCheck": true
  },
  "include": ["definitions", "deploy", "app"]
}
`;

const INDEX = `// The estate: what is exported here is generated, checked and deployed.
export * as environments from './environments.ts';
export * as shop from './shop/index.ts';
export * as teams from './teams.ts';
`;

const ENVIRONMENTS = `import { alertmanager, environment, grafana, prometheus } from 'signalbox';

export const production = environment({
  name: 'production',
  labels: { cluster: 'eu1' },
  prometheus: prometheus({ version: '3.15', scrapeInterval: '15s', retention: '45d' }),
  alertmanager: alertmanager({ version: '0.34' }),
  grafana: grafana({ version: '12.4', url: 'https://grafana.example.org' }),
  runbooks: 'https://runbooks.example.org', // publish generated/production/runbooks there
});
`;

const TEAMS = `import { routing, secret, slack, team, webhook } from 'signalbox';

// Secrets are names of files on the Alertmanager; their values never stand here.
export const platform = team({
  name: 'platform',
  page: webhook({ url: secret.file('pager-url') }),
  ticket: slack({ channel: '#platform', apiUrl: secret.file('slack-url') }),
});

export const routes = routing({ fallback: platform.ticket });
`;

const METRICS = `// Service code imports this file too: import { instruments } from 'signalbox/runtime'.
import { counter, histogram, oneOf, text } from 'signalbox/metrics';

export const requests = counter({
  name: 'http_requests_total',
  help: 'HTTP requests answered.',
  labels: { route: text({ series: 20 }), code: oneOf('2xx', '3xx', '4xx', '5xx') },
});

export const duration = histogram({
  name: 'http_request_duration_seconds',
  help: 'Time to answer a request.',
  unit: 'seconds',
  labels: { route: text({ series: 20 }) },
  buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5],
});
`;

const SHOP = `import { events, latency, service, slo, system } from 'signalbox';
import { platform } from '../teams.ts';
import * as metrics from './metrics.ts';

export const shop = system({ name: 'shop', title: 'Shop', owner: platform });

export const checkout = service({ name: 'checkout', system: shop, tier: 1, metrics, scrape: { port: 9464 } });

export const availability = slo({
  service: checkout,
  name: 'availability',
  objective: '99.9%',
  window: '30d',
  sli: events({ total: metrics.requests, bad: metrics.requests.where({ code: '5xx' }) }),
});

export const fast = slo({
  service: checkout,
  name: 'latency',
  objective: '99%',
  window: '30d',
  sli: latency({ of: metrics.duration, under: '250ms' }),
});
`;

const TARGETS = `import { api, files, secret, target } from 'signalbox';
import { production } from '../definitions/environments.ts';

// signalbox plan --target live
export const live = target({
  name: 'live',
  environment: production,
  prometheus: files({ to: '/etc/prometheus', reload: 'http://prometheus:9090' }),
  alertmanager: files({ to: '/etc/alertmanager', reload: 'http://alertmanager:9093' }),
  grafana: api({ url: 'https://grafana.example.org', token: secret.env('GRAFANA_TOKEN') }),
  confirm: ['delete'],
});
`;
