import { isRecord } from '../../kernel/canonical.ts';
import { type Observed, textHash } from '../../plan/observation.ts';
import { OutsideFailure } from '../failure.ts';
import { yamlOf } from '../yaml-of.ts';
import { CONFIG_ID, configState, type References, templateId, unresolved, withoutSecrets } from './document.ts';
import { markerName, referencesOf } from './marker.ts';
import type { Document } from './tenant-document.ts';

interface Owner {
  readonly environment: string;
  readonly takeOver: boolean;
  secret(name: string): string;
}

/**
 * A tenant's document as things of a plan: its configuration, and each template. Somebody else's is shown where ours is wanted. Bodies go
 * to the journal, so they hold no secret; revisions are of the document as it is.
 */
export function observedIn({ config, templates }: Document, at: Owner, ids: readonly string[]): Observed[] {
  const marker = templates[markerName(at.environment)];
  const references = referencesOf(marker);
  const wanted = new Set(ids);
  // taken over is only what is replaced: a document nobody of ours wants is never deleted
  const ours = references !== undefined || (at.takeOver && wanted.has(CONFIG_ID));
  const found = [
    ...(config === undefined ? [] : [observedConfig(config, marker, at)]),
    ...Object.entries(templates)
      .filter(([name]) => name !== markerName(at.environment))
      .map(([name, text]) => ({ id: templateId(name), state: text, body: text, revision: revisionOf(text) })),
  ];
  return found
    .filter(({ id }) => ours || wanted.has(id))
    .map(({ id, state, body, revision }) => ({
      id,
      server: 'alertmanager',
      kind: id === CONFIG_ID ? 'alertmanager-config' : 'alertmanager-templates',
      owner: ours ? 'ours' : 'foreign',
      state,
      place: '',
      revision,
      drifted: false,
      shared: false,
      body,
    }));
}

function observedConfig(config: string, marker: string | undefined, at: Owner) {
  const references = referencesOf(marker);
  const kept = withoutSecrets(config, references, (name) => secretOr(at, name));
  const state = stateOf(config, references ?? [], at);
  return { id: CONFIG_ID, state, body: { config: kept, marker }, revision: revisionOf({ config, marker }) };
}

/** Of the thing with its secrets: a secret that changed is a change. */
export function revisionOf(thing: unknown): string {
  return textHash(JSON.stringify(thing));
}

/** Without any secret. What is no YAML is shown by its length: it may hold some. */
function stateOf(config: string, references: References, at: Owner): string {
  const read = yamlOf(config);
  if (!isRecord(read)) return `${config.length} characters that are no configuration`;
  return configState(unresolved(read, references, (name) => secretOr(at, name)));
}

function secretOr(at: Owner, name: string): string | undefined {
  try {
    return at.secret(name);
  } catch (error) {
    if (error instanceof OutsideFailure) return undefined; // whoever only looks may not have it
    throw error;
  }
}
