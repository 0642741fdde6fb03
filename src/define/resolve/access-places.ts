import { isKind } from '../../authored/authored-values.ts';
import { SWITCH } from './option-kinds.ts';
import type { Place } from './place.ts';

/** Grafana makes a login of the name, and refuses two that make the same: what it would drop cannot stand in it. */
const ACCOUNT = /^[a-z0-9][a-z0-9-]{0,59}$/;
const ROLES: readonly unknown[] = ['None', 'Viewer', 'Editor', 'Admin'];

/** Who may do what in a Grafana. */
export const ACCESS_PLACES: Readonly<Record<string, readonly Place[]>> = {
  team: [{ field: 'email', fits: isAddress, wanted: "an address: 'payments@example.org'", strict: true }],
  server: [
    { field: 'teams', each: 'list', fits: (value) => isKind(value, ['team']), wanted: 'team({ … })' },
    {
      field: 'serviceAccounts',
      each: 'list',
      fits: (value) => isKind(value, ['service-account']),
      wanted: 'serviceAccount({ … })',
    },
  ],
  'service-account': [
    { field: 'name', fits: isAccount, wanted: "lower-case letters, digits and `-`, at most 60: 'release-notes'", strict: true },
    { field: 'role', fits: (value) => ROLES.includes(value), wanted: "'None', 'Viewer', 'Editor' or 'Admin'", strict: true },
    { field: 'disabled', ...SWITCH, strict: true },
  ],
};

function isAddress(value: unknown): boolean {
  return typeof value === 'string' && /^[^\s@]+@[^\s@]+$/.test(value);
}

function isAccount(value: unknown): boolean {
  return typeof value === 'string' && ACCOUNT.test(value);
}
