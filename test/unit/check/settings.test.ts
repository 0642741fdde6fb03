import { expect, test } from 'vitest';
import { settings } from '../../../src/check/settings.ts';
import { secret } from '../../../src/kernel/secret.ts';

test('every setting is told by its path, defaults included, and a secret never', () => {
  const server = {
    version: '3.15',
    retentionMs: 86_400_000,
    remoteWrite: [{ url: 'https://mimir' }],
    credentials: secret.file('mimir-token'),
  };
  const told = settings({
    name: 'production',
    origin: {},
    labels: { cluster: 'eu1' },
    servers: { prometheus: server, loki: undefined },
    share: { n: 1n, d: 10n },
    owner: { name: 'platform', origin: {} },
  });
  expect(told).toEqual([
    'labels.cluster: eu1',
    'servers.prometheus.version: 3.15',
    'servers.prometheus.retention: 1d',
    'servers.prometheus.remoteWrite[0].url: https://mimir',
    'servers.prometheus.credentials: a secret',
    'share: 0.1',
    'owner: platform',
  ]);
});
