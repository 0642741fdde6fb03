import type { SecretReference } from '../kernel/secret.ts';
import type { EngineName } from '../model/query.ts';
import type { Target } from '../model/target.ts';
import { prometheusOf } from './prometheus/url.ts';

export interface EngineAt {
  readonly url: string;
  readonly token: SecretReference | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** Where a target's server answers queries: its API, else where others of the environment reach it. */
export function engineOf(target: Target, engine: EngineName): EngineAt | undefined {
  if (engine === 'prometheus') {
    const at = prometheusOf(target);
    return at && { ...at, headers: {} };
  }
  const way = target.reach[engine];
  const server = target.environment.servers[engine];
  const url = way?.by === 'api' ? way.url : server?.url;
  if (url === undefined) return undefined;
  const token = way?.by === 'api' ? way.token : undefined;
  return { url, token, headers: server?.tenant === undefined ? {} : { 'X-Scope-OrgID': server.tenant } };
}
