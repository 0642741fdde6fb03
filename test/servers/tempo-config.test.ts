import { describe, expect, test } from 'vitest';
import { tempoConfig } from '../../src/artifacts/tempo-config/index.ts';
import type { TempoServer } from '../../src/model/environment.ts';
import { textOf } from '../golden/telemetry/compiled.ts';
import { bucket, tempo } from '../golden/telemetry/estate.ts';
import { IMAGES } from './images.ts';
import { startServer } from './start-server.ts';
import { requireServer } from './support.ts';
import { directoryWith, docker } from './telemetry-support.ts';

const reason = await requireServer('tempo');

async function verify(server: TempoServer): Promise<{ code: number; output: string }> {
  const files = await directoryWith({ 'tempo.yaml': textOf(tempoConfig, { tempo: server }) });
  const mount = `${files.path}:/config:ro`;
  const ran = await docker(['run', '--rm', '-v', mount, IMAGES.tempo, '-config.file=/config/tempo.yaml', '-config.verify=true']);
  await files.remove();
  return ran;
}

describe.skipIf(reason !== undefined)(`a real Tempo${reason ? ` (${reason})` : ''}`, () => {
  test('verifies the config of one process', async () => {
    expect(await verify(tempo)).toMatchObject({ code: 0 });
  });

  test('verifies the config of many processes', async () => {
    const kafka = { address: 'kafka:9092', topic: 'tempo', partitions: 3 };
    expect(await verify({ ...tempo, form: 'distributed', store: bucket, kafka })).toMatchObject({ code: 0 });
  });

  test('would refuse a key of 2.x', async () => {
    const ran = await verify({ ...tempo, raw: { ingester: { max_block_duration: '5m' } } });
    expect(ran.code).not.toBe(0);
    expect(ran.output).toContain('ingester');
  });

  test('starts', async () => {
    const files = await directoryWith({ 'tempo.yaml': textOf(tempoConfig, { tempo }) });
    const server = await startServer({
      server: 'tempo',
      ports: [3200],
      mounts: { '/config': files.path },
      tmpfs: { '/var/tempo': 'uid=10001,gid=10001' },
      command: ['-config.file=/config/tempo.yaml'],
      ready: { port: 3200, path: '/ready' },
    }).finally(files.remove);
    expect(server.address(3200)).toMatch(/^http:/);
    await server.stop();
  }, 60_000);
});
