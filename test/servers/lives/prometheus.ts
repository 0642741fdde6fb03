import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connectionTo } from '../../../src/model/connection.ts';
import { artifact, ioAt, ORDER, targetOf } from '../../unit/targets/samples.ts';
import { type ServerImage, sharedFolder, startContainer } from '../container.ts';
import { type Life, ruleExpectations, ruleStages } from './life.ts';

const IMAGE: ServerImage = { server: 'prometheus', port: 9090, ready: '/-/ready', readyWithinMs: 60_000 };

interface Answer {
  readonly data: { readonly groups: readonly { name: string; file: string; rules: readonly { readonly query: string }[] }[] };
}

export async function prometheusLife(): Promise<Life> {
  const folder = await sharedFolder();
  await mkdir(join(folder, 'rules'), { mode: 0o755 });
  await writeFile(join(folder, 'prometheus.yml'), 'rule_files: [rules/*.yaml]\n');
  await writeFile(join(folder, 'rules/theirs.yaml'), rule('theirs', 'vector(5)'));
  const server = await startContainer(IMAGE, folder, '/etc/prometheus', [
    '--config.file=/etc/prometheus/prometheus.yml',
    '--web.enable-lifecycle',
    '--storage.tsdb.path=/prometheus',
  ]);
  return {
    target: targetOf({ prometheus: { by: 'files', to: folder, reload: connectionTo(server.url) } }),
    io: ioAt('/', { wait: (ms) => pause(ms) }),
    order: ORDER,
    stages: ruleStages((name, text) => artifact(`prometheus/rules/${name}.yaml`, text)),
    async served() {
      const { data } = (await (await fetch(`${server.url}/api/v1/rules`)).json()) as Answer;
      return Object.fromEntries(
        data.groups.map(({ name, file, rules }) => [`${basename(file, '.yaml')} ${name}`, rules[0]?.query]),
      );
    },
    expected: ruleExpectations((file) => file),
    async edit() {
      await writeFile(join(folder, 'rules/shop.yaml'), rule('shop', 'vector(9)'));
      await fetch(`${server.url}/-/reload`, { method: 'POST' });
    },
    stop: server.stop,
  };
}

function rule(name: string, query: string): string {
  return `groups:\n  - {name: ${name}, rules: [{record: "a:${name}", expr: ${query}}]}\n`;
}
