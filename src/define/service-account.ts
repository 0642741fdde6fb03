import { define } from '../kernel/place.ts';

export interface ServiceAccountOptions {
  /** Lower-case letters, digits and `-`. In Grafana it is called `signalbox-<environment>_<name>`, by which it is known as ours. */
  readonly name: string;
  /** What it may do in its organisation. https://grafana.com/docs/grafana/latest/administration/roles-and-permissions/ */
  readonly role: 'None' | 'Viewer' | 'Editor' | 'Admin';
  /** Keeps the account and its tokens, and lets none of them in. @default false */
  readonly disabled?: boolean;
}

export interface ServiceAccount extends ServiceAccountOptions {
  readonly kind: 'service-account';
}

/**
 * An account of a program in Grafana: `grafana({ serviceAccounts: [ci] })`. Compiles to `grafana/service-accounts/<name>.json`; only a
 * target that reaches Grafana by its API makes it. Its tokens are secrets: they are made in Grafana, never here.
 * https://grafana.com/docs/grafana/latest/administration/service-accounts/
 */
export function serviceAccount(options: ServiceAccountOptions): ServiceAccount {
  return define({ ...options, kind: 'service-account' }, serviceAccount, options);
}
