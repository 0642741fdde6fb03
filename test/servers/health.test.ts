import { join } from 'node:path';
import { expect, test } from 'vitest';
import { collectorConfig } from '../../src/artifacts/collector-config/index.ts';
import { lokiConfig } from '../../src/artifacts/loki-config/index.ts';
import { connectionTo } from '../../src/model/connection.ts';
import type { ServerKind } from '../../src/model/environment.ts';
import { evidenceFor } from '../../src/targets/evidence.ts';
import { planTarget } from '../../src/targets/observe.ts';
import { textOf } from '../golden/telemetry/compiled.ts';
import { collector, loki } from '../golden/telemetry/estate.ts';
import { artifact, ioAt, ORDER, targetOf } from '../unit/targets/samples.ts';
import { startServer } from './start-server.ts';
import { requireServer } from './support.ts';
import { directoryWith } from './telemetry-support.ts';

/** What a server that reads its files when it starts says of what is planned for it. */
async function saidOf(server: ServerKind, text: string, url: string): Promise<unknown> {
  const files = await directoryWith({});
  const target = targetOf({ [server]: { by: 'files', to: files.path, reload: undefined, health: connectionTo(url) } });
  const config = artifact(`${server}/${server}.yaml`, text, { server, kind: `${server}-config` });
  const plan = await planTarget(target, [config], ORDER, ioAt('/'));
  const [said] = await evidenceFor(target, plan, ioAt('/'));
  await files.remove();
  return said;
}

const noLoki = await requireServer('loki');
test.skipIf(noLoki !== undefined)('Loki says whether it runs what was written', { timeout: 120_000 }, async () => {
  const text = textOf(lokiConfig, { loki });
  const files = await directoryWith({ 'loki.yaml': text });
  const server = await startServer({
    server: 'loki',
    ports: [3100],
    mounts: { '/config/loki.yaml': join(files.path, 'loki.yaml') },
    command: ['-config.file=/config/loki.yaml'],
    ready: { port: 3100, path: '/ready' },
  });
  try {
    const url = server.address(3100);
    expect(await saidOf('loki', text, url)).toMatchObject({
      proved: [expect.anything(), 'Loki is ready and runs the configuration that was written, value by value'],
      warnings: [],
    });
    expect(await saidOf('loki', text.replace('http_listen_port: 3100', 'http_listen_port: 3101'), url)).toMatchObject({
      warnings: ['loki.yaml: Loki runs other values at server.http_listen_port: it reads the file when it starts, so restart it'],
    });
    const api = targetOf({ loki: { by: 'api', connection: connectionTo(url) } });
    await expect(planTarget(api, [], ORDER, ioAt('/')), 'its rules are files').rejects.toMatchObject({
      detail: expect.stringContaining('needs a `ruler_storage` that can be written'),
    });
  } finally {
    await server.stop();
    await files.remove();
  }
});

const noCollector = await requireServer('collector');
test.skipIf(noCollector !== undefined)('a collector says that it runs, and since when', { timeout: 120_000 }, async () => {
  const text = textOf(collectorConfig, { collector });
  const files = await directoryWith({ 'collector.yaml': text });
  const server = await startServer({
    server: 'collector',
    ports: [13133],
    mounts: { '/etc/collector': files.path },
    command: ['--config=/etc/collector/collector.yaml'],
    ready: { port: 13133, path: '/' },
  });
  try {
    expect(await saidOf('collector', text, server.address(13133))).toMatchObject({
      proved: [expect.anything(), 'the collector says: Server available'],
      warnings: [expect.stringMatching(/^it has run since 20\d\d-\d\d-\d\d \d\d:\d\d UTC: .* restart it where that was before$/)],
    });
  } finally {
    await server.stop();
    await files.remove();
  }
});
