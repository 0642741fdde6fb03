import type { Artifact } from '../../artifacts/kind.ts';
import { isRecord } from '../../kernel/canonical.ts';

/** What Grafana can only be told by its API. */
export function lostInFiles({ kind, content }: Artifact): string | undefined {
  if (kind !== 'grafana-folder' || !isRecord(content) || content['permissions'] === undefined) return undefined;
  return 'files say nothing of who may do what in a folder: reach Grafana by its API, or set it by hand';
}
