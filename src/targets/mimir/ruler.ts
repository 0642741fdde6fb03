import { rulerKind } from '../ruler/kind.ts';
import { mimirConnection, mimirReach } from './connection.ts';

/** Mimir's ruler, for one tenant. https://grafana.com/docs/mimir/latest/references/http-api/#ruler */
export const mimirRuler = rulerKind({
  server: 'prometheus',
  by: 'mimir',
  kind: 'prometheus-rules',
  path: '/prometheus/config/v1',
  hint: 'the address is that of Mimir itself, without /prometheus, and its `ruler_storage` can be written',
  judge({ kind }) {
    if (kind === 'prometheus-tests') return 'no use';
    return { refused: 'Mimir scrapes nothing: deploy this file with `files` to the Prometheus that writes to it' };
  },
  connectionOf: (reach) => mimirConnection(mimirReach(reach, 'prometheus')),
});
