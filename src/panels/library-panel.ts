import type { Folder, Service, System } from '../authored/references.ts';
import { define, readable } from '../kernel/place.ts';
import { type Builder, ourPanel } from './built.ts';
import type { AuthoredPanel } from './kind.ts';

export interface LibraryPanelOptions {
  /** Its identity inside its service, system or the estate, and what Grafana's library lists it as. The uid is made of it. */
  readonly name: string;
  readonly service?: Service;
  readonly system?: System;
  /** Where Grafana's library keeps it. @default the folder of the system, `Estate` without one */
  readonly folder?: string | Folder;
  /** What is drawn, as it would stand in a board. */
  readonly panel: AuthoredPanel | Builder;
}

/** What stands there while `panel` is missing, which is told where the estate is resolved. */
const NO_PANEL: AuthoredPanel = { kind: 'panel', type: '', options: { title: '' } };

/**
 * A panel that is written once and kept in Grafana's library: put it into the sections of as many boards as you like. Each board
 * holds its place; a change is made in one object and seen on all of them. Queries are checked on every board. Where Grafana is
 * deployed by files, which cannot load a library, each board holds the panel itself. Compiles to `grafana/library-panels/<uid>.json`.
 * https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/manage-library-panels/
 */
export function libraryPanel(options: LibraryPanelOptions): AuthoredPanel {
  const { panel, ...library } = readable(options);
  return define({ ...NO_PANEL, ...ourPanel(panel), library }, libraryPanel, options);
}
