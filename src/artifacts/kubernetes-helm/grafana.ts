import { objectName } from '../../kernel/kubernetes-names.ts';
import { sidecarValue } from '../kubernetes-grafana/sidecar.ts';
import { type Chart, imageTag, NOTHING } from './chart.ts';

/** The ConfigMaps of boards, data sources and alerts, as `grafana: 'sidecar'` labels them. https://github.com/grafana/helm-charts/tree/main/charts/grafana */
export const grafanaChart: Chart = ({ environment }, server) => {
  const { share } = environment;
  const { grafana } = environment.servers;
  if (!grafana || server.grafana !== 'sidecar') return NOTHING;
  const found = (label: string) => ({ enabled: true, label, labelValue: sidecarValue(environment) });
  const provider = { foldersFromFilesStructure: true, allowUiUpdates: false };
  const release = share ? objectName(`grafana-${share.tenant.name}`) : 'grafana';
  const values = {
    fullnameOverride: release,
    image: { tag: imageTag(grafana.version) },
    'grafana.ini': { server: { root_url: grafana.url } },
    sidecar: {
      dashboards: { ...found('grafana_dashboard'), folderAnnotation: 'grafana_folder', provider },
      datasources: found('grafana_datasource'),
      alerts: found('grafana_alert'),
    },
  };
  return { releases: [{ release, repository: 'grafana', chart: 'grafana', values }] };
};
