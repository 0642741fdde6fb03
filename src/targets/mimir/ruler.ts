import type { Artifact } from '../../artifacts/kind.ts';
import type { Judgement } from '../kind.ts';
import { rulerKind } from '../ruler/kind.ts';
import { mimirConnection, mimirReach } from './connection.ts';

const RULER = {
  by: 'mimir',
  path: '/prometheus/config/v1',
  hint: 'the address is that of Mimir itself, without /prometheus, and its `ruler_storage` can be written',
} as const;

/** Mimir's ruler, for one tenant. https://grafana.com/docs/mimir/latest/references/http-api/#ruler */
export const mimirRuler = rulerKind({
  ...RULER,
  server: 'prometheus',
  kind: 'prometheus-rules',
  judge({ kind }) {
    if (kind === 'prometheus-tests') return 'no use';
    return { refused: 'Mimir scrapes nothing: deploy this file with `files` to the Prometheus that writes to it' };
  },
  connectionOf: (reach) => mimirConnection(mimirReach(reach, 'prometheus')),
});

/** The same, of a Mimir that is a server of the environment. */
export const rulesOfMimir = rulerKind({
  ...RULER,
  server: 'mimir',
  kind: 'mimir-rules',
  judge: (): Judgement => ({ refused: 'a running Mimir takes its own configuration from nobody: deploy this file with `files`' }),
  // so that what it records goes on where the Prometheus that wrote there stopped, and its alerts are the same alerts
  labels: ({ externalLabels = {} }) => externalLabels,
  connectionOf: (reach) => mimirConnection(mimirReach(reach, 'mimir')),
});

/** What no file can say: a ruler with `ruler_storage` has its rules by its API. */
export function rulesByApi({ kind }: Artifact): string | undefined {
  return kind === 'mimir-rules' ? 'the ruler takes rules by its API: write mimir: mimir({ url, tenant }) in a target' : undefined;
}
