import type { Address } from '../../kernel/address.ts';
import type { Derived } from '../../model/derived.ts';
import type { AlertmanagerServer, KubernetesServer } from '../../model/environment.ts';
import type { Route } from '../../model/routing.ts';

/** Something an AlertmanagerConfig cannot say. */
export interface Loss {
  readonly at: Address;
  /** `app_token of slack`. */
  readonly what: string;
  readonly origin: object;
  /** A reference that leads to no key of a Secret. */
  readonly secret: boolean;
}

export interface ConfigContext {
  readonly route: Route;
  readonly derived: Derived;
  readonly alertmanager: AlertmanagerServer;
  readonly server: KubernetesServer;
}
