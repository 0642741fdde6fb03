import { z } from 'zod';
import type { Artifact } from '../../artifacts/kind.ts';
import type { Wanted } from '../../plan/observation.ts';
import { OutsideFailure } from '../failure.ts';
import { httpClient } from '../http.ts';
import type { Judgement, TargetKind } from '../kind.ts';
import { idOf } from './object-id.ts';
import { wantedState, withMark } from './ownership.ts';
import { resourceOfKind } from './resources.ts';
import { clusterSession } from './session.ts';

const file = z.object({
  object: z.looseObject({ kind: z.string(), metadata: z.looseObject({ name: z.string(), namespace: z.string() }) }),
});

/** For `kubectl`, not for the API itself. */
const NO_USE: ReadonlySet<string> = new Set(['kubernetes-kustomization']);

/**
 * The API of a cluster, by server-side apply: whose each field is is kept by the API. Ours are the objects that bear our labels and that we
 * applied; nothing else in the namespace is touched. https://kubernetes.io/docs/reference/using-api/server-side-apply/
 */
export const kubernetesApi: TargetKind = {
  server: 'kubernetes',
  by: 'api',
  judge(artifact): Judgement {
    if (NO_USE.has(artifact.kind)) return 'no use';
    return wantedObject(artifact).length > 0
      ? 'carried'
      : { refused: `the API of a cluster takes no ${artifact.kind} like this` };
  },
  wanted: wantedObject,
  async open(reach, scope, io) {
    const { kubernetes } = scope.servers;
    if (reach.by !== 'api' || !kubernetes)
      throw new OutsideFailure('kubernetes is not reached by its API', { kind: 'misconfigured' });
    return clusterSession(httpClient(reach.connection, io), scope.environment, kubernetes, io);
  },
};

function wantedObject({ kind, content, from }: Artifact): readonly Wanted[] {
  const object = file.safeParse(content).data?.object;
  const resource = object && resourceOfKind(object.kind);
  if (!object || !resource) return [];
  const { name, namespace } = object.metadata;
  const id = idOf({ resource, namespace, name });
  const state = wantedState(object, resource);
  return [{ id, server: 'kubernetes', kind, from, state, place: '', body: withMark(object, resource) }];
}
