import { sortedBy } from '../../kernel/canonical.ts';
import { type CompileInput, type Draft, isWrittenFor } from '../kind.ts';
import { kubernetesAlertmanager } from '../kubernetes-alertmanager/index.ts';
import { kubernetesConfigMaps } from '../kubernetes-config-maps/index.ts';
import { kubernetesGrafana } from '../kubernetes-grafana/index.ts';
import { kubernetesGrafanaAlerting } from '../kubernetes-grafana-alerting/index.ts';
import { kubernetesMonitors } from '../kubernetes-monitors/index.ts';
import type { ObjectFile } from '../kubernetes-object.ts';
import { kubernetesRules } from '../kubernetes-rules/index.ts';
import { kubernetesScaling } from '../kubernetes-scaling/index.ts';

const OBJECTS = [
  kubernetesAlertmanager,
  kubernetesConfigMaps,
  kubernetesGrafana,
  kubernetesGrafanaAlerting,
  kubernetesMonitors,
  kubernetesRules,
  kubernetesScaling,
];
const FOLDER = 'kubernetes/';

export interface ObjectBelow {
  /** Below `kubernetes/`. */
  readonly path: string;
  readonly draft: Draft<ObjectFile>;
}

/** Every object of an environment, by its path. */
export function objectsBelow(input: CompileInput): readonly ObjectBelow[] {
  const drafts = OBJECTS.filter((kind) => isWrittenFor(kind, input.environment)).flatMap((kind) => kind.compile(input).value);
  return sortedBy(
    drafts.map((draft) => ({ path: draft.path.slice(FOLDER.length), draft })),
    ({ path }) => path,
  );
}
