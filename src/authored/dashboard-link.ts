import type { Url } from '../kernel/literals.ts';
import type { Service, System } from './references.ts';

/** A dashboard somebody wrote. */
export interface AnyDashboard {
  readonly kind: 'dashboard';
  readonly name: string;
  readonly title: string;
  readonly service?: Service;
  readonly system?: System;
}

interface LinkLooks {
  readonly tooltip?: string;
  /** @default 'external link', 'dashboard' for a dashboard of ours */
  readonly icon?: string;
  /** Open beside this one. @default false */
  readonly newTab?: boolean;
  /** Carry the time range over. @default true inside Grafana, false for another address */
  readonly keepTime?: boolean;
  /** Carry the variables over. @default true inside Grafana, false for another address */
  readonly keepVariables?: boolean;
}

interface ToAddress extends LinkLooks {
  readonly title: string;
  readonly url: Url | `/${string}`;
}

interface ToDashboard extends LinkLooks {
  /** @default the dashboard's title */
  readonly title?: string;
  readonly to: AnyDashboard;
  /** Variables to set there, in Grafana's own syntax: `{ job: '${__field.labels.job}' }`. */
  readonly variables?: Readonly<Record<string, string>>;
}

interface ToTagged extends LinkLooks {
  readonly title: string;
  /** Every dashboard that has all of these tags; only in the bar of a dashboard. */
  readonly tags: readonly string[];
  /** In a menu, not side by side. @default true */
  readonly dropdown?: boolean;
}

export type LinkOptions = ToAddress | ToDashboard | ToTagged;

export interface AuthoredLink {
  readonly kind: 'dashboard-link';
  readonly options: LinkOptions;
}
