import type { Row } from './rows.ts';

/** Tempo, and the targets that servers are deployed to. */
export const serverRows: readonly Row[] = [
  [
    'grafana/alert-limits',
    'warning',
    'Grafana evaluates and words alerts in its own way; what it cannot do would be found out in an incident.',
    [
      "const boards = grafana({ version: '12.4', url: 'https://g.example.org', managedAlerts: true });",
      "environment({ name: 'staging', prometheus: prometheus({ version: '3.15' }), grafana: boards });",
      "alert({ service: checkout, name: 'StillFiring', severity: 'info', when: promql`ALERTS > 0`, summary: 'Something fires.' });",
    ],
    [
      "const boards = grafana({ version: '12.4', url: 'https://g.example.org' });",
      "environment({ name: 'staging', prometheus: prometheus({ version: '3.15' }), grafana: boards });",
      "alert({ service: checkout, name: 'StillFiring', severity: 'info', when: promql`ALERTS > 0`, summary: 'Something fires.' });",
    ],
  ],
  [
    'grafana/service-account-twice',
    'error',
    'Grafana knows accounts by their names: which of the two roles it kept would be chance.',
    [
      "const serviceAccounts = [serviceAccount({ name: 'ci', role: 'Viewer' }), serviceAccount({ name: 'ci', role: 'Admin' })];",
      "grafana({ version: '12.4', url: 'https://grafana.staging.example.org', serviceAccounts });",
    ],
    [
      "const serviceAccounts = [serviceAccount({ name: 'ci', role: 'Viewer' }), serviceAccount({ name: 'release', role: 'Editor' })];",
      "grafana({ version: '12.4', url: 'https://grafana.staging.example.org', serviceAccounts });",
    ],
  ],
  [
    'environment/tls',
    'error',
    'A server with half a certificate, or asked at an address that speaks no TLS, does not start or is not reached.',
    "prometheus({ version: '3.15', url: 'http://prometheus:9090', tls: { cert: '/etc/tls/server.pem', key: '/etc/tls/server.key' } });",
    "prometheus({ version: '3.15', url: 'https://prometheus:9090', tls: { cert: '/etc/tls/server.pem', key: '/etc/tls/server.key' } });",
  ],
  [
    'tempo/no-kafka',
    'error',
    'Since Tempo 3.0 its distributors write to Kafka; without one they do not start.',
    "tempo({ version: '3.0', form: 'distributed', store: s3({ bucket: 'traces' }) });",
    "tempo({ version: '3.0', form: 'distributed', store: s3({ bucket: 'traces' }), kafka: { address: 'kafka:9092' } });",
  ],
  [
    'tempo/kafka-unused',
    'error',
    'A single Tempo does not use Kafka; the setting would be dropped.',
    "tempo({ version: '3.0', kafka: { address: 'kafka:9092' } });",
    "tempo({ version: '3.0', form: 'distributed', store: s3({ bucket: 'traces' }), kafka: { address: 'kafka:9092' } });",
  ],
  [
    'tempo/retention',
    'error',
    'Without a length of time traces are kept for ever.',
    "tempo({ version: '3.0', retention: '0s' });",
    "tempo({ version: '3.0', retention: '14d' });",
  ],
  [
    'tempo/store',
    'error',
    'Processes on several machines cannot share a directory: each would find its own traces only.',
    "tempo({ version: '3.0', form: 'distributed', kafka: { address: 'kafka:9092' } });",
    "tempo({ version: '3.0', form: 'distributed', store: s3({ bucket: 'traces' }), kafka: { address: 'kafka:9092' } });",
  ],
  [
    'tempo/tenant',
    'error',
    'Tempo refuses requests of such a tenant.',
    "tempo({ version: '3.0', tenant: 'team/a' });",
    "tempo({ version: '3.0', tenant: 'team-a' });",
  ],
  [
    'target/reserved-name',
    'error',
    'The name stands for the built-in target of the local stack.',
    "target({ name: 'local', environment: production, loki: files({ to: 'live/loki' }) });",
    "target({ name: 'laptop', environment: production, loki: files({ to: 'live/loki' }) });",
  ],
  [
    'target/no-server',
    'error',
    'There is nothing to send there: the environment has no such server.',
    [
      "const staging = environment({ name: 'staging', prometheus: prometheus({ version: '3.15' }) });",
      "target({ name: 'live', environment: staging, loki: api({ url: 'http://loki:3100' }) });",
    ],
    "target({ name: 'live', environment: production, loki: api({ url: 'http://loki:3100' }) });",
  ],
  [
    'target/no-reload',
    'warning',
    'The server reads its files only at start: a reload would fail and the deployment with it.',
    "target({ name: 'live', environment: production, tempo: files({ to: 'live/tempo', reload: 'http://tempo:3200' }) });",
    "target({ name: 'live', environment: production, tempo: files({ to: 'live/tempo' }) });",
  ],
  [
    'target/folder',
    'error',
    'A folder is owned file by file: in the root of a disk, or outside the project by `..`, nobody would look for our files.',
    "target({ name: 'live', environment: production, prometheus: files({ to: '/' }) });",
    "target({ name: 'live', environment: production, prometheus: files({ to: '/etc/prometheus' }) });",
  ],
  [
    'target/url',
    'error',
    'An address nobody can be reached at is found out in the middle of a deployment.',
    "target({ name: 'live', environment: production, loki: api({ url: 'loki:3100' }) });",
    "target({ name: 'live', environment: production, loki: api({ url: 'http://loki:3100' }) });",
  ],
  [
    'target/git',
    'error',
    'A deployment would stop at the repository or its branch; a password in an address would stand in every log that names it.',
    [
      "const branch = git({ repository: 'https://me:hunter2@git.example.org/o.git', branch: 'live', to: 'prometheus' });",
      "target({ name: 'live', environment: production, prometheus: branch });",
    ],
    [
      "const repository = 'https://git.example.org/o.git';",
      "const token = secret.env('GIT_TOKEN');",
      "target({ name: 'live', environment: production, prometheus: git({ repository, branch: 'live', to: 'prometheus', token }) });",
    ],
  ],
  [
    'target/login',
    'error',
    'A server refuses half a login in the middle of a deployment.',
    [
      "const basicAuth = { username: '', password: secret.env('PASSWORD') };",
      "target({ name: 'live', environment: production, loki: api({ url: 'https://loki', basicAuth }) });",
    ],
    [
      "const basicAuth = { username: 'deploy', password: secret.env('PASSWORD') };",
      "target({ name: 'live', environment: production, loki: api({ url: 'https://loki', basicAuth }) });",
    ],
  ],
  [
    'target/mimir',
    'error',
    'Mimir refuses every request of such a tenant; and a configuration is replaced only where its owner is named.',
    "target({ name: 'live', environment: production, prometheus: mimir({ url: 'https://mimir', tenant: 'team/a' }) });",
    "target({ name: 'live', environment: production, prometheus: mimir({ url: 'https://mimir', tenant: 'team-a' }) });",
  ],
  [
    'target/two-logins',
    'error',
    'A request has one `Authorization`; which of the two was sent would be chance.',
    [
      "const basicAuth = { username: 'deploy', password: secret.env('PASSWORD') };",
      "target({ name: 'live', environment: production, loki: api({ url: 'https://loki', token: secret.env('TOKEN'), basicAuth }) });",
    ],
    "target({ name: 'live', environment: production, loki: api({ url: 'https://loki', token: secret.env('TOKEN') }) });",
  ],
  [
    'target/header',
    'error',
    'No request could be sent; a line break in a value would even add headers of its own.',
    "target({ name: 'live', environment: production, loki: api({ url: 'https://loki', headers: { 'X Org': 'shop' } }) });",
    "target({ name: 'live', environment: production, loki: api({ url: 'https://loki', headers: { 'X-Org': 'shop' } }) });",
  ],
  [
    'target/tls',
    'error',
    'A certificate that is not used, or half a pair of certificate and key, is found out in the middle of a deployment. Verification cannot be switched off: whoever answered would get the token.',
    "target({ name: 'live', environment: production, loki: api({ url: 'https://loki', tls: { cert: 'certs/deploy.pem' } }) });",
    [
      "const tls = { cert: 'certs/deploy.pem', key: secret.file('certs/deploy.key') };",
      "target({ name: 'live', environment: production, loki: api({ url: 'https://loki', tls }) });",
    ],
  ],
  [
    'target/timeout',
    'error',
    'With no time at all every request fails; with hours a dead server stops the pipeline.',
    "target({ name: 'live', environment: production, loki: api({ url: 'https://loki', timeout: '2h' }) });",
    "target({ name: 'live', environment: production, loki: api({ url: 'https://loki', timeout: '2m' }) });",
  ],
  [
    'target/plain-credential',
    'warning',
    'Whoever is on the way can read the token and deploy with it.',
    "target({ name: 'live', environment: production, loki: api({ url: 'http://loki', token: secret.env('TOKEN') }) });",
    "target({ name: 'live', environment: production, loki: api({ url: 'https://loki', token: secret.env('TOKEN') }) });",
  ],
  [
    'target/shared-folder',
    'error',
    'Files of one server would be strange files to the other, and be deleted as such.',
    "target({ name: 'live', environment: production, prometheus: files({ to: 'live' }), alertmanager: files({ to: 'live' }) });",
    [
      "const prom = files({ to: 'live/prometheus' });",
      "target({ name: 'live', environment: production, prometheus: prom, alertmanager: files({ to: 'live/alertmanager' }) });",
    ],
  ],
];
