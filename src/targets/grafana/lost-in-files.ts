import type { Artifact } from '../../artifacts/kind.ts';
import { isRecord } from '../../kernel/canonical.ts';

/** What Grafana can only be told by its API. */
export function lostInFiles({ kind, content }: Artifact): string | undefined {
  const what = WHOLE.get(kind) ?? (saysWho(kind, content) ? 'who may do what in a folder' : undefined);
  return what && `files say nothing of ${what}: reach Grafana by its API, or set it by hand`;
}

const WHOLE: ReadonlyMap<string, string> = new Map([
  ['grafana-team', 'teams'],
  ['grafana-service-account', 'service accounts'],
]);

function saysWho(kind: string, content: unknown): boolean {
  return kind === 'grafana-folder' && isRecord(content) && content['permissions'] !== undefined;
}
