import { isRecord } from '../../kernel/canonical.ts';
import { ownedUid } from './ownership.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A dashboard whose references to our library bear the uids of this environment; those to panels of others stay. */
export function withLibrary<D extends Fields>(dashboard: D, ours: ReadonlySet<string>, environment: string): D {
  if (ours.size === 0 || !Array.isArray(dashboard['panels'])) return dashboard;
  const panels: readonly unknown[] = dashboard['panels'];
  return { ...dashboard, panels: panels.map((panel) => placed(panel, ours, environment)) };
}

/** A closed row holds panels of its own. */
function placed(panel: unknown, ours: ReadonlySet<string>, environment: string): unknown {
  if (!isRecord(panel)) return panel;
  const { libraryPanel } = panel;
  if (Array.isArray(panel['panels'])) return withLibrary(panel, ours, environment);
  if (!isRecord(libraryPanel) || !ours.has(String(libraryPanel['uid']))) return panel;
  return { ...panel, libraryPanel: { ...libraryPanel, uid: ownedUid(String(libraryPanel['uid']), environment) } };
}
