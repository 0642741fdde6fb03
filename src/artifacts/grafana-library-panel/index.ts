import { canonicalJson } from '../../kernel/canonical.ts';
import type { ArtifactKind } from '../kind.ts';
import { comparableLibraryPanel } from './comparable.ts';
import { compileLibraryPanels } from './compile.ts';
import type { LibraryPanelContent } from './wire.ts';

/** Panels that boards share, where Grafana is reached by its API. */
export const grafanaLibraryPanel: ArtifactKind<LibraryPanelContent> = {
  kind: 'grafana-library-panel',
  server: 'grafana',
  of: 'each-tenant',
  compile: compileLibraryPanels,
  print: (panel) => `${canonicalJson(panel, 2)}\n`,
  comparable: comparableLibraryPanel,
  applyAfter: ['grafana-folder', 'grafana-datasource'],
};
