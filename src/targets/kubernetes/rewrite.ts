import { z } from 'zod';
import { isRecord } from '../../kernel/canonical.ts';
import type { HttpClient } from '../http.ts';
import { CONFLICT, type Condition } from './apply-object.ts';
import { idOf, type Place, pathOf } from './object-id.ts';
import { MANAGER } from './ownership.ts';
import { collectionPath } from './resources.ts';
import { objectAnswer, type Reply, refused, send } from './wire.ts';

const anything = z.unknown();
type Fields = Readonly<Record<string, unknown>>;

/** What only the server writes. */
const SERVER_WRITES = ['uid', 'resourceVersion', 'creationTimestamp', 'generation', 'deletionTimestamp', 'selfLink'];

/** Deletes an object on a condition. */
export async function remove(client: HttpClient, place: Place, condition: Condition): Promise<'removed' | 'moved'> {
  const body = JSON.stringify({ propagationPolicy: 'Background', preconditions: condition });
  const reply = await send(client, anything, { method: 'DELETE', path: pathOf(place), body });
  if (reply.ok) return 'removed';
  if (reply.status === CONFLICT || reply.status === 404) return 'moved';
  throw refused(client, `deleting ${idOf(place)}`, reply);
}

/**
 * Makes an object what it was, fields of others and whose each field is included. The first request makes its content, which the API
 * notes as ours; the second gives the old owners back. Both are refused where somebody changed it meanwhile.
 */
export async function rewrite(client: HttpClient, place: Place, was: unknown, there: unknown): Promise<void> {
  const content = contentOf(was);
  const query = `?fieldManager=${MANAGER}`;
  const made = await send(client, objectAnswer, {
    ...(there === undefined
      ? { method: 'POST', path: `${collectionPath(place.resource, place.namespace)}${query}` }
      : { method: 'PUT', path: `${pathOf(place)}${query}` }),
    body: JSON.stringify(withMetadata(content, versionOf(there))),
  });
  const { uid, resourceVersion } = written(client, place, made).metadata;
  const body = JSON.stringify(withMetadata(content, { uid, resourceVersion }));
  written(client, place, await send(client, objectAnswer, { method: 'PUT', path: `${pathOf(place)}${query}`, body }));
}

/** Whether the first of the two requests was made and the second was not: what was applied, or another's, is noted as updated by us. */
export function isHalfRewritten(was: unknown, there: unknown): boolean {
  return !updatedByUs(was) && updatedByUs(there);
}

function updatedByUs(object: unknown): boolean {
  const { managedFields = [] } = objectAnswer.parse(object).metadata;
  return managedFields.some(({ manager, operation }) => manager === MANAGER && operation === 'Update');
}

/** Takes back what was applied to an object that turned out to be another's. */
export async function release(client: HttpClient, place: Place, body: unknown): Promise<void> {
  const { apiVersion, kind } = isRecord(body) ? body : {};
  const nothing = { apiVersion, kind, metadata: { name: place.name, namespace: place.namespace } };
  const reply = await send(client, objectAnswer, {
    method: 'PATCH',
    path: `${pathOf(place)}?fieldManager=${MANAGER}&force=true`,
    body: JSON.stringify(nothing),
    contentType: 'application/apply-patch+yaml',
  });
  if (!reply.ok) throw refused(client, `releasing ${idOf(place)}`, reply);
}

function written<T>(client: HttpClient, place: Place, reply: Reply<T>): T {
  if (reply.ok) return reply.value;
  throw refused(client, `putting back ${idOf(place)}`, reply);
}

function contentOf(was: unknown): Fields {
  const object = isRecord(was) ? was : {};
  const metadata = isRecord(object['metadata']) ? object['metadata'] : {};
  return { ...object, metadata: Object.fromEntries(Object.entries(metadata).filter(([key]) => !SERVER_WRITES.includes(key))) };
}

function versionOf(there: unknown): Fields {
  if (there === undefined) return {};
  const { uid, resourceVersion } = objectAnswer.parse(there).metadata;
  return { uid, resourceVersion };
}

function withMetadata(content: Fields, more: Fields): Fields {
  const metadata = isRecord(content['metadata']) ? content['metadata'] : {};
  return { ...content, metadata: { ...metadata, ...more } };
}
