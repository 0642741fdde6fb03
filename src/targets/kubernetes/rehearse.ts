import { z } from 'zod';
import { MANAGED_BY } from '../../kernel/kubernetes-names.ts';
import type { KubernetesServer } from '../../model/environment.ts';
import type { Change } from '../../plan/change.ts';
import { aFewAtATime } from '../a-few-at-a-time.ts';
import { describeFailure, failureOf, OutsideFailure } from '../failure.ts';
import type { HttpClient } from '../http.ts';
import { type Applying, applyObject } from './apply-object.ts';
import { placeOf } from './object-id.ts';
import { MANAGER } from './ownership.ts';
import { ask, refused, send } from './wire.ts';

const anything = z.unknown();
const SHOWN = 10;

/** What the cluster would refuse, before anything is changed: it validates each object, and finds fields of others. */
export async function rehearse(applying: Applying, changes: readonly Change[], server: KubernetesServer): Promise<void> {
  const written = changes.flatMap((one) => (one.action === 'create' || one.action === 'update' ? [one.after] : []));
  if (written.length === 0) return;
  if (!(await hasNamespace(applying.client, server.namespace))) {
    if (!server.createNamespace) throw missingNamespace(server.namespace);
    return; // in one that is not there yet nothing can be rehearsed
  }
  const failures = await aFewAtATime(written, async ({ id, body }) =>
    failureOf(() => applyObject(applying, placeOf(id), body, 'dry')),
  );
  const told = failures.filter((one) => one !== undefined);
  const [first] = told;
  if (!first) return;
  if (told.length === 1) throw first;
  const more = told.length > SHOWN ? [`and ${told.length - SHOWN} more`] : [];
  const detail = [...told.slice(0, SHOWN).map(describeFailure), ...more].join('; ');
  throw new OutsideFailure(`the cluster would refuse ${told.length} objects`, { kind: first.kind, detail, ...statusOf(first) });
}

function statusOf({ status }: OutsideFailure): { readonly status?: number } {
  return status === undefined ? {} : { status };
}

/** Whether there is one. A login that may only write to the namespace may not even look at it: then it is taken to be there. */
async function hasNamespace(client: HttpClient, namespace: string): Promise<boolean> {
  const there = await ask(client, anything, { path: `/api/v1/namespaces/${encodeURIComponent(namespace)}` });
  if (!there.ok && there.status !== 403 && there.status !== 404)
    throw refused(client, `reading the namespace ${namespace}`, there);
  return there.ok || there.status === 403;
}

/** Makes the namespace where it is missing. Nobody takes it away again: others may have put something there. */
export async function makeNamespace(client: HttpClient, namespace: string): Promise<void> {
  if (await hasNamespace(client, namespace)) return;
  const metadata = { name: namespace, labels: { [MANAGED_BY]: MANAGER } };
  const body = JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata });
  const made = await send(client, anything, { method: 'POST', path: `/api/v1/namespaces?fieldManager=${MANAGER}`, body });
  if (!made.ok && made.status !== 409) throw refused(client, `creating the namespace ${namespace}`, made);
}

function missingNamespace(namespace: string): OutsideFailure {
  const detail = `create it, or write kubernetes({ namespace: '${namespace}', createNamespace: true })`;
  return new OutsideFailure(`the cluster has no namespace ${namespace}`, { kind: 'misconfigured', status: 404, detail });
}
