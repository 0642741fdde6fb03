import type { Artifact } from '../artifacts/kind.ts';
import type { Diagnostic } from '../kernel/diagnostic.ts';
import type { Toolbox } from './find-tool.ts';
import { judge } from './judge.ts';

/** Whether Alertmanager loads its configuration and templates: `amtool check-config`. */
export function checkAlertmanager(artifacts: readonly Artifact[], box: Toolbox): Promise<Diagnostic[]> {
  const ofKind = (kind: string): Artifact[] => artifacts.filter((artifact) => artifact.kind === kind);
  const [judged, beside] = [ofKind('alertmanager-config'), ofKind('alertmanager-templates')];
  return judge({ tool: 'amtool', image: 'prom/alertmanager', args: ['check-config'], judged, beside }, box);
}
