import { outcome } from '../../kernel/outcome.ts';
import { objectKind } from '../kubernetes-object.ts';
import { certificatesLost } from './certificates.ts';
import { operatorObjects } from './operator.ts';
import { sidecarObjects } from './sidecar.ts';
import { teamPermissions } from './team-permissions.ts';

/**
 * Folders, data sources, boards and managed alerts as objects of the Grafana Operator, or as ConfigMaps that the sidecar of Grafana's Helm
 * chart finds. https://grafana.github.io/grafana-operator/docs/ https://github.com/grafana/helm-charts/tree/main/charts/grafana#sidecar-for-dashboards
 */
export const kubernetesGrafana = objectKind(
  'kubernetes-grafana',
  (input, server) => {
    if (!input.environment.servers.grafana) return outcome([]);
    if (server.grafana === 'sidecar') return outcome(sidecarObjects(input, server));
    return outcome(operatorObjects(input, server), [...teamPermissions(input), ...certificatesLost(input)]);
  },
  'each-tenant',
);
