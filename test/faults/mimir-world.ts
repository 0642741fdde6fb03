import type { Artifact } from '../../src/artifacts/kind.ts';
import { connectionTo } from '../../src/model/connection.ts';
import type { MimirReach } from '../../src/model/target.ts';
import { fakeMimir } from '../support/fake-mimir.ts';
import { artifact, ioAt, targetOf } from '../unit/targets/samples.ts';
import { faultyServer } from './faulty-server.ts';
import { HTTP_FAULTS, injector } from './injector.ts';
import { type Age, fifty, type World } from './world.ts';

/** Rule groups, and the document of the Alertmanager with templates and a secret, of a tenant of a Mimir. */
export async function mimirWorld(folder: string): Promise<World> {
  const faults = injector();
  const mimir = fakeMimir();
  const { ruler } = mimir;
  ruler.groups.set('theirs', new Map([['theirs', { name: 'theirs', rules: [{ record: 'a:b', expr: 'vector(1)' }] }]]));
  const server = await faultyServer(mimir.answer, faults);
  const reach: MimirReach = {
    by: 'mimir',
    connection: connectionTo(server.url),
    tenant: 'shop',
    secrets: 'secrets',
    takeOver: false,
  };
  const kept = { groups: structuredClone(ruler.groups), document: mimir.document };
  return {
    target: targetOf({ prometheus: reach, alertmanager: reach }),
    io: ioAt(folder, { secret: () => 'https://hooks.example.org/the-value-of-a-secret' }),
    old: objects('old'),
    new: objects('new'),
    order: ORDER,
    faults,
    kinds: HTTP_FAULTS,
    keep: async () => void Object.assign(kept, { groups: structuredClone(ruler.groups), document: mimir.document }),
    reset: async () => {
      ruler.groups = structuredClone(kept.groups);
      mimir.document = kept.document;
    },
    snapshot: async () => ({
      groups: Object.fromEntries([...ruler.groups].sort().map(([name, held]) => [name, [...held].sort()])),
      document: mimir.document,
    }),
    stop: server.stop,
  };
}

const ORDER = [
  { kind: 'prometheus-rules', applyAfter: [] },
  { kind: 'alertmanager-templates', applyAfter: [] },
  { kind: 'alertmanager-config', applyAfter: ['alertmanager-templates'] },
];

/** Of fifty things one is the configuration, every tenth a template, and one group moves to another file. */
function objects(age: Age): Artifact[] {
  const all = fifty(age, (name, version) => ({ name, version })).filter(({ name }) => name !== 'n49');
  const isTemplate = ({ name }: { readonly name: string }) => name.endsWith('8');
  const groups = all
    .filter((one) => !isTemplate(one))
    .map(({ name, version }) => ({ name: name === 'n47' ? 'n07' : name, version }));
  return [
    rules(
      'shop',
      groups.filter(({ name, version }) => name !== 'n07' || version === 1),
    ),
    rules(
      'cart',
      groups.filter(({ name, version }) => name === 'n07' && version === 2),
    ),
    ...all.filter(isTemplate).map(({ name, version }) => template(name, version)),
    config(age),
  ];
}

function rules(file: string, groups: readonly { readonly name: string; readonly version: number }[]): Artifact {
  const texts = groups.map(
    ({ name, version }) => `  - {name: ${name}, rules: [{record: "a:${name}", expr: "vector(${version})"}]}\n`,
  );
  return artifact(`prometheus/rules/${file}.yaml`, `groups:${texts.length === 0 ? ' []' : ''}\n${texts.join('')}`);
}

function template(name: string, version: number): Artifact {
  const text = `{{ define "${name}" }}V${version}{{ end }}\n`;
  return artifact(`alertmanager/templates/${name}.tmpl`, text, { server: 'alertmanager', kind: 'alertmanager-templates' });
}

function config(age: Age): Artifact {
  const text = `route: {receiver: ${age}}
receivers: [{name: ${age}, webhook_configs: [{url_file: /etc/alertmanager/secrets/hook}]}]
templates: [templates/*.tmpl]
`;
  return artifact('alertmanager/alertmanager.yml', text, { server: 'alertmanager', kind: 'alertmanager-config' });
}
