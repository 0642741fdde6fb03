import type { ServerKind, Servers } from '../model/environment.ts';
import type { Reach } from '../model/target.ts';
import { alertmanagerReader } from './alertmanager/reader.ts';
import { collectorHealth } from './collector-health.ts';
import { lokiHealth, mimirHealth, tempoHealth } from './config-health.ts';
import { type FilesOptions, filesKind } from './files/kind.ts';
import { gitKind } from './git/kind.ts';
import { grafanaApi } from './grafana/kind.ts';
import { lostInFiles } from './grafana/lost-in-files.ts';
import type { LookingKind, TargetKind } from './kind.ts';
import { kubernetesApi, kubernetesByKubeconfig } from './kubernetes/kind.ts';
import { lokiApi } from './loki/kind.ts';
import { rulerPath } from './loki/ruler-path.ts';
import { mimirAlertmanager } from './mimir/alertmanager.ts';
import { mimirRuler, rulesByApi, rulesOfMimir } from './mimir/ruler.ts';
import { prometheusReader } from './prometheus/reader.ts';

/** What each server reads as files, on a disk or on a branch. */
const AS_FILES: readonly (readonly [ServerKind, FilesOptions])[] = [
  ['loki', { place: rulerPath, health: lokiHealth }],
  ['tempo', { health: tempoHealth }],
  ['mimir', { health: mimirHealth, lost: rulesByApi }],
  ['alertmanager', { reader: alertmanagerReader }],
  ['prometheus', { reader: prometheusReader, unread: unreadByPrometheus }],
  ['collector', { health: collectorHealth }],
  // provisioning files hold folders and data sources
  ['grafana', { unread: () => ['grafana-folder', 'grafana-datasource'], lost: lostInFiles }],
  ['kubernetes', {}],
];

/** Tests are for promtool; rules for the ruler of the store, where that evaluates them. */
function unreadByPrometheus({ prometheus }: Servers): readonly string[] {
  return prometheus?.rules === 'store' ? ['prometheus-tests', 'prometheus-rules'] : ['prometheus-tests'];
}

/** Every way to reach a server. */
const TARGET_KINDS: readonly TargetKind[] = [
  ...AS_FILES.map(([server, options]) => filesKind(server, options)),
  ...AS_FILES.map(([server, options]) => gitKind(server, options)),
  lokiApi,
  mimirRuler,
  rulesOfMimir,
  mimirAlertmanager,
  grafanaApi,
  kubernetesApi,
  kubernetesByKubeconfig,
];

export function targetKindFor(server: ServerKind, by: Reach['by']): LookingKind | undefined {
  return writingKindFor(server, by);
}

/** For `sessions.ts` only. */
export function writingKindFor(server: ServerKind, by: Reach['by']): TargetKind | undefined {
  return TARGET_KINDS.find((kind) => kind.server === server && kind.by === by);
}
