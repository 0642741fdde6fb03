import { describe, expect, test } from 'vitest';
import { applyPlan } from '../../src/targets/apply.ts';
import { planDestruction, planTarget } from '../../src/targets/observe.ts';
import { artifact, ioAt, ORDER, targetOf } from '../unit/targets/samples.ts';
import { type ServerImage, sharedFolder, startContainer } from './container.ts';
import { requireServer } from './support.ts';

const IMAGE: ServerImage = {
  server: 'collector',
  port: 13133,
  ready: '/',
  readyWithinMs: 60_000,
} as const;
const CONFIG = `extensions: { health_check: { endpoint: '0.0.0.0:13133' } }
receivers: { otlp: { protocols: { http: { endpoint: '127.0.0.1:4318' } } } }
exporters: { debug: {} }
service: { extensions: [health_check], pipelines: { logs: { receivers: [otlp], exporters: [debug] } } }
`;

const skipped = await requireServer('collector');
describe.skipIf(skipped !== undefined)(`a collector${skipped === undefined ? '' : ` (skipped: ${skipped})`}`, () => {
  test('starts from the folder that was written for it, as another user', async () => {
    const folder = await sharedFolder();
    const target = targetOf({ collector: { by: 'files', to: folder, reload: undefined } });
    const config = artifact('collector/collector.yaml', CONFIG, { server: 'collector', kind: 'collector-config' });
    const io = ioAt('/');
    const plan = await planTarget(target, [config], ORDER, io);
    expect(plan.changes).toMatchObject([{ action: 'create', hazard: 'restart' }]);
    expect(await applyPlan(plan, target, io)).toMatchObject({ status: 'done' });
    const container = await startContainer(IMAGE, folder, '/etc/collector', ['--config=/etc/collector/collector.yaml']);
    try {
      const again = await planTarget(target, [config], ORDER, io);
      expect(again.changes.map((one) => one.action)).toEqual(['keep']);
      expect(await applyPlan(await planDestruction(target, [config], ORDER, io), target, io)).toMatchObject({ status: 'done' });
    } finally {
      await container.stop();
    }
  }, 90_000);
});
