import type { ServerKind } from '../model/environment.ts';
import type { Reach } from '../model/target.ts';
import { alertmanagerReader } from './alertmanager/reader.ts';
import { filesKind } from './files/kind.ts';
import { grafanaApi } from './grafana/kind.ts';
import { lostInFiles } from './grafana/lost-in-files.ts';
import type { TargetKind } from './kind.ts';
import { lokiApi } from './loki/kind.ts';
import { rulerPath } from './loki/ruler-path.ts';
import { prometheusReader } from './prometheus/reader.ts';

/** Every way to reach a server. */
const TARGET_KINDS: readonly TargetKind[] = [
  filesKind('loki', { place: rulerPath }),
  lokiApi,
  filesKind('tempo'),
  filesKind('alertmanager', { reader: alertmanagerReader }),
  filesKind('prometheus', { reader: prometheusReader, unread: ['prometheus-tests'] }),
  filesKind('collector'),
  // provisioning files hold folders and data sources
  filesKind('grafana', { unread: ['grafana-folder', 'grafana-datasource'], lost: lostInFiles }),
  grafanaApi,
  filesKind('kubernetes'),
];

export function targetKindFor(server: ServerKind, by: Reach['by']): TargetKind | undefined {
  return TARGET_KINDS.find((kind) => kind.server === server && kind.by === by);
}
