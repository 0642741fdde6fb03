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

/** Objects of a cluster. */
export const kubernetesRows: readonly Row[] = [
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
    'kubernetes/setting',
    'error',
    'A setting that is not understood would be left out in silence.',
    cluster(", grafana: 'helm'"),
    cluster(", grafana: 'sidecar'"),
  ],
];
