import { isRecord } from '../../kernel/canonical.ts';
import type { KubernetesServer } from '../../model/environment.ts';
import type { Change } from '../../plan/change.ts';
import type { Observed } from '../../plan/observation.ts';
import { AT_ONCE } from '../a-few-at-a-time.ts';
import { OutsideFailure } from '../failure.ts';
import type { HttpClient } from '../http.ts';
import type { TargetIo } from '../io.ts';
import type { Observer, Session } from '../kind.ts';
import { mustBe, putBack } from '../put-back.ts';
import { untilEqual } from '../until-equal.ts';
import { applyObject, type Condition } from './apply-object.ts';
import { type Place, placeOf } from './object-id.ts';
import { type Cluster, lookAt, observe } from './observe.ts';
import { makeNamespace, rehearse } from './rehearse.ts';
import { isHalfRewritten, release, remove, rewrite } from './rewrite.ts';
import { objectAnswer } from './wire.ts';

/** The controllers of a cluster may write to an object, its status for one, between our look and our change. */
const TRIES = 4;

/** Our objects in one namespace. */
export function clusterObserver(cluster: Cluster, io: TargetIo): Observer {
  return {
    observe: (ids) => observe(cluster, ids),
    verify: (wanted) => {
      const ids = wanted.map(({ id }) => id);
      return untilEqual(wanted, () => observe(cluster, ids), io);
    },
  };
}

/** The same, to be changed: each is one request, on the condition that it is still what was looked at. */
export function clusterSession(
  client: HttpClient,
  looked: Omit<Cluster, 'client'>,
  server: KubernetesServer,
  io: TargetIo,
): Session {
  const cluster = { ...looked, client };
  const applying = { client, takeFrom: server.takeFrom };
  return {
    ...clusterObserver(cluster, io),
    probe: (changes) => rehearse(applying, changes, server),
    async apply(change, now) {
      if (change.action === 'keep' || change.action === 'refuse') return;
      if (change.action === 'create') return create(cluster, server, change, now);
      await whileUnmoved(cluster, change.id, now, (place, condition) => {
        if (change.action === 'delete') return remove(client, place, condition);
        return applyObject(applying, place, change.after.body, 'real', condition);
      });
    },
    restore: (id, before) =>
      putBack(id, before, {
        look: () => lookAt(cluster, id),
        write: (was, there) => rewrite(client, placeOf(id), was.body, there?.body),
        remove: (there) => whileUnmoved(cluster, id, there, (place, condition) => remove(client, place, condition)),
        isHalf: (was, there) => isHalfRewritten(was.body, there.body),
      }),
    // what needs another object waits for it: the operators try again
    atOnce: () => AT_ONCE,
    load: async () => {},
  };
}

/** The API has no condition for "only if it is not there", but says whether it made it. */
async function create(
  cluster: Cluster & { readonly client: HttpClient },
  server: KubernetesServer,
  change: Change & { action: 'create' },
  now: Observed | undefined,
) {
  mustBe(now, await lookAt(cluster, change.id), change.id);
  if (server.createNamespace) await makeNamespace(cluster.client, server.namespace);
  const place = placeOf(change.id);
  const made = await applyObject({ client: cluster.client, takeFrom: server.takeFrom }, place, change.after.body, 'real');
  if (made !== 'moved' && made.status === 201) return;
  await release(cluster.client, place, change.after.body);
  throw new OutsideFailure(`${change.id} was made by somebody else just now`, { kind: 'moved' });
}

/** Makes a change on the condition that nobody changed the object; where only what is not ours changed, on the newest condition. */
async function whileUnmoved(
  cluster: Cluster,
  id: string,
  planned: Observed | undefined,
  change: (place: Place, condition: Condition) => Promise<unknown>,
): Promise<void> {
  let there = planned;
  for (let tries = TRIES; ; tries -= 1) {
    if (there === undefined) throw new OutsideFailure(`${id} is not there any more`, { kind: 'moved' });
    if ((await change(placeOf(id), conditionOf(there))) !== 'moved') return;
    there = await lookAt(cluster, id);
    mustBe(planned, there, id);
    if (tries <= 1) throw new OutsideFailure(`${id} is written to all the time`, { kind: 'moved' });
  }
}

function conditionOf({ body }: Observed): Condition {
  const { uid, resourceVersion } = objectAnswer.parse(isRecord(body) ? body : {}).metadata;
  return { uid, resourceVersion };
}
