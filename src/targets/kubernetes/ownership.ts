import { z } from 'zod';
import { canonicalJson, isRecord } from '../../kernel/canonical.ts';
import { ENVIRONMENT_LABEL, labelValue, MANAGED_BY } from '../../kernel/kubernetes-names.ts';
import { textHash } from '../../plan/observation.ts';
import { type FieldTree, projected, readable, treeOf } from './fields.ts';
import type { Resource } from './resources.ts';
import type { LiveObject } from './wire.ts';

/** The name under which the API keeps which fields are ours. https://kubernetes.io/docs/reference/using-api/server-side-apply/ */
export const MANAGER = 'signalbox';
/**
 * What we applied last: its fields, and a hash of them. By it a field that somebody else has changed since is told from one that somebody
 * else added: the API takes a changed field off our list.
 */
const APPLIED = 'signalbox/applied';

const applied = z.object({ hash: z.string(), fields: z.custom<FieldTree>(isRecord) });

type Fields = Readonly<Record<string, unknown>>;

/** Finds what may be ours. */
export function selectorOf(environment: string): string {
  return `${MANAGED_BY}=${MANAGER},${ENVIRONMENT_LABEL}=${labelValue(environment)}`;
}

/**
 * Two proofs: our labels, and that it was us who wrote them. A copy of an object that somebody else made has the first only. One that we
 * made again to put it back, and whose owners are not back yet, is noted as updated by us.
 */
export function isOurs({ metadata: { labels = {}, managedFields = [] } }: LiveObject, environment: string): boolean {
  if (labels[MANAGED_BY] !== MANAGER || labels[ENVIRONMENT_LABEL] !== labelValue(environment)) return false;
  return managedFields.some(({ manager, fieldsV1 }) => manager === MANAGER && ownsLabel(fieldsV1));
}

function ownsLabel(fields: unknown): boolean {
  const labels = at(at(fields, 'f:metadata'), 'f:labels');
  return isRecord(labels) && `f:${ENVIRONMENT_LABEL}` in labels;
}

function at(value: unknown, key: string): unknown {
  return isRecord(value) ? value[key] : undefined;
}

/** An object as it is applied: with what it says of itself. */
export function withMark(object: Fields, resource: Resource): Record<string, unknown> {
  const fields = treeOf(object, resource);
  const mark = canonicalJson({ hash: textHash(readable(projected(object, fields, resource))), fields });
  const metadata = isRecord(object['metadata']) ? object['metadata'] : {};
  const annotations = isRecord(metadata['annotations']) ? metadata['annotations'] : {};
  return { ...object, metadata: { ...metadata, annotations: { ...annotations, [APPLIED]: mark } } };
}

/** What we want of an object, as the state of a plan. */
export function wantedState(object: Fields, resource: Resource): string {
  return readable(projected(object, treeOf(object, resource), resource));
}

/** The same of an object that is there. One that has lost its mark is read whole. */
export function liveState(object: LiveObject, resource: Resource): { readonly state: string; readonly drifted: boolean } {
  const mark = markOf(object.metadata.annotations?.[APPLIED]);
  const state = readable(projected(object, mark?.fields ?? treeOf(object, resource), resource));
  return { state, drifted: textHash(state) !== mark?.hash };
}

function markOf(text: string | undefined): z.infer<typeof applied> | undefined {
  try {
    return applied.safeParse(JSON.parse(text ?? '')).data;
  } catch {
    return undefined;
  }
}
