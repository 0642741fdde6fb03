import type { SecretReference } from '../../kernel/secret.ts';
import type { Target } from '../../model/target.ts';

export interface PrometheusAt {
  readonly url: string;
  readonly token: SecretReference | undefined;
}

/** Where a target's Prometheus answers queries: its API, where it is told to reload, or where others of the environment reach it. */
export function prometheusOf({ reach, environment }: Target): PrometheusAt | undefined {
  const way = reach.prometheus;
  if (way?.by === 'api') return { url: way.url, token: way.token };
  const url = (way?.by === 'files' ? way.reload : undefined) ?? environment.servers.prometheus?.url;
  return url === undefined ? undefined : { url, token: undefined };
}
