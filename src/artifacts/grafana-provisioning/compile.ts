import { sortedBy } from '../../kernel/canonical.ts';
import { type Outcome, outcome } from '../../kernel/outcome.ts';
import type { Dashboard } from '../../model/dashboard.ts';
import type { Environment } from '../../model/environment.ts';
import { datasourcesOf } from '../grafana-datasource/compile.ts';
import { headerLines } from '../header.ts';
import type { CompileInput, Draft } from '../kind.ts';
import { escapeDollars } from './escape-dollars.ts';

/** A provisioning file; the header is not part of what counts as equal. */
export interface ProvisioningFile {
  readonly header: readonly string[];
  readonly content: Readonly<Record<string, unknown>>;
}

/** Where `grafana/dashboards` is mounted in Grafana. */
export const DASHBOARDS_DIRECTORY = '/etc/grafana/dashboards';
const RELOAD_SECONDS = 30;

/** What Grafana reads at its start, for servers that are deployed by files. https://grafana.com/docs/grafana/latest/administration/provisioning/ */
export function compileProvisioning({ derived, environment }: CompileInput): Outcome<readonly Draft<ProvisioningFile>[]> {
  if (!environment.servers.grafana) return outcome([]);
  const datasources = datasourcesOf(derived, environment).map((one) => ({ ...one, editable: false }));
  const { dashboards } = derived;
  return outcome([
    file('datasources', { apiVersion: 1, datasources }, [environment.address], environment),
    file(
      'dashboards',
      { apiVersion: 1, providers: providersOf(dashboards) },
      dashboards.map(({ address }) => address),
      environment,
    ),
  ]);
}

function file(
  folder: string,
  content: Readonly<Record<string, unknown>>,
  from: Draft<unknown>['from'],
  environment: Environment,
): Draft<ProvisioningFile> {
  const escaped = escapeDollars(content) as Readonly<Record<string, unknown>>; // a record stays one
  return {
    path: `grafana/provisioning/${folder}/signalbox.yaml`,
    content: { header: headerLines(environment), content: escaped },
    from,
  };
}

/** A provider per folder: only so can a folder keep its uid and have a title that is no directory name. */
function providersOf(dashboards: readonly Dashboard[]) {
  const folders = new Map(dashboards.map(({ folder }) => [folder.uid, folder.title]));
  return sortedBy(folders, ([uid]) => uid).map(([uid, title]) => ({
    name: `signalbox-${uid}`,
    folder: title,
    folderUid: uid,
    type: 'file',
    disableDeletion: false,
    allowUiUpdates: false,
    updateIntervalSeconds: RELOAD_SECONDS,
    options: { path: `${DASHBOARDS_DIRECTORY}/${uid}` },
  }));
}
