import { isRecord } from '../../kernel/canonical.ts';
import { OutsideFailure } from '../failure.ts';
import type { HttpClient } from '../http.ts';
import { idOf, type Place, pathOf } from './object-id.ts';
import { MANAGER } from './ownership.ts';
import { type LiveObject, objectAnswer, type Refusal, type Reply, refused, send } from './wire.ts';

export interface Applying {
  readonly client: HttpClient;
  /** Managers whose fields may be taken. */
  readonly takeFrom: readonly string[];
}
/** What has to be true of what stands there. */
export interface Condition {
  readonly uid: string;
  readonly resourceVersion: string;
}
/** `dry`: the server does everything but keep it. */
type Mode = 'dry' | 'real';

export const CONFLICT = 409;

/** Server-side apply. What others own is taken only where it may be; a condition that does not hold is the caller's to judge. */
export async function applyObject(
  { client, takeFrom }: Applying,
  place: Place,
  body: unknown,
  mode: Mode,
  condition?: Condition,
): Promise<{ readonly status: number; readonly live: LiveObject } | 'moved'> {
  const first = await patch(client, place, body, mode, condition, false);
  if (first.ok) return { status: first.status, live: first.value };
  const owners = ownersOf(first);
  if (first.status === CONFLICT && owners.length === 0 && condition) return 'moved';
  if (owners.length === 0) throw refused(client, `writing ${idOf(place)}`, first);
  if (!owners.every(({ manager }) => takeFrom.includes(manager))) throw conflict(client, place, owners, first.status);
  const forced = await patch(client, place, body, mode, condition, true);
  if (forced.ok) return { status: forced.status, live: forced.value };
  if (forced.status === CONFLICT && condition) return 'moved';
  throw refused(client, `writing ${idOf(place)}`, forced);
}

function patch(
  client: HttpClient,
  place: Place,
  body: unknown,
  mode: Mode,
  condition: Condition | undefined,
  force: boolean,
): Promise<Reply<LiveObject>> {
  const query = `fieldManager=${MANAGER}&fieldValidation=Strict&force=${force}${mode === 'dry' ? '&dryRun=All' : ''}`;
  return send(client, objectAnswer, {
    method: 'PATCH',
    path: `${pathOf(place)}?${query}`,
    body: JSON.stringify(withCondition(body, condition)),
    contentType: 'application/apply-patch+yaml', // JSON is YAML
  });
}

function withCondition(body: unknown, condition: Condition | undefined): unknown {
  if (!isRecord(body) || !condition) return body;
  const metadata = isRecord(body['metadata']) ? body['metadata'] : {};
  return { ...body, metadata: { ...metadata, ...condition } };
}

interface Owner {
  readonly manager: string;
  readonly field: string;
}

/** Whose the fields are that stand in the way; empty where it is no such conflict. */
function ownersOf({ said }: Refusal): readonly Owner[] {
  const causes = said?.details?.causes ?? [];
  return causes
    .filter(({ reason }) => reason === 'FieldManagerConflict')
    .map(({ message = '', field = '' }) => ({ manager: /"([^"]*)"/.exec(message)?.[1] ?? message, field }));
}

const SHOWN = 5;

function conflict(client: HttpClient, place: Place, owners: readonly Owner[], status: number): OutsideFailure {
  const managers = [...new Set(owners.map(({ manager }) => manager))];
  const of = managers.map((manager) => {
    const fields = owners.filter((one) => one.manager === manager).map(({ field }) => field);
    const more = fields.length > SHOWN ? ` and ${fields.length - SHOWN} more` : '';
    return `${manager} owns ${fields.slice(0, SHOWN).join(', ')}${more}`;
  });
  const names = managers.map((manager) => `'${manager}'`).join(', ');
  const fix = `to take them write kubernetes({ takeFrom: [${names}] }), or leave the object to them`;
  return new OutsideFailure(`${idOf(place)} has fields of others`, {
    kind: 'refused',
    status,
    detail: client.clean(`${of.join('; ')}: ${fix}`),
  });
}
