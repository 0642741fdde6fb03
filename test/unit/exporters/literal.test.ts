import { expect, it } from 'vitest';
import { azureMonitor } from '../../../src/exporters/azure-monitor.ts';
import { elasticsearch } from '../../../src/exporters/elasticsearch.ts';
import { exporterKind } from '../../../src/exporters/kinds.ts';
import { prometheusRemoteWrite } from '../../../src/exporters/prometheus-remote-write.ts';

const WORD = 'hunter22' as never;

it.each([
  ['connectionString', azureMonitor({ connectionString: WORD })],
  ['apiKey', elasticsearch({ endpoints: ['https://es:9200'], apiKey: WORD })],
  [
    'basicAuth.password',
    prometheusRemoteWrite({ name: 'far', endpoint: 'https://far', basicAuth: { username: 'u', password: WORD } }),
  ],
])('a literal as %s is a problem, and goes nowhere', (field, { type, settings }) => {
  const kind = exporterKind(type);
  expect(kind.problems(settings).map(({ message }) => message)).toEqual([`\`${field}\` is no reference to a secret.`]);
  expect(JSON.stringify([kind.problems(settings), kind.wire(settings)])).not.toContain(WORD);
});
