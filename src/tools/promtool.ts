import type { Artifact } from '../artifacts/kind.ts';
import type { Diagnostic } from '../kernel/diagnostic.ts';
import type { Toolbox } from './find-tool.ts';
import { judge } from './judge.ts';

const PROMTOOL = { tool: 'promtool', image: 'prom/prometheus' } as const;

/** Whether Prometheus loads the rule files: `promtool check rules`. */
export function checkRules(artifacts: readonly Artifact[], box: Toolbox): Promise<Diagnostic[]> {
  return judge({ ...PROMTOOL, args: ['check', 'rules'], judged: rulesIn(artifacts), beside: [] }, box);
}

/** Whether Prometheus loads its configuration; files it names on the server are not looked for: `promtool check config --syntax-only`. */
export function checkConfig(artifacts: readonly Artifact[], box: Toolbox): Promise<Diagnostic[]> {
  const judged = ofKind(artifacts, 'prometheus-config');
  return judge({ ...PROMTOOL, args: ['check', 'config', '--syntax-only'], judged, beside: [] }, box);
}

/** Whether the rules do what their tests say: `promtool test rules`. */
export function testRules(artifacts: readonly Artifact[], box: Toolbox): Promise<Diagnostic[]> {
  const judged = ofKind(artifacts, 'prometheus-tests');
  return judge({ ...PROMTOOL, args: ['test', 'rules'], judged, beside: rulesIn(artifacts) }, box);
}

/** A Mimir's are those of a Prometheus, in other groups. */
function rulesIn(artifacts: readonly Artifact[]): Artifact[] {
  return [...ofKind(artifacts, 'prometheus-rules'), ...ofKind(artifacts, 'mimir-rules')];
}

function ofKind(artifacts: readonly Artifact[], kind: string): Artifact[] {
  return artifacts.filter((artifact) => artifact.kind === kind);
}
