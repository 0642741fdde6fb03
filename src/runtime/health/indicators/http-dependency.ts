import { level, limits, secondsOf } from '../level.ts';
import type { IndicatorKind, Limits } from './kind.ts';

export interface HttpDependencyOptions extends Partial<Limits> {
  /** Its health endpoint. */
  readonly url: string;
  /** @default the global one */
  readonly fetch?: (url: string, init: { readonly signal: AbortSignal }) => Promise<Pick<Response, 'ok' | 'status'>>;
}

/** Seconds another service takes to say it is well; any answer but 2xx means it is down. */
export const httpDependency: IndicatorKind<HttpDependencyOptions> = {
  kind: 'http-dependency',
  check: ({ url, fetch: get = fetch, ...given }) => {
    const of = limits('http-dependency', given, { warning: 0.5, critical: 2 });
    return async () => {
      const seconds = await secondsOf(async () => {
        const { ok, status } = await get(url, { signal: AbortSignal.timeout(of.critical * 1000 + 500) });
        if (!ok) throw new Error(`it answered ${status}`);
      });
      return level('seconds to answer', seconds, of);
    };
  },
};
