import { connectionTo } from '../../src/model/connection.ts';
import { fakeRuler } from '../support/fake-ruler.ts';
import { artifact, ioAt, targetOf } from '../unit/targets/samples.ts';
import { faultyServer } from './faulty-server.ts';
import { HTTP_FAULTS, injector } from './injector.ts';
import { type Age, fifty, type World } from './world.ts';

const API = '/loki/api/v1';

/** Rule groups in the ruler of a Loki. */
export async function lokiWorld(folder: string): Promise<World> {
  const faults = injector();
  const ruler = fakeRuler(API);
  ruler.groups.set('theirs', new Map([['theirs', { name: 'theirs', rules: [{ record: 'a:b', expr: 'vector(1)' }] }]]));
  const server = await faultyServer(ruler.answer, faults);
  let kept = structuredClone(ruler.groups);
  return {
    target: targetOf({ loki: { by: 'api', connection: connectionTo(server.url) } }),
    io: ioAt(folder),
    old: [rules('old')],
    new: [rules('new')],
    order: [{ kind: 'loki-rules', applyAfter: [] }],
    faults,
    kinds: HTTP_FAULTS,
    keep: async () => {
      kept = structuredClone(ruler.groups);
    },
    reset: async () => {
      ruler.groups = structuredClone(kept);
    },
    snapshot: async () => Object.fromEntries([...ruler.groups].sort().map(([name, held]) => [name, [...held].sort()])),
    stop: server.stop,
  };
}

function rules(age: Age) {
  const groups = fifty(
    age,
    (name, version) => `  - {name: ${name}, rules: [{record: "a:${name}", expr: "vector(${version})"}]}\n`,
  );
  return artifact('loki/rules/shop.yaml', `groups:\n${groups.join('')}`, { server: 'loki', kind: 'loki-rules' });
}
