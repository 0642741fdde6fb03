import { isKind } from '../../authored/authored-values.ts';
import type { ServerKind } from '../../model/environment.ts';
import { group, list, map, needed, places, STRING, TIME, text, URL } from './option-kinds.ts';
import type { Place } from './place.ts';
import { LIMITS } from './server-places.ts';

const SERVERS = {
  prometheus: 'prometheus',
  alertmanager: 'alertmanager',
  loki: 'loki',
  tempo: 'tempo',
  mimir: 'mimirServer',
  collector: 'collector',
  grafana: 'grafana',
  kubernetes: 'kubernetes',
} satisfies Record<ServerKind, string>;

/** What a tenant consists of, who shares an environment, and its servers. */
export const TENANT_PLACES: Readonly<Record<string, readonly Place[]>> = {
  tenant: [
    listOf('services', 'service', 'service({ … })'),
    listOf('systems', 'system', 'system({ … })'),
    listOf('teams', 'team', 'team({ … })'),
    ...places({ retention: TIME, limits: LIMITS }),
  ],
  environment: [
    listOf('tenants', 'tenant', 'tenant({ … })'),
    listOf('globalFor', 'service', 'service({ … })'),
    ...places({
      labels: map(STRING, 'label'),
      region: text('eu-central'),
      runbooks: URL,
      runs: list(group({ at: needed(list(text('shop-0:9464'))) })),
    }),
    ...Object.entries(SERVERS).map(([field, by]) => serverIn(field, by)),
  ],
  target: [{ field: 'tenant', fits: (value) => isKind(value, ['tenant']), wanted: 'tenant({ … })' }],
};

function listOf(field: string, kind: string, wanted: string): Place {
  return { field, each: 'list', fits: (value) => isKind(value, [kind]), wanted };
}

function serverIn(field: string, by: string): Place {
  const fits = (value: unknown) => isKind(value, ['server']) && value['server'] === field;
  return { field, fits, wanted: `${by}({ … }), or leave it out`, strict: true };
}
