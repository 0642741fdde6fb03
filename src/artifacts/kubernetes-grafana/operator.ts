import { canonicalJson, compact, sortedBy } from '../../kernel/canonical.ts';
import { dotted } from '../../kernel/kubernetes-names.ts';
import type { KubernetesServer } from '../../model/environment.ts';
import { compileAlerting } from '../grafana-alerting/compile.ts';
import { ALERTS_FOLDER } from '../grafana-alerting/folder.ts';
import type { ManagedGroup, ManagedRule } from '../grafana-alerting/wire.ts';
import { dashboardWire } from '../grafana-dashboard/compile.ts';
import { datasourcesOf } from '../grafana-datasource/compile.ts';
import { libraryDrafts } from '../grafana-library-panel/compile.ts';
import type { CompileInput, Draft } from '../kind.ts';
import { type Described, nameIn, type ObjectFile, objectDraft } from '../kubernetes-object.ts';
import { type FolderOf, foldersOf, permissionsText } from './folders.ts';

type Objects = readonly Described[];

/** https://grafana.github.io/grafana-operator/docs/api/ */
export function operatorObjects(input: CompileInput, server: KubernetesServer): Draft<ObjectFile>[] {
  const { environment } = input;
  const groups = managedGroups(input);
  const folders = foldersOf(input, groups.length > 0);
  const selected = { instanceSelector: { matchLabels: server.grafanaInstance } };
  const described = [
    ...folders.map((folder) => folderObject(folder, selected)),
    ...datasourceObjects(input, selected),
    ...libraryObjects(input, selected),
    ...boardObjects(input, selected),
    ...groups.map((group) => groupObject(group, input, selected)),
  ];
  return described.map((one) => objectDraft(environment, server, one));
}

function folderObject({ folder, from }: FolderOf, selected: object): Described {
  const { uid, title } = folder;
  const make = () => ({ spec: compact({ ...selected, uid, title, permissions: permissionsText(folder) }) });
  return { kind: 'GrafanaFolder', name: uid, from, make };
}

function datasourceObjects({ derived, environment }: CompileInput, selected: object): Objects {
  return datasourcesOf(derived, environment).map(({ uid, ...datasource }) => ({
    kind: 'GrafanaDatasource',
    name: uid,
    from: [environment.address],
    make: () => ({ spec: { ...selected, uid, datasource: { ...datasource, editable: false } } }),
  }));
}

/** The operator takes the name and the uid out of the panel. */
function libraryObjects(input: CompileInput, selected: object): Objects {
  return libraryDrafts(input).map(({ content: { folderUid, model, name, uid }, from }) => ({
    kind: 'GrafanaLibraryPanel',
    name: dotted(uid, '_'),
    from,
    make: () => {
      const json = `${canonicalJson({ ...model, name, uid }, 2)}\n`;
      return { spec: { ...selected, uid, folderRef: nameIn(input.environment, folderUid), json } };
    },
  }));
}

/** The operator tries a board again until the panels it refers to are there. */
function boardObjects({ derived, environment }: CompileInput, selected: object): Objects {
  return derived.dashboards.map((board) => ({
    kind: 'GrafanaDashboard',
    name: dotted(board.uid, '_'),
    from: [board.address],
    make: () => {
      const json = `${canonicalJson(
        dashboardWire(board, derived, ({ library }) => library),
        2,
      )}\n`;
      return { spec: { ...selected, uid: board.uid, folderRef: nameIn(environment, board.folder.uid), json } };
    },
  }));
}

function managedGroups(input: CompileInput): readonly ManagedGroup[] {
  return compileAlerting(input).value.flatMap(({ content }) => content.content.groups);
}

function groupObject(
  { name, interval, rules }: ManagedGroup,
  { derived, environment }: CompileInput,
  selected: object,
): Described {
  const causes = derived.groups.find((group) => group.name === name)?.rules.map(({ cause }) => cause) ?? [];
  return {
    kind: 'GrafanaAlertRuleGroup',
    name: dotted(name, '/'),
    from: sortedBy(new Set(causes), String),
    make: () => ({
      spec: { ...selected, folderRef: nameIn(environment, ALERTS_FOLDER.uid), name, interval, rules: rules.map(ruleOf) },
    }),
  };
}

function ruleOf({ missing_series_evals_to_resolve: missingSeriesEvalsToResolve, ...rule }: ManagedRule): object {
  return { ...rule, missingSeriesEvalsToResolve };
}
