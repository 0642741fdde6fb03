import { authoredPanel } from './authored.ts';
import type { AuthoredPanel, PanelKind, PanelOptions } from './kind.ts';
import { PANEL } from './option-names.ts';

export interface LibraryOptions extends PanelOptions {
  /** Of the library panel in Grafana. */
  readonly uid: string;
  /** As Grafana lists it. */
  readonly name: string;
}

/**
 * A panel that is kept in Grafana's library and shared by many dashboards: only its place and title stand here.
 * https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/manage-library-panels/
 */
export function library(options: LibraryOptions): AuthoredPanel {
  return authoredPanel(libraryKind.type, options, library);
}

interface Settings {
  readonly uid: string;
  readonly name: string;
}

export const libraryKind = {
  type: 'library-panel-ref',
  width: 12,
  height: 8,
  takes: { ...PANEL, uid: true, name: true },
  shows: () => [],
  about: ({ name }) => `The library panel ${name}.`,
  settings: ({ uid, name }) => ({ uid, name }),
  library: ({ uid, name }) => ({ uid, name }),
  json: () => ({ type: 'library-panel-ref', options: {}, fieldConfig: { defaults: {}, overrides: [] } }) as const,
} satisfies PanelKind<LibraryOptions, Settings>;
