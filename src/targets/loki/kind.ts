import { asTenant } from '../as-tenant.ts';
import { OutsideFailure } from '../failure.ts';
import { rulerKind } from '../ruler/kind.ts';

/** Loki's ruler. https://grafana.com/docs/loki/latest/reference/loki-http-api/#ruler */
export const lokiApi = rulerKind({
  server: 'loki',
  by: 'api',
  kind: 'loki-rules',
  path: '/loki/api/v1',
  hint: 'Loki needs a `ruler_storage` that can be written, and the target the address Loki itself answers at',
  judge: () => ({ refused: 'the API of Loki takes rules only: deploy this file yourself, or with `files`' }),
  connectionOf(reach, { servers }) {
    if (reach.by === 'api') return asTenant(reach.connection, servers.loki?.tenant);
    throw new OutsideFailure('loki is not reached by its API', { kind: 'misconfigured' });
  },
});
