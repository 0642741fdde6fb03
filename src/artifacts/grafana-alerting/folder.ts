import type { Folder } from '../../model/dashboard.ts';
import { folderUid } from '../../panels/identity.ts';

const TITLE = 'Alerts';

/** Where the rules lie that Grafana evaluates. */
export const ALERTS_FOLDER: Folder = { uid: folderUid(TITLE), title: TITLE, permissions: undefined };
