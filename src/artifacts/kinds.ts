import { alertmanagerConfig } from './alertmanager-config/index.ts';
import { alertmanagerTemplates } from './alertmanager-templates/index.ts';
import { collectorConfig } from './collector-config/index.ts';
import { grafanaAlerting } from './grafana-alerting/index.ts';
import { grafanaDashboard } from './grafana-dashboard/index.ts';
import { grafanaDashboardV2 } from './grafana-dashboard-v2/index.ts';
import { grafanaDatasource } from './grafana-datasource/index.ts';
import { grafanaFolder } from './grafana-folder/index.ts';
import { grafanaLibraryPanel } from './grafana-library-panel/index.ts';
import { grafanaProvisioning } from './grafana-provisioning/index.ts';
import { grafanaServiceAccount } from './grafana-service-account/index.ts';
import { grafanaTeam } from './grafana-team/index.ts';
import { inventory } from './inventory/index.ts';
import type { ArtifactKind } from './kind.ts';
import { kubernetesAlertmanager } from './kubernetes-alertmanager/index.ts';
import { kubernetesConfigMaps } from './kubernetes-config-maps/index.ts';
import { kubernetesGrafana } from './kubernetes-grafana/index.ts';
import { kubernetesGrafanaAlerting } from './kubernetes-grafana-alerting/index.ts';
import { kubernetesHelm } from './kubernetes-helm/index.ts';
import { kubernetesKustomization } from './kubernetes-kustomization/index.ts';
import { kubernetesMonitors } from './kubernetes-monitors/index.ts';
import { kubernetesRules } from './kubernetes-rules/index.ts';
import { kubernetesScaling } from './kubernetes-scaling/index.ts';
import { lokiConfig } from './loki-config/index.ts';
import { lokiRules } from './loki-rules/index.ts';
import { mimirConfig, mimirRuntime } from './mimir-config/index.ts';
import { mimirRules } from './mimir-rules/index.ts';
import { otelEnvironment } from './otel-environment/index.ts';
import { prometheusConfig } from './prometheus-config/index.ts';
import { prometheusRules } from './prometheus-rules/index.ts';
import { prometheusTests } from './prometheus-tests/index.ts';
import { runbook } from './runbook/index.ts';
import { tempoConfig } from './tempo-config/index.ts';
import { alertmanagerWeb, prometheusWeb } from './web-config/index.ts';

/** Every family of generated files. */
export const artifactKinds: readonly ArtifactKind[] = [
  alertmanagerConfig,
  alertmanagerTemplates,
  alertmanagerWeb,
  collectorConfig,
  grafanaAlerting,
  grafanaDashboard,
  grafanaDashboardV2,
  grafanaDatasource,
  grafanaFolder,
  grafanaLibraryPanel,
  grafanaProvisioning,
  grafanaServiceAccount,
  grafanaTeam,
  inventory,
  kubernetesAlertmanager,
  kubernetesConfigMaps,
  kubernetesGrafana,
  kubernetesGrafanaAlerting,
  kubernetesHelm,
  kubernetesKustomization,
  kubernetesMonitors,
  kubernetesRules,
  kubernetesScaling,
  lokiConfig,
  lokiRules,
  mimirConfig,
  mimirRules,
  mimirRuntime,
  otelEnvironment,
  prometheusConfig,
  prometheusRules,
  prometheusTests,
  prometheusWeb,
  runbook,
  tempoConfig,
] as unknown as readonly ArtifactKind[]; // each prints and compares only what it compiled
