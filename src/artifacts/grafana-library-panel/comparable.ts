import { isRecord } from '../../kernel/canonical.ts';
import { comparableDashboard } from '../grafana-dashboard/comparable.ts';

/** The place is that of the board it was made in; the rest are marks of the browser that saved it. */
const NOT_CONTENT: ReadonlySet<string> = new Set(['gridPos', 'id', 'libraryPanel', 'pluginVersion']);

/** Name and model, without what the server adds: Grafana gives every model a description. */
export function comparableLibraryPanel({ name, model }: { readonly name: string; readonly model: object }): unknown {
  const own = Object.entries(model).filter(([key, value]) => !NOT_CONTENT.has(key) && !(key === 'description' && value === ''));
  return { name, model: withoutNulls(Object.fromEntries(own)) };
}

/** As a panel of a board is compared. */
function withoutNulls(model: object): unknown {
  const board = comparableDashboard({ panels: [model] });
  const [panel] = isRecord(board) && Array.isArray(board['panels']) ? board['panels'] : [];
  return panel;
}
