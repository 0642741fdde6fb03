import { expect, test } from 'vitest';
import { connectionTo } from '../../../src/model/connection.ts';
import { annotateDeployment } from '../../../src/targets/grafana/annotate.ts';
import { fakeGrafana } from '../../support/fake-grafana.ts';
import { ioAt, targetOf } from './samples.ts';

const io = ioAt('/', { secret: () => 'token' });
const TEXT = 'Release 1.4, by kim';

test('a deployment is a mark with tags that dashboards can ask for', async () => {
  const fake = await fakeGrafana('token');
  try {
    const grafana = { by: 'api', connection: connectionTo(fake.url, { token: { kind: 'secret', env: 'TOKEN' } }) } as const;
    expect(await annotateDeployment(targetOf({ grafana }), TEXT, io)).toBe(true);
    expect(fake.store.annotations).toEqual([{ text: TEXT, tags: ['deployment', 'environment:production', 'target:live'] }]);
    fake.fault = () => ({ status: 403, body: { message: 'no' } });
    await expect(annotateDeployment(targetOf({ grafana }), TEXT, io)).rejects.toMatchObject({ status: 403 });
  } finally {
    await fake.stop();
  }
});

test('a target without the API of a Grafana has nothing to mark', async () => {
  expect(await annotateDeployment(targetOf({ prometheus: { by: 'files', to: 'live', reload: undefined } }), TEXT, io)).toBe(
    false,
  );
});
