import type { Artifact } from '../../src/artifacts/kind.ts';
import { bodyOf, clusterNamed, configMap, KINDS, live, pathOf, ruleObject } from '../servers/kubernetes/objects.ts';
import { asObject, fakeKubernetes } from '../support/fake-kubernetes.ts';
import { ioAt } from '../unit/targets/samples.ts';
import { faultyServer } from './faulty-server.ts';
import { HTTP_FAULTS, injector } from './injector.ts';
import { type Age, fifty, type World } from './world.ts';

const NAMESPACE = 'shop';
const RULES = pathOf(NAMESPACE, '').slice(0, -1);

/** Rules and ConfigMaps in a cluster, with objects of others, and with fields of others on ours. */
export async function kubernetesWorld(folder: string): Promise<World> {
  const faults = injector();
  const cluster = fakeKubernetes();
  const post = (one: Artifact) => cluster.answer('POST', `${RULES}?fieldManager=kubectl-create`, JSON.stringify(bodyOf(one)));
  post(ruleObject(NAMESPACE, 'theirs', 'vector(5)', {}));
  post(ruleObject(NAMESPACE, 'copied')); // with our labels, and not applied by us
  const server = await faultyServer(cluster.answer, faults);
  let kept = new Map(cluster.objects);
  return {
    target: live(server.url, clusterNamed(NAMESPACE)),
    io: ioAt(folder, { secret: () => 'the token' }),
    old: objects('old'),
    new: objects('new'),
    order: KINDS,
    faults,
    kinds: HTTP_FAULTS,
    async keep() {
      for (const name of ['n00', 'n11']) addTheirs(cluster.answer, name);
      kept = new Map(cluster.objects);
    },
    reset: async () => {
      cluster.objects = new Map(kept);
    },
    snapshot: async () =>
      Object.fromEntries([...cluster.objects].sort().map(([path, one]) => [path, withoutVersions(asObject(path, one))])),
    stop: server.stop,
  };
}

function objects(age: Age): Artifact[] {
  return fifty(age, (name, version) => {
    const isFile = name.endsWith('5');
    return isFile
      ? configMap(NAMESPACE, name, { 'a.yaml': `n: ${version}\n` })
      : ruleObject(NAMESPACE, name, `vector(${version})`);
  });
}

/** Somebody else applied an annotation and a group of their own to one of ours. */
function addTheirs(answer: (method: string, url: string, body: string) => unknown, name: string): void {
  const { apiVersion, kind } = bodyOf(ruleObject(NAMESPACE, name));
  const groups = [{ name: 'theirs', rules: [] }];
  const object = { apiVersion, kind, metadata: { name, annotations: { theirs: 'x' } }, spec: { groups } };
  answer('PATCH', `${RULES}/${name}?fieldManager=theirs&force=true`, JSON.stringify(object));
}

/** An object that is made again has another uid, and versions only grow. */
function withoutVersions({ metadata, ...content }: Record<string, unknown>): object {
  const { uid: _, resourceVersion: __, ...rest } = metadata as Record<string, unknown>; // every object has it
  return { ...content, metadata: rest };
}
