import type { SecretReference } from '../../kernel/secret.ts';
import type { Target } from '../../model/target.ts';

export interface AlertmanagerAt {
  readonly url: string;
  readonly token: SecretReference | undefined;
}

/** Where a target's Alertmanager answers: its API, where it is told to reload, or where Prometheus reaches it. */
export function alertmanagerOf({ reach, environment }: Target): AlertmanagerAt | undefined {
  const way = reach.alertmanager;
  if (way?.by === 'api') return { url: way.url, token: way.token };
  const url = (way?.by === 'files' ? way.reload : undefined) ?? environment.servers.alertmanager?.url;
  return url === undefined ? undefined : { url, token: undefined };
}
