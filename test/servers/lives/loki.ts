import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connectionTo } from '../../../src/model/connection.ts';
import { artifact, ioAt, ORDER, targetOf } from '../../unit/targets/samples.ts';
import { sharedFolder, startContainer } from '../container.ts';
import { LOKI, lokiWithRuler } from '../loki-server.ts';
import { type Life, ruleExpectations, ruleStages } from './life.ts';
import { putGroup, rulesOf } from './ruler.ts';

export async function lokiLife(): Promise<Life> {
  const folder = await sharedFolder();
  await writeFile(join(folder, 'loki.yaml'), lokiWithRuler({ tenants: false }));
  const server = await startContainer(LOKI, folder, '/etc/loki', ['-config.file=/etc/loki/loki.yaml']);
  const asked = { url: `${server.url}/loki/api/v1/rules`, headers: {} };
  await putGroup(asked, 'theirs', 'theirs', 'vector(5)');
  return {
    target: targetOf({ loki: { by: 'api', connection: connectionTo(server.url) } }),
    io: ioAt('/', { wait: (ms) => pause(ms) }),
    order: ORDER,
    stages: ruleStages((name, text) => artifact(`loki/rules/${name}.yaml`, text, { server: 'loki', kind: 'loki-rules' })),
    served: () => rulesOf(asked),
    expected: ruleExpectations((file) => `signalbox-production:${file}`),
    edit: () => putGroup(asked, 'signalbox-production:shop', 'shop', 'vector(9)'),
    stop: server.stop,
  };
}
