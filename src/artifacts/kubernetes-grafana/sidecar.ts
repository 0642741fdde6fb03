import { canonicalJson } from '../../kernel/canonical.ts';
import { dotted, labelValue } from '../../kernel/kubernetes-names.ts';
import type { Environment, KubernetesServer } from '../../model/environment.ts';
import { grafanaAlerting } from '../grafana-alerting/index.ts';
import { dashboardWire } from '../grafana-dashboard/compile.ts';
import { grafanaProvisioning } from '../grafana-provisioning/index.ts';
import type { CompileInput, Draft } from '../kind.ts';
import { type Described, type ObjectFile, objectDraft } from '../kubernetes-object.ts';

/** What the sidecar looks for unless its chart is told otherwise; the folder it reads where `folderAnnotation` says so. */
const BOARD = 'grafana_dashboard';
const DATASOURCE = 'grafana_datasource';
const ALERT = 'grafana_alert';
const FOLDER = 'grafana_folder';

/** https://github.com/grafana/helm-charts/tree/main/charts/grafana#sidecar-for-dashboards */
export function sidecarObjects(input: CompileInput, server: KubernetesServer): Draft<ObjectFile>[] {
  const described = [...boards(input), ...datasources(input), ...alerts(input)];
  return described.map((one) => objectDraft(input.environment, server, one));
}

/** The value it looks for: where tenants share the environment, each has a Grafana whose sidecar takes what is its. */
export function sidecarValue({ share }: Pick<Environment, 'share'>): string {
  return share ? labelValue(share.tenant.name) : '1';
}

function boards({ derived, environment }: CompileInput): readonly Described[] {
  return derived.dashboards.map((board) => ({
    kind: 'ConfigMap',
    name: `dashboard.${dotted(board.uid, '_')}`,
    from: [board.address],
    labels: { [BOARD]: sidecarValue(environment) },
    make: () => ({
      annotations: { [FOLDER]: board.folder.title },
      data: { [`${board.uid}.json`]: `${canonicalJson(dashboardWire(board, derived), 2)}\n` },
    }),
  }));
}

/** The provisioning file of data sources; that of boards is the sidecar's own. */
function datasources(input: CompileInput): readonly Described[] {
  const files = grafanaProvisioning.compile(input).value.filter(({ path }) => path.includes('/datasources/'));
  return files.map((file) => ({
    kind: 'ConfigMap',
    name: 'datasources',
    from: file.from,
    labels: { [DATASOURCE]: sidecarValue(input.environment) },
    make: () => ({ data: { 'signalbox.yaml': grafanaProvisioning.print(file.content) } }),
  }));
}

function alerts(input: CompileInput): readonly Described[] {
  return grafanaAlerting.compile(input).value.map((file) => ({
    kind: 'ConfigMap',
    name: 'alerting',
    from: file.from,
    labels: { [ALERT]: sidecarValue(input.environment) },
    make: () => ({ data: { 'signalbox.yaml': grafanaAlerting.print(file.content) } }),
  }));
}
