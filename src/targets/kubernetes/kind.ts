import { z } from 'zod';
import type { Artifact } from '../../artifacts/kind.ts';
import type { Connection } from '../../model/connection.ts';
import type { KubernetesServer } from '../../model/environment.ts';
import type { Reach } from '../../model/target.ts';
import type { Wanted } from '../../plan/observation.ts';
import { OutsideFailure } from '../failure.ts';
import { httpClient, httpReader } from '../http.ts';
import type { TargetIo } from '../io.ts';
import type { Judgement, Observer, Scope, Session, TargetKind } from '../kind.ts';
import { type ReadKubeconfig, readKubeconfig } from './kubeconfig.ts';
import { idOf } from './object-id.ts';
import { wantedState, withMark } from './ownership.ts';
import { resourceOfKind } from './resources.ts';
import { clusterObserver, clusterSession } from './session.ts';

const file = z.object({
  object: z.looseObject({ kind: z.string(), metadata: z.looseObject({ name: z.string(), namespace: z.string() }) }),
});

/** For `kubectl`, not for the API itself. */
const NO_USE: ReadonlySet<string> = new Set(['kubernetes-kustomization', 'kubernetes-kustomize', 'kubernetes-helm']);

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
  look: async (reach, scope, io) => observerAt(connectionOf(reach), scope, io),
  open: async (reach, scope, io) => sessionAt(connectionOf(reach), scope, io),
};

/** The same, where a file of `kubectl` says how the API is reached. */
export const kubernetesByKubeconfig: TargetKind = {
  ...kubernetesApi,
  by: 'kubeconfig',
  async look(reach, scope, io) {
    const { connection, secret } = configOf(reach, io);
    return observerAt(connection, scope, { ...io, secret });
  },
  async open(reach, scope, io) {
    const { connection, secret } = configOf(reach, io);
    return sessionAt(connection, scope, { ...io, secret });
  },
};

function connectionOf(reach: Reach): Connection {
  if (reach.by === 'api') return reach.connection;
  throw new OutsideFailure('kubernetes is not reached by its API', { kind: 'misconfigured' });
}

function configOf(reach: Reach, io: TargetIo): ReadKubeconfig {
  if (reach.by === 'kubeconfig') return readKubeconfig(reach, io);
  throw new OutsideFailure('kubernetes is not reached by a kubeconfig', { kind: 'misconfigured' });
}

function observerAt(connection: Connection, scope: Scope, io: TargetIo): Observer {
  const { namespace } = serverOf(scope);
  return clusterObserver({ client: httpReader(connection, io), environment: scope.environment, namespace }, io);
}

function sessionAt(connection: Connection, scope: Scope, io: TargetIo): Session {
  const server = serverOf(scope);
  const looked = { environment: scope.environment, namespace: server.namespace };
  return clusterSession(httpClient(connection, io), looked, server, io);
}

function serverOf({ servers }: Scope): KubernetesServer {
  if (servers.kubernetes) return servers.kubernetes;
  throw new OutsideFailure('the environment has no kubernetes', { kind: 'misconfigured' });
}

function wantedObject({ kind, content, from }: Artifact): readonly Wanted[] {
  const object = file.safeParse(content).data?.object;
  const resource = object && resourceOfKind(object.kind);
  if (!object || !resource) return [];
  const { name, namespace } = object.metadata;
  const id = idOf({ resource, namespace, name });
  const state = wantedState(object, resource);
  return [{ id, server: 'kubernetes', kind, from, state, place: '', body: withMark(object, resource) }];
}
