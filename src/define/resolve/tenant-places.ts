import { isKind } from '../../authored/authored-values.ts';
import type { Place } from './place.ts';

/** What a tenant consists of, and who shares an environment. */
export const TENANT_PLACES: Readonly<Record<string, readonly Place[]>> = {
  tenant: [
    listOf('services', 'service', 'service({ … })'),
    listOf('systems', 'system', 'system({ … })'),
    listOf('teams', 'team', 'team({ … })'),
  ],
  environment: [listOf('tenants', 'tenant', 'tenant({ … })')],
  target: [{ field: 'tenant', fits: (value) => isKind(value, ['tenant']), wanted: 'tenant({ … })' }],
};

function listOf(field: string, kind: string, wanted: string): Place {
  return { field, each: 'list', fits: (value) => isKind(value, [kind]), wanted };
}
