import type { Servers } from '../../model/environment.ts';

/** The tenant of a Loki without authentication; any other folder is not read. https://github.com/grafana/loki/issues/5459 */
const SINGLE_TENANT = 'fake';

/** A ruler that reads files wants a folder for each tenant: `rules/fake/checkout.yaml`. */
export function rulerPath(path: string, { loki }: Servers): string {
  return path.replace(/^rules\/(?=[^/]+$)/, `rules/${loki?.tenant ?? SINGLE_TENANT}/`);
}
