import type { Row } from './rows.ts';

const PROMETHEUS = "prometheus({ version: '3.15' });";

/** A cluster for the second environment, with these settings besides its monitor of the shop's service. */
function cluster(settings: string): readonly string[] {
  return [
    PROMETHEUS,
    "kubernetes({ version: '1.36', namespace: 'monitoring',",
    `  monitors: [{ service: checkout, services: { app: 'checkout' } }]${settings} });`,
  ];
}

/** A receiver that says what the operator's cannot. */
const BOT = "team({ name: 'night', page: slack({ channel: '#night', appToken: secret.file('slack-app') }) });";

function paged(file: string): string {
  return `team({ name: 'night', page: pagerduty({ routingKey: secret.file('${file}') }) });`;
}

/** A Grafana that evaluates alerts. */
const MANAGED = "grafana({ version: '12.4', url: 'https://g.example.org', managedAlerts: true });";

/** A Deployment that is scaled by its requests. */
function scaled(settings: string): readonly string[] {
  return [
    'const load = promql`sum(rate(${requests}[2m]))`;',
    `scaling({ service: checkout, name: 'api', ${settings}, signals: [{ query: load, each: 100 }] });`,
  ];
}

/** Objects of a cluster. */
export const kubernetesRows: readonly Row[] = [
  [
    'scaling/range',
    'error',
    'KEDA refuses the object, or holds the workload at a number of replicas that nobody meant.',
    scaled('min: 20, max: 2'),
    scaled('min: 2, max: 20'),
  ],
  [
    'scaling/workload',
    'error',
    'The cluster refuses the object, and the workload keeps the replicas it has, whatever comes.',
    scaled("max: 20, workload: { kind: 'Deployment', name: 'Checkout API' }"),
    scaled("max: 20, workload: { kind: 'Deployment', name: 'checkout-api' }"),
  ],
  [
    'scaling/same-workload',
    'error',
    'KEDA refuses the second object of a workload: half of what was to scale it does nothing.',
    [...scaled('max: 20'), "scaling({ service: checkout, name: 'night', max: 4, signals: [{ query: load, each: 10 }] });"],
    scaled('max: 20'),
  ],
  [
    'kubernetes/no-selector',
    'error',
    'Prometheus finds in a cluster only what some monitor selects; of the rest there are no series, and no alert of it ever fires.',
    [PROMETHEUS, "kubernetes({ version: '1.36', namespace: 'monitoring' });"],
    cluster(''),
  ],
  [
    'kubernetes/monitor',
    'error',
    'A monitor without labels selects everything in the namespace; one of a service that is not scraped selects it for nothing.',
    [PROMETHEUS, "kubernetes({ version: '1.36', namespace: 'monitoring', monitors: [{ service: checkout, services: {} }] });"],
    cluster(''),
  ],
  [
    'kubernetes/name',
    'error',
    'The cluster would refuse every object.',
    [PROMETHEUS, "kubernetes({ version: '1.36', namespace: 'Monitoring' });"],
    cluster(''),
  ],
  [
    'kubernetes/label',
    'error',
    'The cluster refuses objects with such a label; ours say whose an object is, and nothing else may.',
    cluster(", labels: { release: 'kube prometheus' }"),
    cluster(", labels: { release: 'kube-prometheus' }"),
  ],
  [
    'kubernetes/not-carried',
    'error',
    'The objects of the operators say less than the files of the servers; what they cannot say would be missing in an incident.',
    [BOT, ...cluster(''), "alertmanager({ version: '0.34' });"],
    [BOT, ...cluster(", alertmanager: 'files'"), "alertmanager({ version: '0.34' });"],
  ],
  [
    'kubernetes/secret',
    'error',
    'Receivers in a cluster read their secrets from keys of Secrets, not from files; a path leads nowhere there.',
    [paged('/run/secrets/pagerduty'), ...cluster(''), "alertmanager({ version: '0.34' });"],
    [paged('paging/pagerduty'), ...cluster(''), "alertmanager({ version: '0.34' });"],
  ],
  [
    'kubernetes/told-twice',
    'warning',
    'Prometheus sends its alerts to Alertmanager, and Grafana tells of its copies itself: everybody is paged twice.',
    [...cluster(', contactPoints: true'), MANAGED, "alertmanager({ version: '0.34' });"],
    [...cluster(', contactPoints: true'), MANAGED],
  ],
  [
    'kubernetes/no-chart',
    'warning',
    'A server that no chart installs is missing in the cluster, and its values in review.',
    [...cluster(', helm: true'), "tempo({ version: '3.0', tenants: { shop: { retention: '3d' } } });"],
    [...cluster(', helm: true'), "tempo({ version: '3.0' });"],
  ],
  [
    'kubernetes/setting',
    'error',
    'A setting that is not understood would be left out in silence.',
    cluster(", grafana: 'helm'"),
    cluster(", grafana: 'sidecar'"),
  ],
];
