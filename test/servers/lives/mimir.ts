import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Artifact } from '../../../src/artifacts/kind.ts';
import { connectionTo } from '../../../src/model/connection.ts';
import type { MimirReach } from '../../../src/model/target.ts';
import { secretReader } from '../../../src/targets/secrets.ts';
import { artifact, ioAt, targetOf } from '../../unit/targets/samples.ts';
import { startMimir } from '../mimir-server.ts';
import { type Life, ruleExpectations, ruleStages, type Stage } from './life.ts';
import { putGroup, rulesOf } from './ruler.ts';

const TENANT = { 'X-Scope-OrgID': 'life' };
const ORDER = [
  { kind: 'prometheus-rules', applyAfter: [] },
  { kind: 'alertmanager-templates', applyAfter: [] },
  { kind: 'alertmanager-config', applyAfter: ['alertmanager-templates'] },
];

export async function mimirLife(): Promise<Life> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-mimir-life-'));
  await mkdir(join(folder, 'secrets'));
  await writeFile(join(folder, 'secrets/hook'), 'https://hooks.example.org/secret\n');
  const server = await startMimir();
  const asked = { url: `${server.url}/prometheus/config/v1/rules`, headers: TENANT };
  await putGroup(asked, 'theirs', 'theirs', 'vector(5)');
  const reach: MimirReach = {
    by: 'mimir',
    connection: connectionTo(server.url),
    tenant: 'life',
    secrets: 'secrets',
    takeOver: false,
  };
  const rules = ruleStages((name, text) => artifact(`prometheus/rules/${name}.yaml`, text));
  const groups = ruleExpectations((file) => `signalbox-production:${file}`);
  const expected = (stage: Stage) => ({ groups: groups[stage], receivers: [stage] });
  return {
    target: targetOf({ prometheus: reach, alertmanager: reach }),
    io: ioAt(folder, { wait: (ms) => pause(ms), secret: secretReader({}, folder) }),
    order: ORDER,
    stages: {
      created: [...rules.created, ...routes('created', 'a', 'b')],
      updated: [...rules.updated, ...routes('updated', 'a', 'b')],
      moved: [...rules.moved, ...routes('moved', 'a', 'c')],
      pruned: [...rules.pruned, ...routes('pruned', 'a')],
    },
    served: async () => ({ groups: await rulesOf(asked), receivers: await receiversOf(server.url) }),
    expected: {
      created: expected('created'),
      updated: expected('updated'),
      moved: expected('moved'),
      pruned: expected('pruned'),
      destroyed: { groups: groups.destroyed, receivers: ['empty-receiver'] }, // what Mimir gives a tenant that has nothing
    },
    edit: () => putGroup(asked, 'signalbox-production:shop', 'shop', 'vector(9)'),
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function routes(receiver: string, ...templates: readonly string[]): Artifact[] {
  const text = `route: {receiver: ${receiver}}
receivers: [{name: ${receiver}, webhook_configs: [{url_file: /etc/alertmanager/secrets/hook}]}]
templates: [templates/*.tmpl]
`;
  const of = (kind: string) => ({ server: 'alertmanager', kind }) as const;
  const files = templates.map((name) =>
    artifact(`alertmanager/templates/${name}.tmpl`, `{{ define "${name}" }}${name}{{ end }}\n`, of('alertmanager-templates')),
  );
  return [...files, artifact('alertmanager/alertmanager.yml', text, of('alertmanager-config'))];
}

/** None before the tenant has an Alertmanager. */
async function receiversOf(url: string): Promise<string[]> {
  const answer = await fetch(`${url}/alertmanager/api/v2/receivers`, { headers: TENANT });
  return answer.ok ? ((await answer.json()) as { readonly name: string }[]).map(({ name }) => name) : [];
}
