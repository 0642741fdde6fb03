import type { DrawnWire } from '../grafana-dashboard/wire.ts';

/** What Grafana's library takes. https://grafana.com/docs/grafana/latest/developers/http_api/library_element/ */
export interface LibraryPanelContent {
  readonly uid: string;
  readonly name: string;
  readonly folderUid: string;
  /** A panel; Grafana has no other kind any more. */
  readonly kind: 1;
  readonly model: DrawnWire;
}
