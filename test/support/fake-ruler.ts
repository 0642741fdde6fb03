import { load } from 'js-yaml';
import { printYaml } from '../../src/kernel/yaml.ts';

export interface FakeRuler {
  /** Namespace → name → group. */
  groups: Map<string, Map<string, unknown>>;
  answer(method: string, url: string, body: string): { readonly status: number; readonly text: string };
}

const NOT_FOUND = { status: 404, text: 'group does not exist\n' };

/** A ruler in memory: what Loki and Mimir answer below `prefix`. For faults only; the real ones judge the rest. */
export function fakeRuler(prefix: string): FakeRuler {
  const ruler: FakeRuler = {
    groups: new Map(),
    answer(method, url, body) {
      const [namespace, name] = url.slice(`${prefix}/rules`.length).split('/').slice(1).map(decodeURIComponent);
      if (namespace === undefined) return all(ruler);
      const held = ruler.groups.get(namespace) ?? new Map<string, unknown>();
      if (method === 'POST') return write(ruler, namespace, held, load(body) as { name: string }); // clients send a group
      const group = held.get(name ?? '');
      if (group === undefined) return NOT_FOUND;
      if (method === 'GET') return { status: 200, text: printYaml(group) };
      held.delete(name ?? '');
      if (held.size === 0) ruler.groups.delete(namespace);
      return { status: 202, text: '{"status":"success"}' };
    },
  };
  return ruler;
}

function all({ groups }: FakeRuler): { status: number; text: string } {
  if (groups.size === 0) return { status: 404, text: 'no rule groups found\n' };
  return { status: 200, text: printYaml(Object.fromEntries([...groups].map(([key, held]) => [key, [...held.values()]]))) };
}

function write({ groups }: FakeRuler, namespace: string, held: Map<string, unknown>, group: { name: string }) {
  groups.set(namespace, held.set(group.name, group));
  return { status: 202, text: '{"status":"success"}' };
}
